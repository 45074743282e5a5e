import type { ToPage, ToWorker } from './messages.ts';
import { quiet } from './quiet.ts';

/**
 * Makes the handbook work without a network. What it fetches ahead waits until the page has loaded and the reader rests,
 * so that nothing competes with reading, a tool or a search.
 * Not in frames (an embed stores nothing on another site's page) and not where the browser has no workers.
 */
const base = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

if (
  import.meta.env.PROD &&
  'serviceWorker' in navigator &&
  self === top &&
  isSecureContext &&
  !location.pathname.startsWith(`${base}embed/`)
) {
  const workers = navigator.serviceWorker;
  const tell = (worker: ServiceWorker | null, type: ToWorker['type']): void => worker?.postMessage({ type } satisfies ToWorker);
  const start = async (): Promise<void> => {
    // A worker of an earlier visit answers at once whether this page is a copy.
    tell(workers.controller, 'seen');
    await quiet();
    // The reader deleted the copies on this very page (src/adapters/offline-copies.ts).
    if (document.documentElement.dataset.offline === 'off') return;
    try {
      await workers.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' });
      tell((await workers.ready).active, 'quiet');
    } catch {
      // Private windows and in-app browsers may refuse; the handbook then works online only.
    }
  };
  workers.addEventListener('message', (event: MessageEvent<ToPage>) => {
    void import('./notice.ts').then(({ showNotice }) => showNotice(event.data, base));
  });
  addEventListener('load', () => void start());
}
