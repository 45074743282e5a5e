/**
 * Builds the same generated Chinese pages with this site's configuration, with plain Starlight and with the newest VitePress in
 * turn, and prints time, peak memory, bytes to the first read, bytes and time to the first search result as ratios, and how each
 * grows with the pages: `node bench/build-compare.ts [sizes] [runs]`, e.g. `100,1000 2`. Default 100, 1,000 and 5,000 pages, best
 * of three, of one at 5,000. VitePress is installed on demand and left out where it cannot be had or does not come to an end.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { SECTIONS } from '../src/site.mjs';
import { loadedBy, weigh } from '../tests/site/weigh.ts';
import { firstSearch, type SearchWay, type Searched } from './parts/first-search.ts';

const sizes = (process.argv[2] ?? '100,1000,5000').split(',').map(Number);
/** Builds of each kind; the largest size is built once unless told otherwise. */
const runsAt = (size: number): number => Number(process.argv[3] ?? (size >= 5000 ? 1 : 3));
/** Longest time for one build. */
const LONGEST_MS = 20 * 60_000;
const ROOT = resolve('.');
const TMP = resolve('bench/.tmp');

/** A repeatable stream of numbers in [0, 1). */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that follow each word in the handbook's own prose. */
function chain(): { follow: Map<string, string[]>; words: string[] } {
  const text = readdirSync('src/content/docs', { recursive: true })
    .map(String)
    .filter((f) => f.endsWith('.mdx'))
    .map((f) =>
      readFileSync(join('src/content/docs', f), 'utf8').replace(/^---[\s\S]*?\n---|<[^>]*>|[^\u4e00-\u9fff，。；\n]/g, ''),
    )
    .join('\n');
  const words = [...new Intl.Segmenter('zh-CN', { granularity: 'word' }).segment(text)]
    .map((s) => s.segment.trim())
    .filter(Boolean);
  const follow = new Map<string, string[]>();
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (next) (follow.get(word) ?? follow.set(word, []).get(word))?.push(next);
  }
  return { follow, words };
}

const { follow, words } = chain();
const CHARACTERS = 1600;

/** Page `n` as Markdown: five sections, about 1,600 characters, the same on every machine. */
function page(n: number): string {
  const next = random(n + 1);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  let word = pick(words);
  const say = (length: number): string => {
    let out = '';
    while (out.length < length) {
      word = pick(follow.get(word) ?? words);
      out += word;
    }
    return out;
  };
  const title = say(10).replace(/[，。；]/g, '');
  const sections = Array.from(
    { length: 5 },
    () => `## ${say(8).replace(/[，。；]/g, '')}\n\n${say(CHARACTERS / 10)}。\n\n${say(CHARACTERS / 10)}。\n`,
  );
  return `---\ntitle: "${title} ${n}"\ndescription: "${say(24).replace(/[，。；]/g, '')}"\n---\n\n${sections.join('\n')}`;
}

function writePages(dir: string, count: number): void {
  mkdirSync(dir, { recursive: true });
  for (let n = 0; n < count; n++) writeFileSync(join(dir, `p${n}.md`), page(n));
}

interface Project {
  name: string;
  dir: string;
  command: string[];
  out: string;
  /** Root-relative path of a generated page. */
  sample: string;
  search: SearchWay;
  /** Left out of the table instead of ending the run when it fails. */
  mayFail?: boolean;
}

/** This site's source with generated pages in place of its own; the other routes (cases, embeds, data, the kit made of
 * certain pages) are left out: their cost does not depend on the pages. */
