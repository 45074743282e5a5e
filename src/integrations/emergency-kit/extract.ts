import { parseHTML } from 'linkedom';

/** A page of the site as a part of the kit. */
export interface KitPart {
  /** Path on the site without slashes at its ends, e.g. `clearing/taobao`. */
  path: string;
  id: string;
  title: string;
  html: string;
}

/** How links find their way: parts of the kit by path, and the site for everything else. */
export interface LinkMap {
  base: string;
  site: string;
  parts: ReadonlySet<string>;
}

export const partId = (path: string): string => `k-${path.replaceAll('/', '-')}`;

/** Attributes that point to an id, or to several. */
const REFERENCES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'headers'];

/**
 * An address of the site as it must read inside the kit: another part of it, or the full address of the page. A link that
 * fills in a tool leads to the tool unfilled: better that than an address that needs a network.
 */
export function kitLink(href: string, self: string, links: LinkMap): string {
  if (href.startsWith('#')) return `#${partId(self)}-${href.slice(1)}`;
  if (!href.startsWith('/') || href.startsWith('//')) return href;
  const [rest = '', hash] = href.split('#');
  const path = rest.startsWith(links.base)
    ? rest
        .slice(links.base.length)
        .replace(/\?.*$/, '')
        .replace(/^\/|\/$/g, '')
    : null;
  if (path !== null && links.parts.has(path)) return `#${partId(path)}${hash ? `-${hash}` : ''}`;
  return new URL(href, links.site).href;
}

/** The widget of a tool page as the build wrote it: kept to the letter, since its script looks for its own ids. */
function takeWidget(html: string, tool: string, path: string): { rest: string; widget: string } {
  const tag = `zd-${tool}`;
  const start = html.indexOf(`<${tag}`);
  const end = html.indexOf(`</${tag}>`);
  if (start === -1 || end === -1) throw new Error(`应急包：/${path}/ 里没有 <${tag}>。工具的页面改了名字，或者没有放进页面。`);
  const stop = end + tag.length + 3;
  return { rest: `${html.slice(0, start)}<kit-widget></kit-widget>${html.slice(stop)}`, widget: html.slice(start, stop) };
}

/** The widget with its links led into the kit. Its script keeps its data; only markup is touched. */
function widgetHtml(widget: string, path: string, links: LinkMap): string {
  const own = new Set([...widget.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1] ?? ''));
  return widget
    .split(/(<script\b[\s\S]*?<\/script>)/)
    .map((piece) => {
      if (piece.startsWith('<script')) return /type="application\/json"/.test(piece) ? piece : '';
      return piece
        .replace(/\shref="([^"]*)"/g, (whole, href: string) =>
          href.startsWith('#') && own.has(href.slice(1)) ? whole : ` href="${kitLink(href, path, links)}"`,
        )
        .replace(/\sstyle="[^"]*"/g, '');
    })
    .join('');
}

/**
 * Takes the text of a built page out of its frame, ready to stand beside others in one file: ids carry the part's name,
 * headings go one level down, links lead into the kit or to the full address, nothing is loaded from anywhere.
 */
export function extractPart(page: string, path: string, tool: string | null, links: LinkMap): KitPart {
  const { rest, widget } = tool ? takeWidget(page, tool, path) : { rest: page, widget: '' };
  const { document } = parseHTML(rest);
  const content = document.querySelector('.sl-markdown-content');
  const title = document.querySelector('h1')?.textContent?.trim() ?? '';
  if (!content || !title) throw new Error(`应急包：/${path}/ 没有正文或标题。`);
  for (const e of content.querySelectorAll('script,style,template,noscript,.sl-anchor-link,iframe,img')) e.remove();
  const id = partId(path);
  for (const e of content.querySelectorAll('*')) {
    e.removeAttribute('style');
    if (e.id) e.id = `${id}-${e.id}`;
    for (const name of REFERENCES) {
      const value = e.getAttribute(name);
      if (value)
        e.setAttribute(
          name,
          value
            .split(/\s+/)
            .map((v: string) => `${id}-${v}`)
            .join(' '),
        );
    }
    const href = e.getAttribute('href');
    if (href !== null) e.setAttribute('href', kitLink(href, path, links));
  }
  const html = content.innerHTML
    .replace(/<(\/?)h([2-5])\b/g, (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}`)
    // Class names of Astro's own scoping only matter to style sheets the kit does not carry.
    .replace(/\sclass="astro-\w+"|\sastro-[a-z0-9]{8}(?=["\s])/g, '')
    .replace('<kit-widget></kit-widget>', () => widgetHtml(widget, path, links));
  return { path, id, title, html };
}
