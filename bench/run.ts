// npm run bench [-- part [arguments]] : runs every bench/*.ts, or the one whose name starts with `part`, and writes its section of
// bench/results.md. Numbers of one section come from one run on one machine: compare within it, not across.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, platform, totalmem } from 'node:os';

const RESULTS = 'bench/results.md';
const [part = '', ...rest] = process.argv.slice(2);
const benches = readdirSync('bench')
  .filter((f) => f.endsWith('.ts') && f !== 'run.ts' && f.startsWith(part))
  .sort();
if (benches.length === 0) {
  console.error(
    `没有叫 ${part} 的测量。可选：${readdirSync('bench')
      .filter((f) => f.endsWith('.ts'))
      .join('、')}`,
  );
  process.exit(2);
}

/** The machine in general words: enough to read the numbers by, nothing to recognise it by. */
function machine(): string {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${day}，${platform()} ${arch()}，${availableParallelism()} 核，${Math.round(totalmem() / 2 ** 30)} GB 内存，Node ${process.versions.node.split('.')[0]}`;
}

/** Runs one bench, echoing it; resolves with its exit code and what it printed. */
function run(file: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [`bench/${file}`, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      process.stdout.write(data);
      text += data.toString();
    });
    child.on('close', (code) => done({ code: code ?? 1, text }));
  });
}

/** `text` with the section of `name` replaced, or added at the end. */
function withSection(text: string, name: string, body: string): string {
  const section = `<!-- ${name} -->\n## ${name}\n\n${body.trim()}\n<!-- /${name} -->`;
  const old = new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`);
  return old.test(text) ? text.replace(old, () => section) : `${text.trimEnd()}\n\n${section}\n`;
}

let failed = 0;
for (const file of benches) {
  const name = file.replace(/\.ts$/, '');
  console.log(`\n== ${name} ==`);
  const { code, text } = await run(file, part ? rest : []);
  if (code !== 0) {
    failed += 1;
    continue;
  }
  const head = existsSync(RESULTS)
    ? readFileSync(RESULTS, 'utf8')
    : '# 测量结果\n\n同一节里的数字出自同一次运行（例外写在节里），只在节内相比。重跑：`npm run bench -- 名字`。\n';
  const body = text.includes('| --- |') ? text : `\`\`\`text\n${text.trim()}\n\`\`\``;
  writeFileSync(RESULTS, withSection(head, name, `${machine()}\n\n${body}`));
}
process.exitCode = failed > 0 ? 1 : 0;
