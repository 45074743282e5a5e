import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Bytes of a file after brotli at its highest quality, as a static host would serve it. */
const cache = new Map<string, number>();
export function brotli(file: string): number {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const size = brotliCompressSync(readFileSync(file)).length;
  cache.set(file, size);
  return size;
}

/** The files a page makes the browser load before anything is touched. */
export interface Loaded {
  html: string;
  css: string[];
  js: string[];
}

const IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Adds a script and what it imports at once. `import(…)` waits for an action and is left out. */
function addScript(root: string, path: string, into: Set<string>): void {
  if (into.has(path)) return;
  into.add(path);
  for (const [, target = ''] of readFileSync(join(root, path), 'utf8').matchAll(IMPORT))
    addScript(root, posix.join(dirname(path).replaceAll('\\', '/'), target), into);
}

/** What the page at `path` (root-relative) loads; `path` ends in `/` or is a file. */
export function loadedBy(root: string, path: string): Loaded {
  const html = path.endsWith('/') ? `${path}index.html` : path;
  const text = readFileSync(join(root, html), 'utf8');
  const css = [...text.matchAll(/<link\b[^>]*rel="(?:preload )?stylesheet"[^>]*>/g)].map(
    ([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? '',
  );
  const js = new Set<string>();
  for (const [tag] of text.matchAll(/<script\b[^>]*\bsrc="[^"]+"[^>]*>|<link\b[^>]*rel="modulepreload"[^>]*>/g))
    addScript(root, /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '', js);
  for (const [, body = ''] of text.matchAll(/<script type="module">([\s\S]*?)<\/script>/g))
    for (const [, target = ''] of body.matchAll(/(?:\bfrom|\bimport)\s*["'](\/[^"']+)["']/g)) addScript(root, target, js);
  return { html, css: [...new Set(css)], js: [...js] };
}

export interface Weight {
  html: number;
  css: number;
  js: number;
  total: number;
  requests: number;
}

export function weigh(root: string, loaded: Loaded): Weight {
  const sum = (files: readonly string[]): number => files.reduce((n, f) => n + brotli(join(root, f)), 0);
  const [html, css, js] = [sum([loaded.html]), sum(loaded.css), sum(loaded.js)];
  return { html, css, js, total: html + css + js, requests: 1 + loaded.css.length + loaded.js.length };
}
