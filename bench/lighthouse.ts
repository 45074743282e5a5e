/**
 * Lighthouse (mobile) over every page type, median of several runs: `node bench/lighthouse.ts [runs] [part of a type's name]...`,
 * e.g. `5 reading case`: half an hour for all types, so the rows of types not named stay as an earlier run left them. Serves dist as a
 * good host would, brotli at its best level. Lighthouse is heavy (387 MB) and no dependency of the project: it is installed on demand,
 * and without network this says so and ends. Prints the four categories, the times behind them, the longest task at the four-fold
 * slowdown of the processor and without it, and every audit that costs points.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Browser } from 'playwright';

import { serveStatic } from '../scripts/static-server.ts';
import { TOOL_IDS } from '../src/schemas/tool-ids.ts';
import { chromiumPath, launch } from '../tests/site/browser.ts';
import { builtPages, DIST } from '../tests/site/site.ts';

const VERSION = '13.5.0';
const HOME = resolve('bench/.tmp/lighthouse-env');
const RESULTS = 'bench/results.md';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const runs = Number(process.argv[2] ?? 5);
const wanted = process.argv.slice(3);
const firstCase = builtPages().find((p) => /^\/cases\/[^/]+\/$/.test(p)) ?? '';
const TYPES: [name: string, path: string][] = [
  ['home', '/'],
  ['hub', '/respond/'],
  ['reading', '/respond/first-hours/'],
  ['clearing', '/clearing/taobao/'],
  ['case', firstCase],
  ['cases-index', '/cases/'],
  ...TOOL_IDS.map((tool): [string, string] => [`tool-${tool}`, `/tools/${tool}/`]),
  ['reference', '/reference/facts/'],
  ['glossary', '/reference/glossary/'],
  ['search', `/search/?q=${encodeURIComponent('虚假交易什么时候清除')}`],
  ['embed', '/embed/clearing-date/'],
];

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<
    string,
    {
      score: number | null;
      scoreDisplayMode: string;
      title: string;
      displayValue?: string;
      numericValue?: number;
      details?: { items?: { duration?: number; url?: string }[] };
    }
  >;
}

/** The command of an installed Lighthouse; null when it cannot be installed. */
function lighthouse(): string | null {
  const bin = join(HOME, 'node_modules/lighthouse/cli/index.js');
  if (existsSync(bin)) return bin;
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, 'package.json'), '{"private":true}');
  const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `lighthouse@${VERSION}`], {
    cwd: HOME,
    encoding: 'utf8',
    timeout: 300_000,
  });
  return install.status === 0 && existsSync(bin) ? bin : null;
}

/** One run in a browser of its own; throws with the end of the log when it fails. */
function run(bin: string, chrome: string, url: string): Promise<Report> {
  const out = join(HOME, 'report.json');
  rmSync(out, { force: true });
  return new Promise((done, fail) => {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        bin,
        url,
        '--output=json',
        `--output-path=${out}`,
        '--quiet',
        `--only-categories=${CATEGORIES.join(',')}`,
        '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking',
      ],
      { env: { ...process.env, CHROME_PATH: chrome }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    child.stderr?.on('data', (data: Buffer) => (log += data.toString()));
    child.on('close', () => {
      if (existsSync(out)) done(JSON.parse(readFileSync(out, 'utf8')) as Report);
      else fail(new Error(log.slice(-1500)));
    });
  });
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const number = (report: Report, audit: string): number => report.audits[audit]?.numericValue ?? 0;
const longest = (report: Report): number =>
  Math.max(0, ...(report.audits['long-tasks']?.details?.items ?? []).map((item) => item.duration ?? 0));

/** The longest task while a page loads and settles, without any slowdown; 0 when none took over 50 ms, the least a browser reports. */
async function longestAsItIs(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { zdTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => (window as unknown as { zdTasks: number[] }).zdTasks);
  await context.close();
  return Math.max(0, ...tasks);
}

/** Audits that take points from a category, in words. */
function costly(report: Report): string[] {
  return CATEGORIES.flatMap((name) =>
    (report.categories[name]?.auditRefs ?? [])
      .filter(({ weight }) => weight > 0)
      .map(({ id }) => ({ id, audit: report.audits[id] }))
      .filter(({ audit }) => audit && audit.score !== null && audit.score < 0.995 && audit.scoreDisplayMode !== 'notApplicable')
      .map(
        ({ id, audit }) =>
          `${name}/${id} ${Math.round((audit?.score ?? 0) * 100)}${audit?.displayValue ? `（${audit.displayValue}）` : ''}`,
      ),
  );
}

const bin = lighthouse();
if (!bin) {
  console.log('Lighthouse 没有装上（没有网络或包源不可用），这次没有量。');
  process.exit(0);
}
execFileSync(process.execPath, ['scripts/compress.ts', DIST], { stdio: 'ignore' });
const chrome = await chromiumPath();
const site = await serveStatic(DIST);
const browser = await launch();
console.log(
  `Lighthouse ${VERSION}，手机（慢速 4G、处理器减速 4 倍），每页 ${runs} 次取中位数。任务：打开时最长的一个，减速 4 倍的和不减速的；50 毫秒以下不计，写 0。\n`,
);
console.log(
  '| 页型 | 性能 | 无障碍 | 最佳实践 | SEO | FCP 秒 | LCP 秒 | TBT 毫秒 | CLS | 最长任务 毫秒 | 不减速 毫秒 | 页面 |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
const lost: string[] = [];
/** What earlier runs wrote, for the types that are not measured now. */
const kept = wanted.length > 0 && existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8').split('\n') : [];
for (const [name, path] of TYPES) {
  if (wanted.length > 0 && !wanted.some((w) => name.includes(w))) {
    for (const row of kept.filter((line) => line.startsWith(`| ${name} |`))) console.log(row);
    lost.push(...kept.filter((line) => line.startsWith(`- ${name}：`)));
    continue;
  }
  const reports: Report[] = [];
  for (let n = 0; n < runs; n++) reports.push(await run(bin, chrome, site.url + path));
  const tasks: number[] = [];
  for (let n = 0; n < runs; n++) tasks.push(await longestAsItIs(browser, site.url + path));
  const mid = (read: (report: Report) => number): number => median(reports.map(read));
  const scores = CATEGORIES.map((c) => Math.round(mid((r) => r.categories[c]?.score ?? 0) * 100));
  const seconds = (audit: string): string => (mid((r) => number(r, audit)) / 1000).toFixed(2);
  console.log(
    `| ${name} | ${scores.join(' | ')} | ${seconds('first-contentful-paint')} | ${seconds('largest-contentful-paint')} | ${mid((r) => number(r, 'total-blocking-time')).toFixed(0)} | ${mid((r) => number(r, 'cumulative-layout-shift')).toFixed(3)} | ${mid(longest).toFixed(0)} | ${median(tasks).toFixed(0)} | ${path.split('?')[0]} |`,
  );
  const counts = new Map<string, number>();
  for (const audit of reports.flatMap(costly)) {
    const key = audit.replace(/（.*/, '').replace(/ \d+$/, '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [audit, times] of counts) {
    const last = reports.flatMap(costly).findLast((a) => a.startsWith(audit)) ?? audit;
    lost.push(`- ${name}：${last}，${times}/${runs} 次`);
  }
}
if (wanted.length > 0) console.log(`\n这一次只量了：${wanted.join('、')}；其余各行是更早的运行留下的。`);
console.log(lost.length > 0 ? `\n扣了分的检查：\n\n${lost.join('\n')}` : '\n没有一项检查扣分。');
await browser.close();
await site.close();
