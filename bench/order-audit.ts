/**
 * Time and peak memory of the full audit in Chromium, against merely parsing the same file with the fastest
 * fitting library, on the same generated files in one run: `npm run bench -- order-audit [sizes] [runs]`, e.g.
 * `10000,100000 3`. Default: 10k, 100k and 1M orders as CSV in GBK, 10k and 100k as XLSX, medians of five runs.
 *
 * The libraries are installed on demand into `bench/.tmp`, so that nobody else has to carry them. Each parses every
 * row into an array of strings from correctly decoded text, the fastest way its own guide shows, and drops the
 * rows: the least a reader can do. `own` is our splitter or sheet reader doing nothing with the rows. Where `dist/`
 * is built, the largest files then go through the real page once, which must keep answering.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { build } from 'vite';

import { serveStatic } from '../scripts/static-server.ts';
import { BOOK, SIGNALS } from '../tests/fixtures/orders/audit.ts';
import { csv, qianniu, taobao2018, xlsx } from '../tests/fixtures/orders/formats.ts';
import { toGbk } from '../tests/fixtures/orders/gbk.ts';
import { quietShop } from '../tests/fixtures/orders/shop.ts';
import { launch } from '../tests/site/browser.ts';

const sizes = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number);
const runs = Number(process.argv[3] ?? 5);
const XLSX_MOST = 100_000;

interface Measured {
  ms: number;
  peakMb: number;
  rows: number;
}

const out = mkdtempSync(join(tmpdir(), 'bench-audit-'));

/** MIT, maintained, and correct on these files; looked for among the well-known ones, the slower left out. */
const LIBRARIES = { udsv: '0.7.3', papaparse: '5.7.1', 'read-excel-file': '9.3.17' };
const BASELINES = { csv: ['udsv', 'papaparse'], xlsx: ['read-excel-file'] } as const;
const ENV = resolve('bench/.tmp/audit-env');

/** Installs the libraries once; without them there is nothing to compare with. */
function install(): void {
  const wanted = Object.entries(LIBRARIES);
  const version = (name: string): string => {
    const file = join(ENV, 'node_modules', name, 'package.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '';
  };
  if (wanted.every(([name, v]) => version(name) === v)) return;
  mkdirSync(ENV, { recursive: true });
  writeFileSync(join(ENV, 'package.json'), '{"private":true}');
  const run = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', ...wanted.map(([name, v]) => `${name}@${v}`)],
    { cwd: ENV, encoding: 'utf8', timeout: 300_000 },
  );
  if (run.status !== 0) throw new Error(`the libraries to compare with could not be installed: ${run.stderr.slice(-500)}`);
}

/** One worker with every way of reading; the page only starts it and waits. */
function workerSource(): string {
  const source = resolve('src').replaceAll('\\', '/');
  return `
import { Session } from '${source}/components/widgets/order-audit/session.ts';
import { openTables } from '${source}/components/widgets/order-audit/tables.ts';
import { readPieces } from '${source}/adapters/files/bytes.ts';
import { inferSchema, initParser } from 'udsv';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/browser';
const decode = (file, onText) => {
  const decoder = new TextDecoder('gb18030');
  return readPieces(file, (bytes, last) => { onText(decoder.decode(bytes, { stream: !last })); return true; });
};
const ways = {
  async audit(file, { signals, book }) {
    const session = new Session(signals, book);
    await session.open([file]);
    return (await session.run({ ownList: [], words: [] }, () => {})).rows.orders;
  },
  async own(file, { book }) {
    let rows = 0;
    for (const table of await openTables(file, book)) await table.read(() => { rows++; }, {});
    return rows - 1;
  },
  async udsv(file) {
    let parser = null; let rows = 0;
    const take = () => { rows++; };
    await decode(file, (text) => {
      if (text === '') return;
      parser ??= initParser(inferSchema(text));
      parser.chunk(text, parser.stringArrs, take);
    });
    parser.end(); return rows;
  },
  async papaparse(file) {
    let rows = 0; let rest = '';
    await decode(file, (text) => {
      const cut = text.lastIndexOf('\\n') + 1;
      rows += Papa.parse(rest + text.slice(0, cut), { delimiter: ',', skipEmptyLines: true }).data.length;
      rest = text.slice(cut);
    });
    return rows - 1;
  },
  async 'read-excel-file'(file) {
    return (await readSheet(file)).length - 1;
  },
};
self.onmessage = async ({ data }) => {
  const start = performance.now();
  try { const rows = await ways[data.way](data.file, data); self.postMessage({ ms: performance.now() - start, rows }); }
  catch (error) { self.postMessage({ error: String(error) }); }
};`;
}

