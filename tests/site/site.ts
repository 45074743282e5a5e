import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { serveStatic, type StaticSite } from '../../scripts/static-server.ts';

export const DIST = resolve('dist');

/** The built site; the test command builds it first. */
export function builtSite(): Promise<StaticSite> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('没有 dist。先运行 npm run build，或直接运行 npm test。');
  return serveStatic(DIST);
}

/** Every built HTML page as a root-relative path, e.g. `/clearing/taobao/`. */
export function builtPages(): string[] {
  return readdirSync(DIST, { recursive: true })
    .map((f) => String(f).replaceAll('\\', '/'))
    .filter((f) => f.endsWith('.html'))
    .map((f) => `/${f.replace(/index\.html$/, '')}`)
    .sort();
}

export function htmlOf(path: string): string {
  return readFileSync(join(DIST, path.endsWith('/') ? `${path}index.html` : path), 'utf8');
}
