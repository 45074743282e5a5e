import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.csv': 'text/csv',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A built site on a local port. */
export interface StaticSite {
  url: string;
  close: () => Promise<void>;
}

function fileFor(root: string, path: string): string | null {
  const clean = normalize(decodeURIComponent(path)).replace(/^(\.\.[/\\])+/, '');
  const full = join(root, clean);
  if (!full.startsWith(root)) return null;
  if (existsSync(full) && statSync(full).isDirectory()) {
    const index = join(full, 'index.html');
    return existsSync(index) ? index : null;
  }
  return existsSync(full) ? full : null;
}

/**
 * Serves the folder `root` on 127.0.0.1, as any static host would.
 * @param port 0 picks a free one
 */
export async function serveStatic(root: string, port = 0, base = '/'): Promise<StaticSite> {
  const prefix = base.replace(/\/$/, '');
  const server: Server = createServer((request, response) => {
    let path: string;
    try {
      path = new URL(request.url ?? '/', 'http://local').pathname;
      decodeURIComponent(path);
    } catch {
      response.writeHead(400).end();
      return;
    }
    const file = path.startsWith(prefix) ? fileFor(root, path.slice(prefix.length) || '/') : null;
    const body = file ?? join(root, '404.html');
    response.writeHead(file ? 200 : 404, {
      'content-type': TYPES[extname(body)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // Public files: embeds in sandboxed frames and users of the open data read them from any origin.
      'access-control-allow-origin': '*',
    });
    createReadStream(body)
      .on('error', () => response.end())
      .pipe(response);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