function ours(count: number): Project {
  const dir = join(TMP, 'ours');
  mkdirSync(dir, { recursive: true });
  cpSync('src', join(dir, 'src'), {
    recursive: true,
    filter: (f) => !/src\/content\/docs\/.|src\/pages\/(cases|embed|data)/.test(f.replaceAll('\\', '/')),
  });
  for (const file of ['astro.config.mjs', 'tsconfig.json', 'package.json']) cpSync(file, join(dir, file));
  symlinkSync(join(ROOT, 'public'), join(dir, 'public'));
  const docs = join(dir, 'src/content/docs');
  writePages(join(docs, 'g'), count);
  for (const s of SECTIONS.filter((x) => x.slug !== 'cases')) {
    mkdirSync(join(docs, s.slug), { recursive: true });
    writeFileSync(join(docs, s.slug, 'index.md'), `---\ntitle: ${s.label}\n---\n${s.label}\n`);
  }
  writeFileSync(join(docs, 'index.md'), '---\ntitle: 首页\n---\n首页\n');
  return {
    name: '本站',
    dir,
    command: [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build'],
    out: join(dir, 'dist'),
    sample: '/g/p1/',
    search: 'ours',
  };
}

/** Starlight as it comes, with a list of sections for a sidebar. */
function plain(count: number): Project {
  const dir = join(TMP, 'plain');
  const docs = join(dir, 'src/content/docs');
  writePages(join(docs, 'g'), count);
  for (const s of SECTIONS) writePages(join(docs, s.slug), 0);
  for (const s of SECTIONS) writeFileSync(join(docs, s.slug, 'index.md'), `---\ntitle: ${s.label}\n---\n${s.label}\n`);
  writeFileSync(join(docs, 'index.md'), '---\ntitle: 首页\n---\n首页\n');
  writeFileSync(
    join(dir, 'src/content.config.ts'),
    "import { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\nimport { defineCollection } from 'astro:content';\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
  );
  writeFileSync(
    join(dir, 'astro.config.mjs'),
    `import starlight from '@astrojs/starlight';\nimport { defineConfig } from 'astro/config';\nexport default defineConfig({ site: 'https://bench.example', integrations: [starlight({ title: 'x', locales: { root: { label: '简体中文', lang: 'zh-CN' } }, sidebar: ${JSON.stringify(SECTIONS.map((s) => ({ label: s.label, link: `/${s.slug}/` })))} })] });\n`,
  );
  cpSync('package.json', join(dir, 'package.json'));
  return {
    name: '默认 Starlight',
    dir,
    command: [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build'],
    out: join(dir, 'dist'),
    sample: '/g/p1/',
    search: 'starlight',
  };
}

/** VitePress with its local search; null when it cannot be installed. */
function vitepress(count: number): Project | null {
  const dir = join(TMP, 'vitepress');
  mkdirSync(dir, { recursive: true });
  const bin = join(TMP, 'vitepress-env/node_modules/vitepress/bin/vitepress.js');
  if (!existsSync(bin)) {
    mkdirSync(join(TMP, 'vitepress-env'), { recursive: true });
    writeFileSync(join(TMP, 'vitepress-env/package.json'), '{"private":true}');
    const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', 'vitepress'], {
      cwd: join(TMP, 'vitepress-env'),
      encoding: 'utf8',
      timeout: 300_000,
    });
    if (install.status !== 0) return null;
  }
  symlinkSync(join(TMP, 'vitepress-env/node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'package.json'), '{"private":true,"type":"module"}');
  writePages(join(dir, 'g'), count);
  writeFileSync(join(dir, 'index.md'), '# 首页\n');
  mkdirSync(join(dir, '.vitepress'), { recursive: true });
  writeFileSync(
    join(dir, '.vitepress/config.mjs'),
    `export default { lang: 'zh-CN', title: 'x', themeConfig: { search: { provider: 'local' }, sidebar: ${JSON.stringify(SECTIONS.map((s) => ({ text: s.label, link: '/' })))} } };\n`,
  );
  return {
    name: 'VitePress',
    dir,
    command: [bin, 'build', '.'],
    out: join(dir, '.vitepress/dist'),
    sample: '/g/p1.html',
    search: 'vitepress',
    mayFail: true,
  };
}

/** The word most used on page 1: what is searched on every site. */
function commonWord(): string {
  const count = new Map<string, number>();
  const body = page(1).replace(/^---[\s\S]*?\n---/, '');
  for (const { segment } of new Intl.Segmenter('zh-CN', { granularity: 'word' }).segment(body))
    if (/^[\u4e00-\u9fff]{2,}$/.test(segment)) count.set(segment, (count.get(segment) ?? 0) + 1);
  return [...count].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0] as [string, number])[0];
}

