import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Firefox on this machine: `FIREFOX_PATH`, else Debian's; null when there is none. */
export function firefoxPath(): string | null {
  return [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path)) ?? null;
}

/** What a script in the harness page has at hand. It stands at the root of the site, so frames and windows of it can be read. */
const HARNESS = (script: string): string => `<!doctype html><meta charset="utf-8"><title>harness</title><script type="module">
const input = await (await fetch('/__input')).json();
const until = async (what) => { for (let r = await what(); ; r = await what()) { if (r) return r; await new Promise((done) => setTimeout(done, 20)); } };
const frame = (path, attributes = {}) => new Promise((loaded) => {
  const f = document.createElement('iframe');
  for (const [name, value] of Object.entries(attributes)) f.setAttribute(name, value);
  f.width = 360; f.height = 800; f.src = path;
  f.addEventListener('load', () => loaded(f), { once: true });
  document.body.append(f);
});
const run = async () => { ${script} };
const outcome = await run().then((value) => ({ value }), (error) => ({ error: String(error?.stack ?? error) }));
await fetch('/__report', { method: 'POST', body: JSON.stringify({ agent: navigator.userAgent, ...outcome }) });
</script>`;

/**
 * Runs a script in a headless Firefox, without a driver: in a page of our own on the same origin as the built site. The script
 * may open frames and windows of the site (`frame`, `open`), wait (`until`), read `input`, and cut the network by asking for
 * `/__offline`. Returns what it returns.
 */
export async function inFirefox<T>(
  binary: string,
  site: string,
  script: string,
  { input = null, timeout }: { input?: unknown; timeout: number },
): Promise<{ agent: string; value: T }> {
  const profile = mkdtempSync(join(tmpdir(), 'zhendan-firefox-'));
  writeFileSync(join(profile, 'user.js'), 'user_pref("dom.disable_open_during_load", false);\n');
  type Report = { agent: string; value?: T; error?: string };
  let report: (value: Report) => void = () => undefined;
  const reported = new Promise<Report>((resolve) => (report = resolve));
  let cut = false;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/__harness') response.writeHead(200, { 'content-type': 'text/html' }).end(HARNESS(script));
    else if (path === '/__input') response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(input));
    else if (path === '/__offline') {
      cut = true;
      response.writeHead(204).end();
    } else if (path === '/__report') {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        response.writeHead(204).end();
        report(JSON.parse(body) as Report);
      });
    } else if (cut) request.socket.destroy();
    else
      fetch(site + path).then(
        async (from) => {
          response.writeHead(from.status, { 'content-type': from.headers.get('content-type') ?? '' });
          response.end(Buffer.from(await from.arrayBuffer()));
        },
        () => response.writeHead(502).end(),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = spawn(binary, ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/__harness`], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_HEADLESS: '1' },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { agent, value, error } = await Promise.race([
      reported,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('Firefox 没有在时限内答完。')), timeout);
      }),
    ]);
    if (error !== undefined) throw new Error(`Firefox：${error}`);
    return { agent, value: value as T };
  } finally {
    clearTimeout(timer);
    browser.kill();
    server.closeAllConnections();
    server.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}

/** Asks the built site the queries in a headless Firefox, one after the other. Returns the first three paths per query. */
export async function askFirefox(
  binary: string,
  site: string,
  queries: readonly string[],
  timeout: number,
): Promise<{ agent: string; found: string[][] }> {
  const script = `
    const results = await frame('/search/?q=1');
    const status = () => results.contentDocument?.querySelector('[data-search-status]')?.getAttribute('data-search-status');
    const settled = () => until(() => ['done', 'empty', 'error'].includes(status()));
    await settled();
    const found = [];
    for (const query of input) {
      const inner = results.contentWindow;
      inner.history.replaceState(null, '', '/search/?q=' + encodeURIComponent(query));
      inner.dispatchEvent(new PopStateEvent('popstate'));
      await settled();
      found.push([...results.contentDocument.querySelectorAll('li[data-search-result] a')].slice(0, 3).map((a) => new URL(a.href).pathname));
    }
    return found;`;
  const { agent, value } = await inFirefox<string[][]>(binary, site, script, { input: queries, timeout });
  return { agent, found: value };
}
