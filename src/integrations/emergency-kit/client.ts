import './file-address.ts';
import 'virtual:kit-tools';

/**
 * What the kit does beside its tools: the device's theme, folded parts that open when a link leads into them, and links
 * that a tool makes while running (they know the site, not the file).
 */
interface LinkData {
  base: string;
  site: string;
  /** Part ids by path on the site. */
  parts: Record<string, string>;
}

const links = JSON.parse(document.querySelector('script[data-kit-links]')?.textContent ?? 'null') as LinkData;
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', paint);
paint();

function reveal(id: string): void {
  const target = document.getElementById(id);
  for (let e = target; e; e = e.parentElement) if (e instanceof HTMLDetailsElement) e.open = true;
  target?.scrollIntoView();
}
const revealHash = (): void => reveal(decodeURIComponent(location.hash.slice(1)));
addEventListener('hashchange', revealHash);
if (location.hash) revealHash();

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const href = link?.getAttribute('href') ?? '';
  if (!link) return;
  if (href.startsWith('#')) {
    const id = decodeURIComponent(href.slice(1));
    // A mark inside a tool's result points at the list of sources of the tool's own page.
    const part = link.closest<HTMLElement>('[data-kit-part]')?.id ?? '';
    const real = document.getElementById(id) ? id : `${part}-${id}`;
    if (real !== id) event.preventDefault();
    reveal(real);
  } else if (href.startsWith('/')) {
    const path = (href.startsWith(links.base) ? href.slice(links.base.length) : href.slice(1))
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '');
    const part = links.parts[path];
    event.preventDefault();
    if (part) reveal(part);
    else open(new URL(href, links.site), '_blank', 'noopener');
  }
});
