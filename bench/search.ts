/**
 * Scores the search of the built site: success per form in Chromium with every miss, plain Pagefind beside it in the same run,
 * recall against the built text, cost, and growth. Run after `npm run build`: node bench/search.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import * as pagefind from 'pagefind';
import type { Browser, Page } from 'playwright';

import { IndexDraft } from '../src/integrations/search-index/build.ts';
import { closeFullText, FullTextIndex } from '../src/integrations/search-index/full-text.ts';
import { readEditors } from '../src/integrations/search-index/content.ts';
import type { PageText } from '../src/integrations/search-index/html.ts';
import { random } from '../src/integrations/search-index/random.ts';
import { readBuiltPages } from '../src/integrations/search-index/write.ts';
import type { buildCorpus } from '../src/models/search/corpus.ts';
import { createEngine } from '../src/models/search/engine.ts';
import { normalise } from '../src/models/search/normalise.ts';
import { segment } from '../src/models/search/segment.ts';
import { understand } from '../src/models/search/understand.ts';
import { serveStatic } from '../scripts/static-server.ts';
import { launch } from '../tests/site/browser.ts';
import {
  askPage,
  builtEngine,
  builtSearch,
  drawTerms,
  readQueries,
  recall,
  scoreQueries,
  SETS,
  topicsOf,
  visibleText,
  type QuerySet,
  type Score,
} from '../tests/support/search.ts';

const DIST = resolve('dist');
const CONTENT = resolve('src/content');
const CACHE = resolve('node_modules/.cache/bench-search');

const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const brotli = (data: string | Buffer) => brotliCompressSync(data).length;
const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const html = (path: string) => readFileSync(join(DIST, path, 'index.html'), 'utf8');
const topicCache = new Map<string, string[]>();
const topics = (path: string) => {
  const known = topicCache.get(path) ?? topicsOf(html(path));
  topicCache.set(path, known);
  return known;
};

function print(name: string, score: Score, misses = true): void {
  console.log(
    `\n${name}: @1 ${percent(score.first, score.total)}  @3 ${percent(score.three, score.total)}  zero ${score.zero}  (${score.total} queries)`,
  );
  const { pages } = score;
  if (pages.total > 0) console.log(`  the very page     @1 ${pages.first}/${pages.total}  @3 ${pages.three}/${pages.total}`);
  for (const [form, row] of score.forms)
    console.log(`  ${form.padEnd(17)} @1 ${row.first}/${row.total}  @3 ${row.three}/${row.total}  zero ${row.zero}`);
  if (misses)
    for (const miss of score.misses)
      console.log(`  miss ${miss.query.id} ${miss.query.q} [${miss.query.expected_topics[0]}] → ${miss.top.join(' ')}`);
}

/** A Pagefind index of the built site: as it ships, or of text already cut by our own rules. */
async function pagefindSite(cut: boolean): Promise<string> {
  const root = join(CACHE, cut ? 'cut' : 'plain');
  mkdirSync(root, { recursive: true });
  const { index } = await pagefind.createIndex(cut ? { forceLanguage: 'unknown' } : {});
  if (!index) throw new Error('Pagefind 没有建立索引。');
  if (cut) {
    const { engine } = builtEngine(DIST);
    const { lexicon } = engine.corpus;
    for (const page of readBuiltPages(DIST)) {
      const text = [page.title, page.title, page.description, ...page.sections.map((s) => s.text)].join('\n');
      const words = text.split('\n').flatMap((line) => cutLine(line, lexicon));
      await index.addCustomRecord({ url: page.path, content: words.join(' '), language: 'unknown', meta: { title: page.title } });
    }
  } else await index.addDirectory({ path: DIST });
  await index.writeFiles({ outputPath: join(root, 'pagefind') });
  writeFileSync(join(root, 'index.html'), '<!doctype html><meta charset="utf-8"><html lang="zh-CN"><title>bench</title>');
  return root;
}

function cutLine(line: string, lexicon: ReturnType<typeof buildCorpus>['lexicon']): string[] {
  return normalise(line, lexicon.t2s)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((run) => segment(run, lexicon, false).flatMap((p) => (p.entry ? [p.text] : [...p.text])));
}

/** What Pagefind transfers for its first query, and the share of true page-term pairs it returns. */
async function pagefindCost(browser: Browser, terms: readonly string[], texts: ReadonlyMap<string, string>): Promise<void> {
  const root = join(CACHE, 'plain');
  const site = await serveStatic(root);
  const page = await browser.newPage();
  await page.goto(`${site.url}/`);
  const asked: string[] = [];
  page.on('request', (r) => asked.push(new URL(r.url()).pathname));
  const search = (term: string) =>
    page.evaluate(
      async ({ url, term: asked }) => {
        const pf = (await import(`${url}/pagefind/pagefind.js`)) as {
          search: (q: string) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>;
        };
        const { results } = await pf.search(asked);
        return Promise.all(results.map(async (r) => (await r.data()).url.split('#')[0] ?? ''));
      },
      { url: site.url, term },
    );
  await search('扣分多久清零');
  const files = [...new Set(asked)].filter((p) => !/fragment/.test(p));
  const bytes = files.reduce((sum, p) => sum + brotli(readFileSync(join(root, p))), 0);
  console.log(`\nPagefind, first query: ${files.length} requests, ${kb(bytes)} brotli, before any excerpt`);
  let wanted = 0;
  let found = 0;
  for (const term of terms) {
    const paths = new Set(await search(term));
    for (const [path, text] of texts)
      if (text.includes(term)) {
        wanted += 1;
        if (paths.has(path)) found += 1;
      }
  }
  console.log(`Pagefind, recall of the same 300 terms: ${found} of ${wanted}, ${percent(found, wanted)}`);
  await page.close();
  await site.close();
}

