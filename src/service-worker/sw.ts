import { fallbackPage } from './fallback.ts';
import type { Build, ToPage, ToWorker } from './messages.ts';
import {
  dropOldShells,
  fillExtra,
  fillShell,
  forgetEverything,
  isForgotten,
  keepPage,
  openStore,
  PAGES,
  readNote,
  refreshPages,
  SAVED_AT,
  savesData,
  shellName,
  writeNote,
} from './stores.ts';

/** Filled in by the build as JSON (src/integrations/service-worker). */
declare const __BUILD__: string;
const build = JSON.parse(__BUILD__) as Build;
const sw = self as unknown as ServiceWorkerGlobalScope;

/** How long a page may keep the reader waiting while a copy lies on the device, in milliseconds. */
const PATIENCE = 4000;

/** Pages that were answered from a copy, by the id of the tab's client. */
const fromCopy = new Map<string, string>();

sw.addEventListener('install', (event) => {
  // With data to save nothing is fetched ahead: what the reader opens is kept as it comes.
  event.waitUntil((savesData() ? Promise.resolve() : fillShell(build)).then(() => sw.skipWaiting()));
});

sw.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await dropOldShells(build);
      await sw.clients.claim();
      const before = await readNote<Build['facts']>('facts');
      await writeNote('facts', build.facts);
      if (before && before.hash !== build.facts.hash)
        for (const client of await sw.clients.matchAll({ type: 'window' }))
          client.postMessage({ type: 'facts-changed', from: before.day, to: build.facts.day } satisfies ToPage);
    })(),
  );
});

sw.addEventListener('message', (event) => {
  const client = event.source;
  const type = (event.data as ToWorker | null)?.type;
  if (type === 'forget') event.waitUntil(forgetEverything().then(() => event.ports[0]?.postMessage('done')));
  if (!(client instanceof WindowClient)) return;
  const savedOn = fromCopy.get(client.id);
  if (type === 'seen' && savedOn !== undefined) client.postMessage({ type: 'copy', savedOn } satisfies ToPage);
  if (type === 'quiet') event.waitUntil(keepFirst(new URL(client.url).pathname).then(whileQuiet));
});

/** The very first page was loaded before there was a worker to keep it. */
async function keepFirst(path: string): Promise<void> {
  if (await (await openStore(PAGES)).match(path)) return;
  const fresh = await fetch(path, { credentials: 'omit' }).catch(() => null);
  if (fresh?.ok) await keepPage(path, fresh);
}

/** What may wait: saved pages brought up to date, and all that is fetched ahead unless there is data to save. */
async function whileQuiet(): Promise<void> {
  await refreshPages(build);
  if (savesData()) return;
  await fillShell(build);
  await fillExtra(build);
}

/** The newer of two copies: the one kept when the page was opened, and the one of this build's shell. */
async function copyOf(path: string): Promise<Response | undefined> {
  const read = await (await openStore(PAGES)).match(path);
  const shell = await (await openStore(shellName(build.version))).match(path);
  const moment = (response: Response | undefined): string => response?.headers.get(SAVED_AT) ?? '';
  return moment(shell) > moment(read) ? shell : (read ?? shell);
}

/** A page: from the network, so that facts are fresh; from its copy when there is no network or it is too slow. */
async function page(event: FetchEvent, path: string): Promise<Response> {
  const network = fetch(event.request).then((response) => {
    if (response.ok && response.type === 'basic' && response.headers.get('content-type')?.startsWith('text/html'))
      event.waitUntil(keepPage(path, response.clone()));
    return response;
  });
  // The race below may end first; a late failure is then nobody's.
  network.catch(() => undefined);
  const copy = await copyOf(path);
  const useCopy = (): Response => {
    if (!copy) return Response.error();
    if (event.resultingClientId) fromCopy.set(event.resultingClientId, copy.headers.get(SAVED_AT) ?? '');
    return copy;
  };
  if (!copy) return network.catch(() => fallbackPage(build.base));
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(useCopy()), PATIENCE));
  return Promise.race([network.catch(useCopy), late]);
}

/** A file whose name carries its hash never changes: the copy is as good as the network. */
async function immutable(request: Request): Promise<Response> {
  const found = await caches.match(request, { ignoreSearch: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await (await openStore(shellName(build.version))).put(request, response.clone());
  return response;
}

/** Any other file of the shell: fresh when it can be, so that the parts of search fit each other. */
async function file(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(request, { ignoreSearch: true });
    if (found) return found;
    throw error;
  }
}

sw.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (
    isForgotten() ||
    event.request.method !== 'GET' ||
    url.origin !== sw.location.origin ||
    !url.pathname.startsWith(build.base)
  )
    return;
  const inside = url.pathname.slice(build.base.length);
  if (event.request.mode === 'navigate') {
    if (!inside.startsWith('embed/')) event.respondWith(page(event, url.pathname));
  } else if (/^(_astro|_search|pagefind\/index)\//.test(inside)) event.respondWith(immutable(event.request));
  else event.respondWith(file(event.request));
});
