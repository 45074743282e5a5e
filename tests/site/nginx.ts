import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** One directive of an nginx configuration, with its block where it has one. */
export interface Directive {
  name: string;
  args: string[];
  block?: Directive[];
}

/** Reads nginx configuration strictly: quotes closed, every directive ended, every brace matched. Throws with the line. */
export function parseNginx(text: string): Directive[] {
  const tokens: { text: string; line: number; quoted: boolean }[] = [];
  let line = 1;
  const pattern =
    /(\n)|#[^\n]*|[ \t\r]+|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([{};])|((?:[^\s{};"'#\\]|\\.|\{\d+(?:,\d*)?\})+)/gy;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw new Error(`nginx.conf 第 ${line} 行：引号没有结束，或者有不认识的字符`);
    if (found[2]) tokens.push({ text: found[2].slice(1, -1), line, quoted: true });
    else if (found[3] ?? found[4]) tokens.push({ text: found[3] ?? found[4] ?? '', line, quoted: false });
    line += (found[0].match(/\n/g) ?? []).length;
    at = pattern.lastIndex;
  }
  const stack: Directive[][] = [[]];
  let words: string[] = [];
  for (const token of tokens) {
    const fail = (why: string): never => {
      throw new Error(`nginx.conf 第 ${token.line} 行：${why}`);
    };
    if (token.quoted || !/^[{};]$/.test(token.text)) words.push(token.text);
    else if (token.text === ';' || token.text === '{') {
      const [name, ...args] = words;
      if (name === undefined) return fail(`${token.text} 前面没有指令`);
      const directive: Directive = { name, args };
      stack.at(-1)?.push(directive);
      if (token.text === '{') stack.push((directive.block = []));
      words = [];
    } else {
      if (words.length > 0) fail(`「${words.join(' ')}」没有用 ; 结束`);
      if (stack.length === 1) fail('多了一个 }');
      stack.pop();
    }
  }
  if (words.length > 0 || stack.length !== 1) throw new Error('nginx.conf：最后一个块或指令没有结束');
  return stack[0] ?? [];
}

/** What an nginx `map` gives for `value`: an exact entry, else the first matching pattern, else the default. */
export function mapValue(map: Directive, value: string): string {
  const entries = map.block ?? [];
  const exact = entries.find((e) => e.name === value);
  if (exact) return exact.args[0] ?? '';
  for (const e of entries) {
    const pattern = /^~(\*?)(.*)$/s.exec(e.name);
    if (pattern && new RegExp(pattern[2] ?? '', pattern[1] ? 'i' : '').test(value)) return e.args[0] ?? '';
  }
  return entries.find((e) => e.name === 'default')?.args[0] ?? '';
}

/** The nginx of this machine, or null. */
export function findNginx(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  for (const folder of folders) {
    const path = join(folder, 'nginx');
    if (spawnSync(path, ['-v']).status === 0) return path;
  }
  return null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Serves `root` with the real nginx under deploy/nginx.conf; only port and folder differ from a deployment. */
export async function serveWithNginx(nginx: string, root: string): Promise<{ url: string; close: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'zhendan-nginx-'));
  const port = await freePort();
  const site = readFileSync('deploy/nginx.conf', 'utf8')
    .replaceAll('/srv/zhendan/dist', root)
    .replace('listen 80;', `listen 127.0.0.1:${port};`);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((n) => `  ${n}_temp_path ${home}/${n};`).join('\n');
  writeFileSync(
    join(home, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1;\npid ${home}/pid;\nerror_log ${home}/error.log;\nevents {}\nhttp {\n  access_log off;\n${temp}\n${site}\n}\n`,
  );
  const child = spawn(nginx, ['-p', home, '-c', join(home, 'nginx.conf'), '-e', join(home, 'error.log'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (d) => (said += String(d)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (await fetch(url).catch(() => null)) break;
    if (child.exitCode !== null || tries > 100) throw new Error(`nginx 没有启动：${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
