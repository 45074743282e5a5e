/** The contents of the page, as a column and as a bar: the section being read is marked, and the bar names it. */
const bar = document.querySelector<HTMLDetailsElement>('.zd-toc-bar details');
if (bar) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(':is(.zd-toc, .zd-toc-bar) a')];
  const idOf = (link: HTMLAnchorElement): string => decodeURIComponent(link.hash.slice(1));
  const headings = [...new Set(links.map(idOf))].map((id) => document.getElementById(id)).filter((h) => h !== null);
  const name = bar.querySelector('[data-current]');
  const passed = new Set<Element>();

  // A heading counts as passed once it stands above the upper third of the window, or far above it.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed[isIntersecting ? 'add' : 'delete'](target);
      const current = headings.findLast((h) => passed.has(h)) ?? headings[0];
      for (const link of links)
        if (idOf(link) === current?.id) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      if (name) name.textContent = links.find((l) => idOf(l) === current?.id)?.textContent ?? '';
    },
    { rootMargin: '999999px 0px -66%' },
  );
  for (const heading of headings) observer.observe(heading);

  addEventListener('click', ({ target }) => {
    if (!bar.contains(target as Node) || (target as Element).closest('a')) bar.open = false;
  });
  addEventListener('keydown', ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !bar.open) return;
    if (bar.contains(document.activeElement)) bar.querySelector('summary')?.focus();
    bar.open = false;
  });
}

export {};
