/**
 * Scores the search of the built site: success per form in Chromium with every miss, plain Pagefind beside it in the same run,
 * recall against the built text, cost, and growth. Run after `npm run build`: node bench/search.ts
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import * as pagefind from 'pagefind';
import type { Browser } from 'playwright';

import { buildIndex } from '../src/integrations/search-index/build.ts';
import { readTerms, readWords } from '../src/integrations/search-index/content.ts';
import type { PageText } from '../src/integrations/search-index/html.ts';
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
  drawTerms,
  random,
  readQueries,
  recall,
  scoreQueries,
  topicsOf,
  visibleText,
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

async function scorePagefind(browser: Browser, cut: boolean): Promise<Record<'sample' | 'second', Score>> {
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
  const scores = {
    sample: await scoreQueries(readQueries('sample'), topics, ask),
    second: await scoreQueries(readQueries('second'), topics, ask),
  };
  await page.close();
  await site.close();
  return scores;
}

/** Requests, bytes and main-thread work from the first key in the header box to results, and of later queries. */
async function cost(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const asked: string[] = [];
  page.on('request', (r) => asked.push(new URL(r.url()).pathname));
  context.on('request', (r) => asked.push(new URL(r.url()).pathname));
  const size = (paths: readonly string[]) =>
    [...new Set(paths)].filter((p) => !p.endsWith('/')).reduce((sum, p) => sum + brotli(readFileSync(join(DIST, p))), 0);
  const unique = (from: number) => [...new Set(asked.slice(from))].filter((p) => !p.startsWith('/search/'));
  await page.goto(`${url}/clearing/`, { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as { tasks: number[] }).tasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  const before = asked.length;
  await page.click('.zd-search--header input');
  await page.keyboard.type('kou', { delay: 60 });
  await page.waitForSelector('.zd-search--header [role=option]');
  await page.waitForTimeout(500);
  const first = unique(before);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  console.log(
    `\nheader box, 4× slower CPU: ${first.length} requests, ${kb(size(first))} brotli; main-thread tasks over 50 ms: ${tasks.length}${tasks.length ? ` (longest ${Math.max(...tasks)} ms)` : ''}`,
  );
  const fresh = asked.length;
  await page.goto(`${url}/search/?q=${encodeURIComponent('扣分多久清零')}`);
  await page.waitForSelector('[data-search-status=done]');
  const onPage = unique(fresh).filter((p) => /search|client|show|worker/.test(p));
  console.log(`results page: ${onPage.length} requests for the search, ${kb(size(onPage))} brotli`);
  await page.evaluate(() => {
    const list: number[] = [];
    (window as unknown as { tasks: number[] }).tasks = list;
    new PerformanceObserver((l) => list.push(...l.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  let most = 0;
  for (const query of ['降权', '刷单会坐牢吗', '申诉材料', '保证金怎么退', '虚假交易']) {
    const at = asked.length;
    await askPage(page, url, query, true);
    most = Math.max(most, unique(at).length);
  }
  const later = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  console.log(
    `later queries: at most ${most} request each; main-thread tasks over 50 ms: ${later.length}${later.length ? ` (longest ${Math.max(...later)} ms)` : ''}`,
  );
  await context.close();
}

function timing(): void {
  const { engine, core } = builtEngine(DIST);
  const queries = [...readQueries('sample'), ...readQueries('second')];
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
  const files = readdirSync(join(DIST, 'search-index')).map((f) => brotli(readFileSync(join(DIST, 'search-index', f))));
  const chunks = files.slice(1);
  console.log(
    `core ${kb(files[0] ?? 0)} brotli; ${chunks.length} full-text chunks, ${kb(Math.max(...chunks))} at most, ${kb(chunks.reduce((a, b) => a + b, 0))} together`,
  );
}

/** The same index over generated pages, made of the site's own sentences. */
function growth(): void {
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
  console.log('\ngrowth over generated pages');
  for (const count of [100, 1000, 5000]) {
    const start = performance.now();
    const { core, shards } = buildIndex(
      Array.from({ length: count }, (_, i) => made(i)),
      new Map(),
      readTerms(CONTENT),
      readWords(CONTENT),
    );
    const built = performance.now() - start;
    const loading = performance.now();
    const engine = createEngine(core);
    const loaded = performance.now() - loading;
    const times = readQueries('sample').map(({ q }) => {
      const t = performance.now();
      engine.answer(q);
      return performance.now() - t;
    });
    const sizes = shards.slice(0, 16).map(brotli);
    console.log(
      `  ${String(count).padStart(5)} pages: index built in ${(built / 1000).toFixed(1)} s; core ${kb(brotli(JSON.stringify(core)))}; ${shards.length} chunks, about ${kb(median(sizes))} each; loading ${loaded.toFixed(0)} ms; answer median ${median(times).toFixed(1)} ms`,
    );
  }
}

/** Prints every figure. */
export async function benchSearch(): Promise<void> {
  rmSync(CACHE, { recursive: true, force: true });
  const site = await serveStatic(DIST);
  const browser = await launch();
  const page = await browser.newPage();
  const ask = async (query: string) => (await askPage(page, site.url, query, true)).paths;
  for (const set of ['sample', 'second'] as const) print(`ours, ${set}`, await scoreQueries(readQueries(set), topics, ask));
  for (const cut of [false, true]) {
    const scores = await scorePagefind(browser, cut);
    for (const set of ['sample', 'second'] as const)
      print(`Pagefind ${cut ? 'over text cut by our rules' : 'as shipped'}, ${set}`, scores[set], false);
  }
  await cost(browser, site.url);
  const texts = new Map(readBuiltPages(DIST).map((p) => [p.path, visibleText(html(p.path))] as const));
  const terms = drawTerms([...texts.values()], 300);
  await pagefindCost(browser, terms, texts);
  await browser.close();
  await site.close();
  timing();
  const { wanted, found, missed } = recall(terms, texts, builtEngine(DIST));
  console.log(`\nrecall of 300 terms: ${found} of ${wanted} page-term pairs, ${percent(found, wanted)}`);
  for (const miss of missed.slice(0, 20)) console.log(`  not returned: ${miss}`);
  growth();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await benchSearch();
