import type { Build } from './messages.ts';

/** When a copy was stored; read back to tell the reader how old it is. */
export const SAVED_AT = 'x-zhendan-saved';
const MOST_PAGES = 200;

/** The cache of one build; of the pages the reader opened (kept from build to build); of notes about both. */
export const shellName = (version: string): string => `zhendan-shell-${version}`;
export const PAGES = 'zhendan-pages';
export const NOTES = 'zhendan-notes';

let forgotten = false;

/** Opens a cache, unless the reader had the copies deleted: work still under way must not make them anew. */
export function openStore(name: string): Promise<Cache> {
  return forgotten ? Promise.reject(new Error('The reader deleted the copies.')) : caches.open(name);
}

export const isForgotten = (): boolean => forgotten;

/** Deletes everything kept, for good as far as this worker goes. */
export async function forgetEverything(): Promise<void> {
  forgotten = true;
  for (const name of await caches.keys()) if (name.startsWith('zhendan-')) await caches.delete(name);
}

/** A copy that carries the moment it was made. */
export async function stamped(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set(SAVED_AT, new Date().toISOString());
  return new Response(await response.blob(), { status: response.status, headers });
}

/** Keeps a page the reader opened. Only its path is kept: what stands behind `?` may be the reader's own input. */
export async function keepPage(path: string, response: Response): Promise<void> {
  const cache = await openStore(PAGES);
  await cache.put(path, await stamped(response));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_PAGES))) await cache.delete(old);
}

export async function readNote<T>(name: string): Promise<T | null> {
  const found = await (await openStore(NOTES)).match(`/${name}`);
  return found ? ((await found.json()) as T) : null;
}

export async function writeNote(name: string, value: unknown): Promise<void> {
  await (await openStore(NOTES)).put(`/${name}`, new Response(JSON.stringify(value)));
}

/** Whether the reader's browser asks to save data. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/** A fetch that lets everything the reader asks for go first. */
const inBackground = (path: string): Promise<Response> =>
  fetch(path, { cache: 'no-cache', credentials: 'omit', priority: 'low' });

/**
 * Fetches what this build's cache lacks of the shell, two at a time, so that a connection stays free for the reader. A file
 * whose name carries its hash is taken from an older build's cache where there is one: an update costs only what changed.
 */
export async function fillShell(build: Build): Promise<void> {
  const cache = await openStore(shellName(build.version));
  const add = async (path: string): Promise<void> => {
    if (await cache.match(path)) return;
    const old = /\/_(astro|search)\//.test(path) ? await caches.match(path) : undefined;
    const response = old ?? (await inBackground(path));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, old ?? (await stamped(response)));
  };
  const queue = [...build.shell];
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) await add(path);
    }),
  );
}

/** Fetches what is pleasant to have, one by one; a failure is no harm. */
export async function fillExtra(build: Build): Promise<void> {
  const cache = await openStore(shellName(build.version));
  for (const path of build.extra) {
    if (await cache.match(path)) continue;
    const response = await inBackground(path).catch(() => null);
    if (response?.ok) await cache.put(path, response);
  }
}

/**
 * Deletes the shells of builds before the last one. The last one stays: pages opened under it are still open,
 * and saved pages still name its styles.
 */
export async function dropOldShells(build: Build): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith('zhendan-shell-') && name !== shellName(build.version));
  for (const name of shells.slice(0, -1)) await caches.delete(name);
}

/** Brings the saved pages to the present build, so that offline copies carry the present facts. */
export async function refreshPages(build: Build): Promise<void> {
  if ((await readNote('refreshed')) === build.version) return;
  await writeNote('refreshed', build.version);
  const cache = await openStore(PAGES);
  for (const request of await cache.keys()) {
    const fresh = await inBackground(request.url).catch(() => null);
    if (fresh?.ok) await cache.put(request, await stamped(fresh));
    else if (fresh?.status === 404 || fresh?.status === 410) await cache.delete(request);
  }
}