async function scorePagefind(browser: Browser, cut: boolean): Promise<Map<QuerySet, Score>> {
  const site = await serveStatic(await pagefindSite(cut));
  const page = await browser.newPage();
  await page.goto(`${site.url}/`);
  const { engine } = builtEngine(DIST);
  const ask = async (query: string) => {
    const words = cut ? cutLine(query, engine.corpus.lexicon).join(' ') : query;
    return page.evaluate(
      async ({ url, words: asked }) => {
        const pf = (await import(`${url}/pagefind/pagefind.js`)) as {
          search: (q: string) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>;
        };
        const { results } = await pf.search(asked);
        return Promise.all(results.slice(0, 3).map(async (r) => (await r.data()).url));
      },
      { url: site.url, words },
    );
  };
  const scores = new Map<QuerySet, Score>();
  for (const set of SETS) scores.set(set, await scoreQueries(readQueries(set), topics, ask));
  await page.close();
  await site.close();
  return scores;
}

/** Loading work of the page that is over 50 ms, as the browser itself reports it. */
async function watchTasks(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as { tasks: number[] }).tasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  return async () => {
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    return `main-thread tasks over 50 ms: ${tasks.length}${tasks.length ? ` (longest ${Math.max(...tasks)} ms)` : ''}`;
  };
}

/**
 * Requests, bytes and main-thread work at a 4× slower CPU: from the first key to results, until the full text has been looked
 * into, and of later queries. Without the service worker, which fetches its copies on its own account once the page is idle.
 */
async function cost(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const asked: string[] = [];
  page.on('request', (r) => asked.push(new URL(r.url()).pathname));
  context.on('request', (r) => asked.push(new URL(r.url()).pathname));
  const size = (paths: readonly string[]) =>
    paths.filter((p) => !p.endsWith('/')).reduce((sum, p) => sum + brotli(readFileSync(join(DIST, p))), 0);
  const since = (from: number) => [...new Set(asked.slice(from))].filter((p) => !p.startsWith('/search/'));
  const told = (name: string, paths: readonly string[], more = '') =>
    console.log(`${name}: ${paths.length} requests, ${kb(size(paths))} brotli${more}`);
  console.log('');
  await page.goto(`${url}/clearing/`, { waitUntil: 'networkidle' });
  const tasks = await watchTasks(page);
  const before = asked.length;
  await page.click('.zd-search--header input');
  await page.keyboard.type('kou', { delay: 60 });
  await page.waitForSelector('.zd-search--header [role=option]');
  await page.waitForTimeout(500);
  told('header box, 4× slower CPU, first key to suggestions', since(before), `; ${await tasks()}`);
  const part = (paths: readonly string[]) => paths.filter((p) => /search|client|show|pagefind/.test(p));
  const fresh = asked.length;
  await page.goto(`${url}/search/?q=${encodeURIComponent('扣分多久清零')}`);
  await page.waitForSelector('li[data-search-result]');
  told(
    'results page, to the first results',
    part(since(fresh)).filter((p) => !/pagefind/.test(p)),
  );
  await page.waitForSelector('[data-search-status=done]');
  told('results page, full text included', part(since(fresh)));
  const laterTasks = await watchTasks(page);
  const loads: number[] = [];
  for (const query of readQueries('sample').map((q) => q.q)) {
    const at = asked.length;
    await askPage(page, url, query, true);
    loads.push(since(at).filter((p) => /pagefind|search-index/.test(p)).length);
  }
  console.log(
    `later queries (${loads.length}): ${Math.max(...loads)} index chunks at most, ${(loads.reduce((a, b) => a + b, 0) / loads.length).toFixed(2)} on average; ${await laterTasks()}`,
  );
  await context.close();
}

function timing(): void {
  const { engine, core } = builtEngine(DIST);
  const queries = SETS.flatMap(readQueries);
  const understood = queries.map(({ q }) => {
    const start = performance.now();
    understand(q, engine.corpus.lexicon, core);
    return performance.now() - start;
  });
  const answered = queries.map(({ q }) => {
    const start = performance.now();
    engine.answer(q);
    return performance.now() - start;
  });
  const start = performance.now();
  createEngine(core);
  console.log(
    `\nunderstanding: median ${median(understood).toFixed(2)} ms, longest ${Math.max(...understood).toFixed(1)} ms; answer from the core: median ${median(answered).toFixed(2)} ms; loading ${(performance.now() - start).toFixed(0)} ms (in the worker)`,
  );
  const chunks = readdirSync(join(DIST, 'pagefind/index')).map((f) => readFileSync(join(DIST, 'pagefind/index', f)).length);
  console.log(
    `core ${kb(brotli(readFileSync(join(DIST, 'search-index/core.json'))))} brotli; ${chunks.length} full-text chunks, ${kb(Math.max(...chunks))} at most, ${kb(chunks.reduce((a, b) => a + b, 0))} together`,
  );
}

