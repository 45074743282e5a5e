import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { headersFor, parseHeaderRules, type HeaderRule } from './header-rules.ts';

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
  '.ics': 'text/calendar; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const TEXT = /^(text\/|image\/svg|application\/(json|xml|javascript|manifest))/;
const SMALLEST = 1024;

/** A built site on a local port. */
export interface StaticSite {
  url: string;
  close: () => Promise<void>;
}

interface Encoded {
  body: Buffer;
  encoding?: 'br' | 'gzip';
}

function fileFor(root: string, path: string): string | null {
  const full = join(root, normalize(decodeURIComponent(path)).replace(/^(\.\.[/\\])+/, ''));
  if (!full.startsWith(root)) return null;
  // What hosts keep to themselves: the header rules and hidden files.
  if (
    full
      .slice(root.length)
      .split(sep)
      .some((part) => part.startsWith('.') || part === '_headers')
  )
    return null;
  if (!existsSync(full)) return null;
  if (!statSync(full).isDirectory()) return full;
  const index = join(full, 'index.html');
  return existsSync(index) ? index : null;
}

/** Serves files as a good host does: compressed, with entity tags; work done once per file and content. */
class Files {
  private readonly done = new Map<string, Encoded>();

  encode(file: string, type: string, accepted: string): Encoded {
    const encoding = !TEXT.test(type)
      ? undefined
      : /\bbr\b/.test(accepted)
        ? 'br'
        : /\bgzip\b/.test(accepted)
          ? 'gzip'
          : undefined;
    const raw = readFileSync(file);
    if (!encoding || raw.length < SMALLEST) return { body: raw };
    const ready = `${file}.${encoding === 'br' ? 'br' : 'gz'}`;
    if (existsSync(ready) && statSync(ready).mtimeMs >= statSync(file).mtimeMs) return { body: readFileSync(ready), encoding };
    const key = `${file} ${encoding} ${statSync(file).mtimeMs} ${raw.length}`;
    let found = this.done.get(key);
    if (!found) {
      const body =
        encoding === 'br' ? brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : gzipSync(raw);
      found = { body, encoding };
      this.done.set(key, found);
    }
    return found;
  }
}

const rulesOf = (root: string): HeaderRule[] =>
  existsSync(join(root, '_headers')) ? parseHeaderRules(readFileSync(join(root, '_headers'), 'utf8')) : [];

function pathOf(request: IncomingMessage): string | null {
  try {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    decodeURIComponent(path);
    return path;
  } catch {
    return null;
  }
}

/**
 * Serves the folder `root` on 127.0.0.1, as a static host would: with the site's own `_headers`, compressed.
 * @param port 0 picks a free one
 */
export async function serveStatic(root: string, port = 0, base = '/'): Promise<StaticSite> {
  const prefix = base.replace(/\/$/, '');
  const rules = rulesOf(root);
  const files = new Files();
  const server: Server = createServer((request, response) => {
    const path = pathOf(request);
    if (path === null) {
      response.writeHead(400).end();
      return;
    }
    const file = path.startsWith(prefix) ? fileFor(root, path.slice(prefix.length) || '/') : null;
    const body = file ?? join(root, '404.html');
    const shown = file ? path : `${prefix}/404.html`;
    if (file?.endsWith('index.html') && !path.endsWith('/') && !path.endsWith('.html')) {
      response.writeHead(301, { location: `${path}/` }).end();
      return;
    }
    if (!existsSync(body)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(body)] ?? 'application/octet-stream';
    const encoded = files.encode(body, type, String(request.headers['accept-encoding'] ?? ''));
    const etag = `W/"${createHash('sha1').update(encoded.body).digest('base64url')}"`;
    const headers: Record<string, string> = {
      'content-type': type,
      vary: 'accept-encoding',
      'cache-control': 'no-cache',
      etag,
      ...(encoded.encoding ? { 'content-encoding': encoded.encoding } : {}),
      ...headersFor(rules, shown),
    };
    if (file && request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(file ? 200 : 404, { ...headers, 'content-length': String(encoded.body.length) });
    response.end(request.method === 'HEAD' ? undefined : encoded.body);
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
