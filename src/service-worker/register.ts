import type { ToPage } from './messages.ts';

/**
 * Makes the handbook work without a network: after the page has loaded and rests, so that reading comes first.
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
  const start = async (): Promise<void> => {
    // The reader deleted the copies on this very page (src/adapters/offline-copies.ts).
    if (document.documentElement.dataset.offline === 'off') return;
    try {
      await navigator.serviceWorker.register(`${base}sw.js`, { scope: base, updateViaCache: 'none' });
      (await navigator.serviceWorker.ready).active?.postMessage({ type: 'seen' });
    } catch {
      // Private windows and in-app browsers may refuse; the handbook then works online only.
    }
  };
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<ToPage>) => {
    void import('./notice.ts').then(({ showNotice }) => showNotice(event.data, base));
  });
  addEventListener('load', () => ('requestIdleCallback' in window ? requestIdleCallback(start) : setTimeout(start, 1000)));
}
