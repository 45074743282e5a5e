import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseHTML } from 'linkedom';

import type { FactBook } from '../../src/facts/assemble.ts';

/** An address to visit, and what rests on it. */
export interface Target {
  url: string;
  title: string;
  /** Fact, law, rumour and open-point ids. */
  records: string[];
  /** Root-relative paths of pages. */
  pages: string[];
}

/**
 * Every address that facts rest on and that may be linked: sources, official entrances (`verifyAt`) and rule documents.
 * @param pagesOf pages by record id
 */
export function sourceTargets(book: FactBook, pagesOf: ReadonlyMap<string, readonly string[]>): Target[] {
  const targets = new Map<string, { title: string; records: Set<string> }>();
  const rest = (url: string | null | undefined, title: string, record: string): void => {
    if (!url || !/^https?:/.test(url)) return;
    const target = targets.get(url) ?? { title, records: new Set() };
    target.records.add(record);
    targets.set(url, target);
  };
  const cite = (sources: readonly string[], record: string): void => {
    for (const id of sources) {
      const source = book.sources.get(id);
      if (source?.linkable) rest(source.url, `${source.publisher}《${source.title}》`, record);
    }
  };
  for (const r of book.rules.values()) {
    for (const v of r.values) cite(v.sources, r.id);
    cite(
      (r.conflicts ?? []).map((c) => c.source),
      r.id,
    );
    rest(r.verifyAt, '官方核对入口', r.id);
  }
  for (const l of book.laws.values()) {
    cite(l.sources, l.id);
    rest(l.verifyAt, '官方核对入口', l.id);
  }
  for (const r of book.rumours.values()) cite(r.seenIn, r.id);
  for (const u of book.unknowns.values()) rest(u.verifyAt, '官方核对入口', u.id);
  for (const d of book.documents) rest(d.officialUrl, d.name, d.sources[0] ?? d.name);
  // An address that may not be linked stays out of the report, whoever else names it.
  const kept = new Set([...book.sources.values()].filter((s) => !s.linkable && s.url).map((s) => s.url));
  return [...targets]
    .filter(([url]) => !kept.has(url))
    .map(([url, { title, records }]) => ({
      url,
      title,
      records: [...records].sort(),
      pages: [...new Set([...records].flatMap((id) => pagesOf.get(id) ?? []))].sort(),
    }));
}

/** Every link of the built site in `dist` that leads elsewhere, with the pages it stands on. */
export function linkTargets(dist: string, ownOrigin: string): Target[] {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('没有构建好的网站。先运行 npm run build。');
  const targets = new Map<string, Target>();
  for (const name of readdirSync(dist, { recursive: true }).map(String)) {
    if (!name.endsWith('.html')) continue;
    const page = `/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`;
    const { document } = parseHTML(readFileSync(join(dist, name), 'utf8'));
    for (const a of document.querySelectorAll('a[href^="http"]')) {
      const url = (a.getAttribute('href') ?? '').replace(/#.*$/, '');
      if (url.startsWith(ownOrigin)) continue;
      const target = targets.get(url) ?? { url, title: a.textContent?.trim() ?? '', records: [], pages: [] };
      if (!target.pages.includes(page)) target.pages.push(page);
      targets.set(url, target);
    }
  }
  return [...targets.values()];
}
