import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { parseHTML } from 'linkedom';
import type { Page } from 'playwright';
import { parse } from 'yaml';

import { random } from '../../src/integrations/search-index/random.ts';
import { openFullText, type PagefindModule } from '../../src/adapters/full-text.ts';
import { createEngine, type Answer, type Engine } from '../../src/models/search/engine.ts';
import { firstHits, readUnitMap } from '../../src/models/search/full-text.ts';
import type { SearchCore, UnitMap } from '../../src/models/search/types.ts';

/** A query of a fixture set with the topics that answer it, the closest first. */
export interface Query {
  id: string;
  q: string;
  form: string;
  expected_topics: string[];
  /** Pages that answer it, where the author named them */
  paths?: string[];
}

/** The query sets: the sample, and others in wording of their own. */
export const SETS = ['sample', 'second', 'third', 'fourth', 'fifth', 'messy', 'messy-second', 'messy-third'] as const;
export type QuerySet = (typeof SETS)[number];

export function readQueries(set: QuerySet): Query[] {
  const file = parse(readFileSync(`tests/fixtures/queries-${set}.yaml`, 'utf8')) as { queries: Query[] };
  return file.queries;
}

/** Topics a built page declares, by its path. */
export function topicsOf(html: string): string[] {
  const content = /<meta[^>]*name="zhendan:topics"[^>]*>/.exec(html)?.[0] ?? '';
  return (/content="([^"]*)"/.exec(content)?.[1] ?? '').split(',').filter(Boolean);
}

/**
 * Asks the built results page, as a reader would, and returns its links without anchors.
 * @param stay true: change the address of the results page that is open, as its own links do, instead of loading it anew
 */
export async function askPage(
  page: Page,
  url: string,
  query: string,
  stay = false,
): Promise<{ status: string; paths: string[] }> {
  const path = `/search/?q=${encodeURIComponent(query)}`;
  if (stay && page.url().startsWith(`${url}/search/`))
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  else await page.goto(url + path, { waitUntil: 'commit' });
  const line = page.locator('[data-search-status=done], [data-search-status=empty], [data-search-status=error]');
  await line.waitFor({ state: 'attached', timeout: 20_000 });
  const paths = await page.$$eval('li[data-search-result]', (items) =>
    items.map((item) => new URL((item.querySelector('a') as HTMLAnchorElement).href).pathname),
  );
  return { status: (await line.getAttribute('data-search-status')) ?? '', paths };
}

export interface Score {
  first: number;
  three: number;
  zero: number;
  total: number;
  forms: Map<string, { first: number; three: number; zero: number; total: number }>;
  /** The same by the very page, of the queries that name theirs */
  pages: { first: number; three: number; total: number };
  misses: { query: Query; top: string[] }[];
}

/** Success@1, @3 and empty answers per form. `ask` returns result paths, best first. */
export async function scoreQueries(
  queries: readonly Query[],
  topics: (path: string) => readonly string[],
  ask: (query: string) => Promise<readonly string[]>,
): Promise<Score> {
  const score: Score = {
    first: 0,
    three: 0,
    zero: 0,
    total: queries.length,
    forms: new Map(),
    pages: { first: 0, three: 0, total: 0 },
    misses: [],
  };
  const count = (row: { first: number; three: number }, hits: readonly boolean[]): void => {
    row.first += hits[0] ? 1 : 0;
    row.three += hits.includes(true) ? 1 : 0;
  };
  for (const query of queries) {
    const paths = await ask(query.q);
    const top = paths.slice(0, 3);
    const hits = top.map((path) => topics(path).includes(query.expected_topics[0] ?? ''));
    const form = score.forms.get(query.form) ?? { first: 0, three: 0, zero: 0, total: 0 };
    score.forms.set(query.form, form);
    for (const row of [score, form]) {
      count(row, hits);
      row.zero += paths.length === 0 ? 1 : 0;
    }
    form.total += 1;
    const { paths: right } = query;
    if (right) {
      const onPage = top.map((path) => right.includes(path));
      count(score.pages, onPage);
      score.pages.total += 1;
    }
    if (!hits.includes(true)) score.misses.push({ query, top });
  }
  return score;
}

/** The engine of the built site. */
export function builtEngine(dist: string): { engine: Engine; core: SearchCore } {
  const core = JSON.parse(readFileSync(join(dist, 'search-index/core.json'), 'utf8')) as SearchCore;
  return { engine: createEngine(core), core };
}

/** The whole search of the built site, full text included, without a browser. `url`: where the site is served. */
export async function builtSearch(dist: string, url: string): Promise<(query: string) => Promise<Answer>> {
  const { engine, core } = builtEngine(dist);
  const folder = join(dist, 'pagefind');
  const pagefind = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'pagefind.js')).href)) as PagefindModule;
  const find = openFullText(pagefind, `${url}/pagefind/`, core.stamp);
  const read = readUnitMap(JSON.parse(readFileSync(join(folder, 'units.json'), 'utf8')) as UnitMap);
  return async (query) => engine.answer(query, { hits: await firstHits(engine.answer(query).lookUp, find, read) });
}

/** Visible main text of a built page, read with a parser of its own; what the index leaves out by rule is left out here too. */
export function visibleText(html: string): string {
  const { document } = parseHTML(html);
  const main = document.querySelector('main');
  if (!main) return '';
  const out =
    'script,style,nav,footer,template,svg,button,select,datalist,noscript,textarea,.zd-end,.zd-basis__src,.sr-only,.zd-noprint,.sl-anchor-link,[data-pagefind-ignore],[hidden]';
  for (const node of main.querySelectorAll(out)) node.remove();
  for (const node of main.querySelectorAll(
    'p,li,ul,ol,div,section,h1,h2,h3,h4,td,th,tr,dt,dd,summary,label,legend,figcaption,caption,br,option',
  ))
    node.append('\n');
  return main.textContent ?? '';
}

/** Chinese words of the pages, cut by the runtime's own dictionary, so that they are not chosen by our rules. */
export function drawTerms(texts: readonly string[], count: number, seed = 7): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const words = new Set<string>();
  for (const text of texts)
    for (const { segment } of segmenter.segment(text)) if (/^[㐀-鿿]{2,6}$/u.test(segment)) words.add(segment);
  const list = [...words].sort();
  const next = random(seed);
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, list.length)) chosen.add(list[Math.floor(next() * list.length)] ?? '');
  return [...chosen];
}

/** Pages that contain each term, and how many of them the search returns. */
export async function recall(
  terms: readonly string[],
  pages: ReadonlyMap<string, string>,
  search: (query: string) => Promise<Answer>,
): Promise<{ wanted: number; found: number; missed: string[] }> {
  let wanted = 0;
  let found = 0;
  const missed: string[] = [];
  for (const term of terms) {
    const paths = new Set((await search(term)).results.map((r) => r.path.split('#')[0]));
    for (const [path, text] of pages)
      if (text.includes(term)) {
        wanted += 1;
        if (paths.has(path)) found += 1;
        else missed.push(`${term} ${path}`);
      }
  }
  return { wanted, found, missed };
}
