/** Caches of the worker that makes the handbook work without a network (src/service-worker). */
const OURS = 'zhendan-';
const PAGES = 'zhendan-pages';

/** How many pages are kept for reading without a network, and the size of everything kept, in bytes where the browser tells. */
export async function offlineCopies(): Promise<{ pages: number; bytes: number | null }> {
  try {
    if (!(await caches.has(PAGES))) return { pages: 0, bytes: null };
    const pages = (await (await caches.open(PAGES)).keys()).length;
    const estimate = await navigator.storage?.estimate?.();
    return { pages, bytes: estimate?.usage ?? null };
  } catch {
    // No caches without a secure connection, or where storage is refused: then there are no copies.
    return { pages: 0, bytes: null };
  }
}

/** Deletes all copies and ends the worker; it starts afresh when a page is opened again. */
export async function forgetOfflineCopies(): Promise<void> {
  document.documentElement.dataset.offline = 'off';
  try {
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      // The worker deletes first, so that what it is doing this moment makes nothing anew.
      if (registration.active) await told(registration.active);
      await registration.unregister();
    }
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  } catch {
    // As above: nothing was kept.
  }
}

function told(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    setTimeout(resolve, 3000);
    worker.postMessage({ type: 'forget' }, [port2]);
  });
}
