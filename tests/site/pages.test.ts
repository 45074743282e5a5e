import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';

import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { TOPICS } from '../../src/schemas/page.ts';
import { builtPages, DIST, htmlOf } from './site.ts';

const pages = builtPages();
const book = factBookFromDisk('src/content');
const parsed = new Map(pages.map((p) => [p, parseHTML(htmlOf(p)).document]));

/** Internal targets of a page: path and fragment. */
function links(document: Document): { href: string; path: string; hash: string }[] {
  return [...document.querySelectorAll('a[href]')]
    .map((a) => a.getAttribute('href') ?? '')
    .filter((h) => h.startsWith('/') || h.startsWith('#'))
    .map((href) => {
      const [rest = '', hash = ''] = href.split('#');
      return { href, path: rest.split('?')[0] ?? '', hash: decodeURIComponent(hash) };
    });
}

/** Addresses in `html` of sources that may not be linked. */
function leaks(html: string): string[] {
  const linkable = new Set([...book.sources.values()].filter((s) => s.linkable).map((s) => s.url));
  return [...book.sources.values()]
    .filter((s) => !s.linkable && s.url && !linkable.has(s.url) && html.includes(s.url))
    .map((s) => s.url ?? '');
}

describe('every built page', () => {
  it('links only to pages and anchors that exist', () => {
    const broken: string[] = [];
    for (const [page, document] of parsed)
      for (const link of links(document)) {
        const target = link.path === '' ? page : decodeURIComponent(link.path);
        const file = target.endsWith('/') ? `${target}index.html` : target;
        if (!existsSync(join(DIST, file))) broken.push(`${page} → ${link.href}`);
        else if (link.hash && link.hash !== '_top' && target.endsWith('/') && !parsed.get(target)?.getElementById(link.hash))
          broken.push(`${page} → ${link.href}（没有这个锚点）`);
      }
    expect([...new Set(broken)]).toEqual([]);
  });

  it('has one first heading, a title, a description and the Chinese language', () => {
    for (const [page, document] of parsed) {
      expect(document.querySelectorAll('h1').length, page).toBe(1);
      expect(document.querySelector('html')?.getAttribute('lang'), page).toBe('zh-CN');
      expect(document.querySelector('title')?.textContent ?? '', page).not.toBe('');
    }
  });

  it('has no id twice', () => {
    for (const [page, document] of parsed) {
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      expect(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        page,
      ).toEqual([]);
    }
  });

  it('asks nothing of another site: no script, style, font, frame or image from elsewhere', () => {
    for (const [page, document] of parsed)
      for (const e of document.querySelectorAll(
        'script[src],link[rel=stylesheet],link[rel=preload],img[src],iframe[src],source[src]',
      ))
        expect(e.getAttribute('src') ?? e.getAttribute('href') ?? '', page).not.toMatch(/^(https?:)?\/\//);
  });

  it('never shows the address of a source that may not be linked', () => {
    const forbidden = [...book.sources.values()].filter((s) => !s.linkable && s.url).map((s) => s.url ?? '');
    expect(forbidden.length).toBeGreaterThan(10);
    for (const page of pages) expect(leaks(htmlOf(page)), `${page} 出现了不宜外链的地址`).toEqual([]);
    // The check sees one that is planted.
    const planted = forbidden.find((url) => leaks(`<p>${url}</p>`).length > 0);
    expect(planted).toBeDefined();
  });
});

describe('topics', () => {
  it('every topic of the vocabulary is answered first-hand by a page', () => {
    const first = new Set<string>();
    for (const document of parsed.values()) {
      const content = document.querySelector('meta[name="zhendan:topics"]')?.getAttribute('content') ?? '';
      if (content.split(',')[0]) first.add(content.split(',')[0] ?? '');
    }
    expect(Object.keys(TOPICS).filter((t) => !first.has(t))).toEqual([]);
  });
});

describe('reading pages', () => {
  const reading = [...parsed].filter(([, d]) => d.querySelector('.zd-answer'));
  it('open with the answer before any other heading, and end with the two dates', () => {
    expect(reading.length).toBeGreaterThan(20);
    for (const [page, document] of reading) {
      const html = document.querySelector('.sl-markdown-content')?.innerHTML ?? '';
      expect(html.indexOf('zd-answer'), page).toBeGreaterThanOrEqual(0);
      const heading = html.search(/<h2/);
      expect(heading === -1 || html.indexOf('zd-answer') < heading, page).toBe(true);
      expect(document.querySelector('.zd-dates')?.textContent ?? '', page).toMatch(/文字修改于|案例核对于/);
    }
  });
  it('show the confidence of every record they cite, in words', () => {
    /** Per page, the ids of the parts that say how sure they are; looked for once, not for each citation. */
    const sure = new Map<Document, Set<string>>();
    const saysSo = (document: Document): Set<string> => {
      const found = [...document.querySelectorAll('[id]')].filter((e) =>
        /官方原文|多处一致|单一来源，待核对/.test(e.textContent ?? ''),
      );
      const ids = new Set(found.map((e) => e.id));
      sure.set(document, ids);
      return ids;
    };
    let cited = 0;
    for (const [page, document] of reading)
      for (const cite of document.querySelectorAll('a.zd-cite')) {
        // Most lead to the end of their own page; the glossary's lead to the list of facts.
        const [path, target = ''] = (cite.getAttribute('href') ?? '').split('#');
        const record = path ? parsed.get(path) : document;
        expect(record && (sure.get(record) ?? saysSo(record)).has(target), `${page} ${path}#${target}`).toBe(true);
        cited++;
      }
    expect(cited).toBeGreaterThan(1000);
  });
});

describe('the build', () => {
  it('names no machine path', () => {
    for (const page of pages)
      expect(readFileSync(join(DIST, page.endsWith('/') ? `${page}index.html` : page), 'utf8')).not.toMatch(
        /\/work\/|\/root\/|localhost:/,
      );
  });
});
