import type { BrowserContext, Page } from 'playwright';

/** Everything a browser context asked for and complained about. */
export interface Watch {
  requests: { url: string; method: string; body: string; page: string }[];
  /** Refusals by a policy, errors thrown, errors on the console: each with the page it happened on. */
  trouble: string[];
  dialogs: string[];
}

/** Records what a context does from now on: every request of every tab, frame and worker, every refusal, every error. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const seen: Watch = { requests: [], trouble: [], dialogs: [] };
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) =>
      console.error(`policy refused ${e.effectiveDirective} ${e.blockedURI} ${e.sample} (${e.sourceFile}:${e.lineNumber})`),
    );
    // Printing would stop the tab.
    window.print = () => undefined;
  });
  context.on('request', (r) => {
    let page = '';
    try {
      page = r.frame().url();
    } catch {
      // A service worker's request belongs to no frame.
    }
    seen.requests.push({ url: r.url(), method: r.method(), body: r.postData() ?? '', page });
  });
  context.on('weberror', (e) => seen.trouble.push(`${e.page()?.url()}: ${e.error().message}`));
  context.on('console', (m) => m.type() === 'error' && seen.trouble.push(`${m.page()?.url()}: ${m.text()}`));
  context.on('dialog', (d) => {
    seen.dialogs.push(`${d.page()?.url()}: ${d.message()}`);
    void d.dismiss().catch(() => undefined);
  });
  return seen;
}

/** What the page has stored on the device, beside the offline copies. */
export function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const list = (name: string, storage: Storage) => Object.keys(storage).map((k) => `${name} ${k}`);
    const databases = await indexedDB.databases();
    return [
      ...list('localStorage', localStorage),
      ...list('sessionStorage', sessionStorage),
      ...databases.map((d) => `indexedDB ${d.name}`),
      ...(document.cookie ? [`cookie ${document.cookie}`] : []),
    ];
  });
}

/**
 * Fills every field of the page's tools with `text` and chooses something everywhere, without touching what saves.
 * Runs inside the page.
 */
export function fillEverything(
  page: Page,
  text: string,
  also: 'leave-saving' | 'choose-saving' = 'leave-saving',
): Promise<number> {
  return page.evaluate(
    ({ words, saving }) => {
      const saves = (e: Element) =>
        /保存|存在这台|存草稿|记住/.test(
          e.closest('label')?.textContent ?? (e as HTMLInputElement).labels?.[0]?.textContent ?? '',
        );
      const root = document.querySelector('main') ?? document.body;
      const tell = (e: Element) => {
        e.dispatchEvent(new Event('input', { bubbles: true }));
        e.dispatchEvent(new Event('change', { bubbles: true }));
      };
      let filled = 0;
      for (const e of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
        'input,textarea,select',
      )) {
        if (e instanceof HTMLSelectElement) {
          e.selectedIndex = Math.min(1, e.options.length - 1);
        } else if (e.type === 'checkbox' || e.type === 'radio') {
          if (saves(e) !== (saving === 'choose-saving')) continue;
          if (!(e as HTMLInputElement).checked) e.click();
        } else if (e.type !== 'file') {
          e.value = words;
        } else continue;
        tell(e);
        filled++;
      }
      return filled;
    },
    { words: text, saving: also },
  );
}

/** Sends every form of the page's tools, as its button would. */
export function submitEverything(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const form of document.querySelectorAll<HTMLFormElement>('main form')) if (form.offsetParent) form.requestSubmit();
  });
}
