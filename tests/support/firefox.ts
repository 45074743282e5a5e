import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Firefox on this machine: `FIREFOX_PATH`, else Debian's; null when there is none. */
export function firefoxPath(): string | null {
  return [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path)) ?? null;
}

/** Opens the results page in a frame, asks one query after the other, and reports the links. */
const HARNESS = `<!doctype html><meta charset="utf-8"><title>harness</title><iframe id="f" src="/search/?q=1"></iframe><script type="module">
const frame = document.getElementById('f');
const status = () => frame.contentDocument?.querySelector('[data-search-status]')?.getAttribute('data-search-status');
const settled = async () => { while (!['done', 'empty', 'error'].includes(status())) await new Promise((r) => setTimeout(r, 5)); };
const queries = await (await fetch('/__queries')).json();
await settled();
const found = [];
for (const query of queries) {
  const inner = frame.contentWindow;
  inner.history.replaceState(null, '', '/search/?q=' + encodeURIComponent(query));
  inner.dispatchEvent(new PopStateEvent('popstate'));
  await settled();
  found.push([...frame.contentDocument.querySelectorAll('li[data-search-result] a')].slice(0, 3).map((a) => new URL(a.href).pathname));
}
await fetch('/__report', { method: 'POST', body: JSON.stringify({ agent: navigator.userAgent, found }) });
</script>`;

/**
 * Asks the built site the queries in a headless Firefox, without a driver: a page of our own does the asking.
 * Returns the first three paths per query.
 */
export async function askFirefox(
  binary: string,
  site: string,
  queries: readonly string[],
  timeout: number,
): Promise<{ agent: string; found: string[][] }> {
  const profile = mkdtempSync(join(tmpdir(), 'zhendan-firefox-'));
  let report: (value: { agent: string; found: string[][] }) => void = () => undefined;
  const reported = new Promise<{ agent: string; found: string[][] }>((resolve) => (report = resolve));
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/__harness') response.writeHead(200, { 'content-type': 'text/html' }).end(HARNESS);
    else if (path === '/__queries') response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(queries));
    else if (path === '/__report') {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        response.writeHead(204).end();
        report(JSON.parse(body) as { agent: string; found: string[][] });
      });
    } else
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
    return await Promise.race([
      reported,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('Firefox 没有在时限内答完。')), timeout);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    browser.kill();
    server.closeAllConnections();
    server.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}