const PAGE = `
window.measure = async (way, url, name) => {
  const records = await (await fetch('/records.json')).json();
  const file = new File([await (await fetch(url)).blob()], name);
  await new Promise((r) => setTimeout(r, 300));
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const answer = await new Promise((done) => { worker.onmessage = (e) => done(e.data); worker.onerror = (e) => done({ error: e.message }); worker.postMessage({ way, file, ...records }); });
  worker.terminate();
  return answer;
};`;

async function prepare(): Promise<void> {
  writeFileSync(join(out, 'worker.js'), workerSource());
  writeFileSync(join(out, 'page.js'), PAGE);
  writeFileSync(join(out, 'records.json'), JSON.stringify({ signals: SIGNALS, book: BOOK }));
  await build({
    configFile: false,
    root: out,
    logLevel: 'error',
    base: '/',
    resolve: {
      alias: Object.keys(LIBRARIES).map((name) => ({
        find: new RegExp(`^${name}(?=/|$)`),
        replacement: join(ENV, 'node_modules', name),
      })),
    },
    build: {
      outDir: join(out, 'dist'),
      rollupOptions: { input: join(out, 'page.js'), output: { entryFileNames: 'entry.js' } },
      target: 'es2022',
      // read-excel-file sends its functions to workers as text; shortened names break it.
      minify: false,
      modulePreload: false,
    },
    worker: { format: 'es' },
  });
}

/** Writes the file of a size piece by piece; a million rows do not fit one string comfortably. */
function generate(kind: 'csv' | 'xlsx', n: number): string {
  const path = join(out, `${kind}-${n}.${kind}`);
  if (kind === 'xlsx') {
    writeFileSync(path, xlsx({ 订单报表: qianniu(quietShop(n, Math.ceil(n / 90))) }));
    return path;
  }
  const step = 20_000;
  const fd = openSync(path, 'w');
  for (let i = 0; i < n; i += step) {
    const text = csv(taobao2018(quietShop(Math.min(step, n - i), Math.ceil(Math.min(step, n) / 90), 1 + i / step)));
    writeSync(fd, toGbk(i === 0 ? text : text.slice(text.indexOf('\n') + 1)));
  }
  closeSync(fd);
  return path;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Highest resident size of our browser's renderers while `run` lasts, in MB (Linux only). */
async function withPeak<T>(run: () => Promise<T>): Promise<[T, number]> {
  let peak = 0;
  const look = (): void => {
    for (const name of readdirSync('/proc').filter((d) => /^\d+$/.test(d)))
      try {
        if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer') || !isOurs(Number(name))) continue;
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0) / 1024);
      } catch {
        // The process has gone meanwhile.
      }
  };
  if (process.platform !== 'linux') return [await run(), NaN];
  const timer = setInterval(look, 200);
  try {
    const value = await run();
    look();
    return [value, peak];
  } finally {
    clearInterval(timer);
  }
}

function isOurs(pid: number): boolean {
  for (let p = pid, i = 0; p > 1 && i < 8; i++) {
    if (p === process.pid) return true;
    p = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, 'utf8'))?.[1] ?? 0);
  }
  return false;
}

async function measure(url: string, way: string, path: string): Promise<Measured> {
  // A fresh browser each time: memory of an earlier run must not count.
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const name = path.split('/').at(-1)!;
    const [answer, peakMb] = await withPeak(() =>
      page.evaluate(
        ([w, u, f]) => (window as unknown as { measure(w: string, u: string, f: string): Promise<unknown> }).measure(w, u, f),
        [way, `/files/${name}`, name] as const,
      ),
    );
    const got = answer as { ms: number; rows: number; error?: string };
    if (got.error) throw new Error(`${way}: ${got.error}`);
    return { ms: got.ms, rows: got.rows, peakMb };
  } finally {
    await browser.close();
  }
}

/** Longest pause of the page and longest task of its main thread while it is being watched. */
interface Watch {
  pause: number;
  task: number;
}

async function watch(page: Page): Promise<() => Promise<Watch>> {
  await page.evaluate(() => {
    const seen = { pause: 0, task: 0 };
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) seen.task = Math.max(seen.task, e.duration);
    }).observe({ entryTypes: ['longtask'] });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      seen.pause = Math.max(seen.pause, now - last - 10);
      last = now;
    }, 10);
    (window as unknown as { seen: Watch }).seen = seen;
  });
  return () => page.evaluate(() => (window as unknown as { seen: Watch }).seen);
}