interface Measured {
  seconds: number;
  /** Peak resident memory, MB: of the building process and its children where the system tells (Linux), else of the process. */
  peak: number;
}

/** Resident memory of a process and all below it, bytes; 0 where there is no /proc. */
function treeMemory(root: number): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const children = new Map<number, { pid: number; pages: number }[]>();
  let total = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const parent = Number(fields[1]);
      const each = { pid: Number(name), pages: Number(fields[21]) };
      if (each.pid === root) total += each.pages;
      children.set(parent, [...(children.get(parent) ?? []), each]);
    } catch {
      // The process ended meanwhile.
    }
  }
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop())
    for (const child of children.get(pid) ?? []) {
      total += child.pages;
      queue.push(child.pid);
    }
  return total * 4096;
}

/**
 * Puts files out of the way until all is measured. Deleting them at once would slow the next build down: some file systems look for a
 * long time for a place that was not freed just now.
 */
function putAway(path: string): void {
  if (!existsSync(path)) return;
  const away = join(TMP, 'away');
  mkdirSync(away, { recursive: true });
  renameSync(path, join(away, String(readdirSync(away).length)));
}

/** One build with cold caches. Rejects with the end of the log when it fails. */
async function build(project: Project): Promise<Measured> {
  for (const cache of [
    project.out,
    join(project.dir, '.astro'),
    join(project.dir, 'node_modules/.astro'),
    join(project.dir, '.vitepress/cache'),
  ])
    putAway(cache);
  const peakFile = join(TMP, 'peak');
  const hookFile = join(TMP, 'peak.cjs');
  writeFileSync(
    hookFile,
    `if(require('node:worker_threads').isMainThread)process.on('exit',()=>require('node:fs').writeFileSync(${JSON.stringify(peakFile)},String(process.resourceUsage().maxRSS)))`,
  );
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', hookFile, ...project.command], {
    cwd: project.dir,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ZHENDAN_SKIP_LINT: '1',
      ZHENDAN_SKIP_KIT: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  let log = '';
  const listen = (data: Buffer): void => {
    log = (log + data.toString()).slice(-1500);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  let tree = 0;
  const watch = setInterval(() => {
    tree = Math.max(tree, treeMemory(child.pid ?? 0));
  }, 250);
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${project.name}: ${code === null ? `${seconds.toFixed(0)} 秒后没有完成` : log}`);
  return { seconds, peak: Math.max(tree / 2 ** 20, Number(readFileSync(peakFile, 'utf8')) / 1024) };
}

interface Row extends Measured {
  first: { html: number; css: number; js: number; total: number };
  search: Searched | null;
}

/** Builds every project `runs` times by turns, so that a slow minute of the machine does not fall on one of them alone. */
async function compare(projects: readonly Project[], runs: number, word: string): Promise<Map<string, Row>> {
  const builds = new Map<string, Measured[]>();
  const failed = new Set<string>();
  for (let run = 0; run < runs; run++)
    for (const project of projects) {
      if (failed.has(project.name)) continue;
      try {
        builds.set(project.name, [...(builds.get(project.name) ?? []), await build(project)]);
      } catch (error) {
        if (!project.mayFail) throw error;
        failed.add(project.name);
        console.error(error instanceof Error ? error.message : error);
      }
    }
  const rows = new Map<string, Row>();
  for (const project of projects) {
    const all = builds.get(project.name) ?? [];
    if (failed.has(project.name) || all.length === 0) continue;
    rows.set(project.name, {
      seconds: Math.min(...all.map((m) => m.seconds)),
      peak: Math.min(...all.map((m) => m.peak)),
      first: weigh(project.out, loadedBy(project.out, project.sample)),
      search: await firstSearch(project.search, project.out, project.sample, word).catch((error: unknown) => {
        console.error(`${project.name}: 搜索没有量到：${error instanceof Error ? error.message : String(error)}`);
        return null;
      }),
    });
  }
  return rows;
}

const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
const word = commonWord();
console.log(
  `同一批生成的中文页，每页约 ${CHARACTERS} 字，冷缓存，轮流构建，取最快一次（${sizes.map((s) => `${s} 页 ${runsAt(s)} 次`).join('，')}）。内存是构建进程连同子进程的峰值。首读 = 一页的 HTML + CSS + JS（brotli）。首搜 = 打开一页之后第一次搜「${word}」：到第一条结果的时间（三次的中位）和此时到网络安静为止传的字节（brotli）。括号里是与默认 Starlight 之比。与页数无关的应急包、案例、嵌入和数据接口不在内。\n`,
);
console.log(
  '| 页数 | 做法 | 构建 秒 | 峰值 MB | 首读 KB | 其中 HTML / CSS / JS | 首搜 KB | 首搜 毫秒 |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
);
const history = new Map<string, { size: number; row: Row }[]>();
const missing = new Map<string, number[]>();
const PROJECTS = ['plain', 'ours', 'vitepress'];
const clear = (): void => {
  for (const name of [...PROJECTS, 'away']) rmSync(join(TMP, name), { recursive: true, force: true });
};
clear();
let installed = true;
for (const size of sizes) {
  for (const name of PROJECTS) putAway(join(TMP, name));
  const projects = [plain(size), ours(size), vitepress(size)].filter((p) => p !== null);
  installed = projects.length === 3;
  const rows = await compare(projects, runsAt(size), word);
  const base = rows.get(projects[0]?.name ?? '');
  for (const { name } of projects) {
    const row = rows.get(name);
    if (!row || !base) {
      missing.set(name, [...(missing.get(name) ?? []), size]);
      continue;
    }
    history.set(name, [...(history.get(name) ?? []), { size, row }]);
    const ratio = (n: number, of: number): string => `（${(n / of).toFixed(2)}）`;
    const search =
      row.search && base.search
        ? `${kb(row.search.bytes)}${ratio(row.search.bytes, base.search.bytes)} | ${row.search.ms.toFixed(0)}${ratio(row.search.ms, base.search.ms)}`
        : '没有量到 | 没有量到';
    console.log(
      `| ${size} | ${name} | ${row.seconds.toFixed(1)}${ratio(row.seconds, base.seconds)} | ${row.peak.toFixed(0)}${ratio(row.peak, base.peak)} | ${kb(row.first.total)}${ratio(row.first.total, base.first.total)} | ${kb(row.first.html)} / ${kb(row.first.css)} / ${kb(row.first.js)} | ${search} |`,
    );
  }
}
for (const [name, list] of missing) console.log(`\n${name} 在 ${list.join('、')} 页没有完成（出错、内存不够或超时），没有比。`);
if (!installed) console.log('\nVitePress 没有装上（没有网络或包源不可用），这次没有比。');
if (sizes.length > 1) {
  console.log(
    '\n随页数增长的指数（1 = 与页数成正比，0 = 与页数无关）：\n\n| 做法 | 页数 | 时间 | 内存 | 首搜字节 |\n| --- | --- | --- | --- | --- |',
  );
  for (const [name, list] of history)
    for (const [i, to] of list.entries()) {
      const from = list[i - 1];
      if (!from) continue;
      const exponent = (a: number | undefined, b: number | undefined): string =>
        a && b ? (Math.log(b / a) / Math.log(to.size / from.size)).toFixed(2) : '—';
      console.log(
        `| ${name} | ${from.size} → ${to.size} | ${exponent(from.row.seconds, to.row.seconds)} | ${exponent(from.row.peak, to.row.peak)} | ${exponent(from.row.search?.bytes, to.row.search?.bytes)} |`,
      );
    }
}
clear();