/** The same index over generated pages, made of the site's own sentences. */
async function growth(): Promise<void> {
  const pages = readBuiltPages(DIST);
  const sentences = pages
    .flatMap((p) => p.sections.flatMap((s) => s.text.split(/[。\n]/)))
    .filter((s) => s.length > 8 && s.length < 60);
  const next = random(11);
  const pick = () => sentences[Math.floor(next() * sentences.length)] ?? '';
  const made = (n: number): PageText => ({
    path: `/made/${n}/`,
    title: pick().slice(0, 18),
    description: pick(),
    topics: ['glossary'],
    kind: 'page',
    sections: [
      { anchor: '', title: '', text: Array.from({ length: 5 }, pick).join('。') },
      ...[1, 2, 3, 4].map((i) => ({
        anchor: `h${i}`,
        title: pick().slice(0, 12),
        text: Array.from({ length: 6 }, pick).join('。'),
      })),
    ],
  });
  const editors = { ...readEditors(CONTENT), front: new Map() };
  console.log('\ngrowth over generated pages');
  // Plain Pagefind ran before, in a process without our setting.
  await closeFullText();
  for (const count of [100, 1000, 5000]) {
    const start = performance.now();
    const draft = new IndexDraft(editors);
    const units = Array.from({ length: count }, (_, i) => draft.add(made(i))).flat();
    const { order, makeCore } = draft.assemble();
    const core = makeCore();
    const ours = performance.now() - start;
    const fullText = await FullTextIndex.open();
    for (const { unit, texts } of units) await fullText.add(unit.u, texts);
    const { files } = await fullText.finish(order);
    const built = performance.now() - start;
    const chunks = files.filter((f) => f.path.startsWith('index/')).map((f) => f.content.length);
    const loading = performance.now();
    const engine = createEngine(core);
    const loaded = performance.now() - loading;
    const times = readQueries('sample').map(({ q }) => {
      const t = performance.now();
      engine.answer(q);
      return performance.now() - t;
    });
    console.log(
      `  ${String(count).padStart(5)} pages: core built in ${(ours / 1000).toFixed(1)} s, with the full text ${(built / 1000).toFixed(1)} s; core ${kb(brotli(JSON.stringify(core)))}; ${chunks.length} chunks, about ${kb(median(chunks))} each; loading ${loaded.toFixed(0)} ms; answer median ${median(times).toFixed(1)} ms`,
    );
  }
}

/** What the index adds to the build of the whole site: built with and without it in turns, cold. */
function buildShare(runs = 3): void {
  const out = join(CACHE, 'site');
  const build = (env: Record<string, string>): number => {
    rmSync(out, { recursive: true, force: true });
    rmSync('node_modules/.astro', { recursive: true, force: true });
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', out], {
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(stderr.slice(-1500));
    return (performance.now() - start) / 1000;
  };
  const times = Array.from({ length: runs }, () => [build({}), build({ ZHENDAN_SKIP_SEARCH: '1' })] as const);
  const [withIndex, without] = [median(times.map(([a]) => a)), median(times.map(([, b]) => b))];
  console.log(
    `\nsite build, median of ${runs}: ${withIndex.toFixed(1)} s with the search index, ${without.toFixed(1)} s without: ${((withIndex / without - 1) * 100).toFixed(1)} % more`,
  );
}

/** Prints every figure. */
export async function benchSearch(): Promise<void> {
  rmSync(CACHE, { recursive: true, force: true });
  const site = await serveStatic(DIST);
  const browser = await launch();
  const page = await browser.newPage();
  const ask = async (query: string) => (await askPage(page, site.url, query, true)).paths;
  for (const set of SETS) print(`ours, ${set}`, await scoreQueries(readQueries(set), topics, ask));
  for (const cut of [false, true]) {
    const scores = await scorePagefind(browser, cut);
    for (const set of SETS)
      print(`Pagefind ${cut ? 'over text cut by our rules' : 'as shipped'}, ${set}`, scores.get(set)!, false);
  }
  await cost(browser, site.url);
  const texts = new Map(readBuiltPages(DIST).map((p) => [p.path, visibleText(html(p.path))] as const));
  const terms = drawTerms([...texts.values()], 300);
  await pagefindCost(browser, terms, texts);
  await browser.close();
  timing();
  const search = await builtSearch(DIST, site.url);
  const { wanted, found, missed } = await recall(terms, texts, search);
  console.log(`\nrecall of 300 terms: ${found} of ${wanted} page-term pairs, ${percent(found, wanted)}`);
  for (const miss of missed.slice(0, 20)) console.log(`  not returned: ${miss}`);
  await site.close();
  await growth();
  await closeFullText();
  buildShare();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await benchSearch();