/** A file through the real built page, from choosing it to the result. */
async function throughPage(site: string, path: string, n: number): Promise<void> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${site}/tools/order-audit/`, { waitUntil: 'networkidle' });
    const seen = await watch(page);
    const start = performance.now();
    const [receipt, peakMb] = await withPeak(async () => {
      await page.setInputFiles('input[name=orders]', path);
      await page.waitForSelector('[data-receipt]', { state: 'attached', timeout: 300_000 });
      return JSON.parse((await page.textContent('[data-receipt]'))!) as { outputs: { rows: { orders: number } } };
    });
    const ms = performance.now() - start;
    if (receipt.outputs.rows.orders !== n) throw new Error(`the page read ${receipt.outputs.rows.orders} of ${n} orders`);
    const { pause, task } = await seen();
    console.log(
      `real page, ${path.split('.').at(-1)} ${n} orders: ${ms.toFixed(0)} ms from choosing to the result, peak ${peakMb.toFixed(0)} MB, longest main-thread task ${task > 0 ? `${task.toFixed(0)} ms` : 'under 50 ms'}, longest pause ${pause.toFixed(0)} ms`,
    );
  } finally {
    await browser.close();
  }
}

install();
await prepare();
const dist = join(out, 'dist');
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = path.startsWith('/files/')
    ? join(out, path.slice(7))
    : path === '/records.json'
      ? join(out, 'records.json')
      : join(dist, path);
  if (path === '/')
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>bench</title><script type="module" src="/entry.js"></script>');
  else if (existsSync(file) && statSync(file).isFile()) {
    response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream');
    createReadStream(file).pipe(response);
  } else response.writeHead(404).end();
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

const largest: [string, number][] = [];
try {
  for (const kind of ['csv', 'xlsx'] as const) {
    const points: { n: number; audit: number; bare: number }[] = [];
    for (const n of sizes.filter((s) => kind === 'csv' || s <= XLSX_MOST)) {
      const path = generate(kind, n);
      const ways = ['audit', 'own', ...BASELINES[kind]];
      const taken: Record<string, Measured[]> = Object.fromEntries(ways.map((w) => [w, []]));
      // In turns, so that a slow spell of the machine hits all alike.
      for (let run = 0; run < runs; run++) for (const way of ways) taken[way]!.push(await measure(url, way, path));
      for (const way of ways)
        if (taken[way]!.some((m) => m.rows !== n)) throw new Error(`${way} read ${taken[way]![0]!.rows} of ${n} orders`);
      const ms = (way: string): number => median(taken[way]!.map((m) => m.ms));
      const peak = (way: string): number => median(taken[way]!.map((m) => m.peakMb));
      const fastest = BASELINES[kind].reduce<string>((a, b) => (ms(a) <= ms(b) ? a : b), BASELINES[kind][0]);
      points.push({ n, audit: ms('audit'), bare: ms(fastest) });
      console.log(`${kind} ${n} orders, ${(statSync(path).size / 1e6).toFixed(1)} MB, median of ${runs}`);
      for (const way of ways)
        console.log(`  ${way.padEnd(16)} ${ms(way).toFixed(0).padStart(7)} ms  peak ${peak(way).toFixed(0).padStart(5)} MB`);
      console.log(
        `  audit to bare parsing with ${fastest}: time ${(ms('audit') / ms(fastest)).toFixed(2)}, memory ${(peak('audit') / peak(fastest)).toFixed(2)}`,
      );
      if (n === Math.max(...sizes) || n === XLSX_MOST) largest.push([path, n]);
      else rmSync(path);
    }
    const exponent = (from: number, to: number, n0: number, n1: number): string =>
      (Math.log(to / from) / Math.log(n1 / n0)).toFixed(2);
    for (let i = 1; i < points.length; i++) {
      const [p, q] = [points[i - 1]!, points[i]!];
      console.log(
        `${kind} growth exponent ${p.n} → ${q.n}: audit ${exponent(p.audit, q.audit, p.n, q.n)}, bare parsing ${exponent(p.bare, q.bare, p.n, q.n)}`,
      );
    }
  }
  if (existsSync('dist/tools/order-audit/index.html')) {
    const site = await serveStatic(resolve('dist'));
    for (const [path, n] of largest) await throughPage(site.url, path, n);
    await site.close();
  } else console.log('real page: not measured, there is no dist (npm run build)');
} finally {
  server.close();
  rmSync(out, { recursive: true, force: true });
}
