import { readdir, readFile } from 'node:fs/promises';

/** Pages that must work offline whether or not the reader has opened them. */
const isShellPage = (path: string): boolean =>
  path === 'index.html' ||
  /^tools\/([^/]+\/)?index\.html$/.test(path) ||
  path === 'search/index.html' ||
  path === 'reference/privacy/index.html';

const ASSET = /_astro\/[\w.~@-]+\.(?:js|css)/g;
const NAME = /[\w.~@-]+\.(?:js|css)/g;
/** Folders of scripts and styles whose names carry their hash. */
const HASHED = ['_astro', '_search'];

/** The small index that answers the first keystroke (src/integrations/search-index), and the full text it looks into. */
const isSearchFile = (path: string): boolean => path === 'search-index/core.json';
const isSearchExtra = (path: string): boolean => path.startsWith('pagefind/');

/** What the worker fetches ahead, as paths under the site's root. */
export interface Shell {
  shell: string[];
  extra: string[];
}

/** More than this many bytes of full-text search is not fetched ahead but as it is used. */
const MOST_EXTRA = 4_000_000;

/**
 * Reads off the built site what the shell needs: its pages, every script and style any page names, and whatever those
 * scripts name in turn (chunks and workers loaded later).
 */
export async function findShell(root: string): Promise<Shell> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((f) => f.isFile())
    .map((f) => `${f.parentPath}/${f.name}`.replaceAll('\\', '/').slice(root.length).replace(/^\//, ''));
  const known = new Set(files);
  const assets = new Set<string>();
  for (const path of files.filter((f) => f.endsWith('.html')))
    for (const [name] of (await readFile(root + path, 'utf8')).matchAll(ASSET)) if (known.has(name)) assets.add(name);
  for (const asset of assets)
    if (asset.endsWith('.js'))
      for (const [name] of (await readFile(root + asset, 'utf8')).matchAll(NAME))
        for (const folder of HASHED) if (known.has(`${folder}/${name}`)) assets.add(`${folder}/${name}`);
  const pages = files.filter(isShellPage).map((f) => f.replace(/index\.html$/, ''));
  const search = files.filter(isSearchFile);
  const icons = files.filter((f) => f === 'favicon.svg' || f === 'manifest.webmanifest');
  const extraFiles = files.filter(isSearchExtra);
  let extraBytes = 0;
  for (const f of extraFiles) extraBytes += (await readFile(root + f)).length;
  return {
    shell: [...new Set([...pages, ...assets, ...search, ...icons])].sort(),
    extra: extraBytes <= MOST_EXTRA ? extraFiles.sort() : [],
  };
}
