/**
 * Time and peak memory of the full audit in Chromium, against merely parsing the same file with the fastest
 * fitting library, on the same generated files in one run: `node bench/order-audit.ts [sizes] [runs]`, e.g.
 * `10000,100000 3`. Default: 10k, 100k and 1M orders as CSV, 10k and 100k as XLSX, medians of five runs.
 *
 * Baselines, the fastest of which counts: our own splitter or sheet reader doing nothing with the rows, and
 * uDSV, Papa Parse (CSV, on correctly decoded text) and read-excel-file (XLSX) when they are installed.
 */
import { createServer } from 'node:http';
import {
  closeSync,
  createReadStream,
  existsSync,
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
import { build } from 'vite';

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
  orders: number;
  longestTask: number;
}

const out = mkdtempSync(join(tmpdir(), 'bench-audit-'));
const has = (name: string): boolean => existsSync(resolve('node_modules', name));
const baselines = {
  csv: ['own', ...(has('udsv') ? ['udsv'] : []), ...(has('papaparse') ? ['papaparse'] : [])],
  xlsx: ['own', ...(has('read-excel-file') ? ['read-excel-file'] : [])],
};

/** One worker with every way of reading; the page only starts it and waits. */
function workerSource(): string {
  const widget = resolve('src/components/widgets/order-audit').replaceAll('\\', '/');
  const optional = (name: string, code: string): string => (has(name) ? code : `throw new Error('${name} is not installed');`);
  return `
import { Session } from '${widget}/session.ts';
import { openTables } from '${widget}/tables.ts';
const decode = async (file, onText) => {
  const reader = file.stream().pipeThrough(new TextDecoderStream('gb18030')).getReader();
  for (;;) { const { done, value } = await reader.read(); if (done) return; onText(value); }
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
    ${optional(
      'udsv',
      `const { inferSchema, initParser } = await import('udsv');
    let parser = null; let rest = ''; let rows = 0;
    const take = (part) => { rows += part.length; };
    await decode(file, (text) => {
      rest += text;
      if (!parser) { if (rest.length < 65536) return; parser = initParser(inferSchema(rest.slice(0, rest.lastIndexOf('\\n', 65536)))); }
      parser.chunk(rest, parser.stringArrs, take); rest = '';
    });
    if (!parser) { parser = initParser(inferSchema(rest)); parser.chunk(rest, parser.stringArrs, take); }
    parser.end(); return rows;`,
    )}
  },
  async papaparse(file) {
    ${optional(
      'papaparse',
      `const { default: Papa } = await import('papaparse');
    let rest = ''; let rows = 0;
    await decode(file, (text) => { rest += text; const cut = rest.lastIndexOf('\\n') + 1; if (cut > 0) { rows += Papa.parse(rest.slice(0, cut), { delimiter: ',', skipEmptyLines: true }).data.length; rest = rest.slice(cut); } });
    return rows - 1;`,
    )}
  },
  async 'read-excel-file'(file) {
    ${optional('read-excel-file', `const { default: read } = await import('read-excel-file/web-worker'); return (await read(file)).length - 1;`)}
  },
};
self.onmessage = async ({ data }) => {
  const start = performance.now();
  try { const orders = await ways[data.way](data.file, data); self.postMessage({ ms: performance.now() - start, orders }); }
  catch (error) { self.postMessage({ error: String(error) }); }
};`;
}

const PAGE = `
let longest = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) longest = Math.max(longest, e.duration); }).observe({ entryTypes: ['longtask'] });
window.measure = async (way, url, name) => {
  const records = await (await fetch('/records.json')).json();
  const file = new File([await (await fetch(url)).blob()], name);
  await new Promise((r) => setTimeout(r, 300));
  longest = 0;
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const answer = await new Promise((done) => { worker.onmessage = (e) => done(e.data); worker.onerror = (e) => done({ error: e.message }); worker.postMessage({ way, file, ...records }); });
  worker.terminate();
  return { ...answer, longestTask: longest };
};`;

async function prepare(): Promise<void> {
  writeFileSync(join(out, 'worker.js'), workerSource());
  writeFileSync(join(out, 'page.js'), PAGE);
  writeFileSync(join(out, 'records.json'), JSON.stringify({ signals: SIGNALS, book: BOOK }));
  const alias = Object.fromEntries(['udsv', 'papaparse'].filter(has).map((name) => [name, resolve('node_modules', name)]));
  await build({
    configFile: false,
    root: out,
    logLevel: 'error',
    base: '/',
    resolve: { alias },
    build: {
      outDir: join(out, 'dist'),
      rollupOptions: { input: join(out, 'page.js'), output: { entryFileNames: 'entry.js' } },
      target: 'es2022',
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
    const got = answer as { ms: number; orders: number; longestTask: number; error?: string };
    if (got.error) throw new Error(`${way}: ${got.error}`);
    return { ms: got.ms, orders: got.orders, longestTask: got.longestTask, peakMb };
  } finally {
    await browser.close();
  }
}

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

try {
  for (const kind of ['csv', 'xlsx'] as const) {
    const points: [number, number][] = [];
    for (const n of sizes.filter((s) => kind === 'csv' || s <= XLSX_MOST)) {
      const path = generate(kind, n);
      const ways = ['audit', ...baselines[kind]];
      const taken: Record<string, Measured[]> = Object.fromEntries(ways.map((w) => [w, []]));
      // In turns, so that a slow spell of the machine hits all alike.
      for (let run = 0; run < runs; run++) for (const way of ways) taken[way]!.push(await measure(url, way, path));
      if (taken['audit']!.some((m) => m.orders !== n)) throw new Error(`audit read ${taken['audit']![0]!.orders} of ${n} orders`);
      const ms = (way: string): number => median(taken[way]!.map((m) => m.ms));
      const fastest = baselines[kind].reduce((a, b) => (ms(a) <= ms(b) ? a : b));
      points.push([n, ms('audit')]);
      console.log(`${kind} ${n} orders, ${(statSync(path).size / 1e6).toFixed(1)} MB, median of ${runs}`);
      for (const way of ways) {
        const peak = median(taken[way]!.map((m) => m.peakMb));
        const longest = Math.max(...taken[way]!.map((m) => m.longestTask));
        console.log(
          `  ${way.padEnd(16)} ${ms(way).toFixed(0).padStart(7)} ms  peak ${peak.toFixed(0).padStart(5)} MB  longest main-thread task ${longest.toFixed(0)} ms`,
        );
      }
      console.log(`  ratio to bare parsing (${fastest}): ${(ms('audit') / ms(fastest)).toFixed(2)}`);
    }
    for (let i = 1; i < points.length; i++) {
      const [[n0, t0], [n1, t1]] = [points[i - 1]!, points[i]!];
      console.log(`${kind} growth exponent ${n0} → ${n1}: ${(Math.log(t1 / t0) / Math.log(n1 / n0)).toFixed(2)}`);
    }
  }
} finally {
  server.close();
  rmSync(out, { recursive: true, force: true });
}
