/**
 * Builds the same generated Chinese pages with this site's configuration, with plain Starlight and with the newest VitePress, one
 * after the other, and prints time, peak memory and bytes to the first read as ratios: `node bench/build-compare.ts [sizes] [runs]`,
 * e.g. `100,1000 2`. Default 100, 1,000 and 5,000 pages, best of two. VitePress is installed on demand and skipped without network.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SECTIONS } from '../src/site.mjs';
import { loadedBy, weigh } from '../tests/site/weigh.ts';

const sizes = (process.argv[2] ?? '100,1000,5000').split(',').map(Number);
const runs = Number(process.argv[3] ?? 2);
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
}

/** This site's source with generated pages in place of its own; the other routes (cases, embeds, data) are left out. */
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
  return { name: 'VitePress', dir, command: [bin, 'build', '.'], out: join(dir, '.vitepress/dist'), sample: '/g/p1.html' };
}

interface Measured {
  seconds: number;
  /** Peak resident memory of the building process, MB. */
  peak: number;
}

/** One build with cold caches. Throws with the end of the log when it fails. */
function build(project: Project): Measured {
  for (const cache of [
    project.out,
    join(project.dir, '.astro'),
    join(project.dir, 'node_modules/.astro'),
    join(project.dir, '.vitepress/cache'),
  ])
    rmSync(cache, { recursive: true, force: true });
  const peakFile = join(TMP, 'peak');
  const hook = `process.on('exit',()=>require('node:fs').writeFileSync(${JSON.stringify(peakFile)},String(process.resourceUsage().maxRSS)))`;
  const hookFile = join(TMP, 'peak.cjs');
  writeFileSync(hookFile, hook);
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--require', hookFile, ...project.command], {
    cwd: project.dir,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', ZHENDAN_SKIP_LINT: '1', ASTRO_TELEMETRY_DISABLED: '1' },
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${project.name}: ${(run.stdout + run.stderr).slice(-1500)}`);
  return { seconds, peak: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
console.log(
  `同一批生成的中文页，每页约 ${CHARACTERS} 字，冷缓存，${runs} 次取最快。内存是构建进程的峰值。首读 = 一页的 HTML + CSS + JS（brotli）。括号里是与默认 Starlight 之比。\n`,
);
console.log('| 页数 | 做法 | 构建 秒 | 峰值 MB | 首读 KB | 其中 HTML / CSS / JS |\n| --- | --- | --- | --- | --- | --- |');
const seconds = new Map<string, number[]>();
let skipped = false;
for (const size of sizes) {
  let base: { seconds: number; peak: number; total: number } | undefined;
  for (const make of [plain, ours, vitepress]) {
    for (const name of ['plain', 'ours', 'vitepress']) rmSync(join(TMP, name), { recursive: true, force: true });
    const project = make(size);
    if (!project) {
      skipped = true;
      continue;
    }
    const all = Array.from({ length: runs }, () => build(project));
    const best = { seconds: Math.min(...all.map((m) => m.seconds)), peak: Math.max(...all.map((m) => m.peak)) };
    const weight = weigh(project.out, loadedBy(project.out, project.sample));
    base ??= { ...best, total: weight.total };
    seconds.set(project.name, [...(seconds.get(project.name) ?? []), best.seconds]);
    const ratio = (n: number, of: number): string => `（${(n / of).toFixed(2)}）`;
    console.log(
      `| ${size} | ${project.name} | ${best.seconds.toFixed(1)}${ratio(best.seconds, base.seconds)} | ${best.peak.toFixed(0)}${ratio(best.peak, base.peak)} | ${kb(weight.total)}${ratio(weight.total, base.total)} | ${kb(weight.html)} / ${kb(weight.css)} / ${kb(weight.js)} |`,
    );
  }
}
if (sizes.length > 1)
  for (const [name, list] of seconds)
    console.log(
      `\n${name}：页数从 ${sizes[0]} 到 ${sizes.at(-1)} 增为 ${((sizes.at(-1) ?? 1) / (sizes[0] ?? 1)).toFixed(0)} 倍，时间增为 ${((list.at(-1) ?? 0) / (list[0] ?? 1)).toFixed(1)} 倍。`,
    );
if (skipped) console.log('\nVitePress 没有装上（没有网络或包源不可用），这次没有比。');
rmSync(join(TMP, 'ours'), { recursive: true, force: true });
rmSync(join(TMP, 'plain'), { recursive: true, force: true });
rmSync(join(TMP, 'vitepress'), { recursive: true, force: true });
