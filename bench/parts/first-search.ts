/** Bytes and time to the first search result of a built site, in Chromium. Used by build-compare. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright';

import { serveStatic } from '../../scripts/static-server.ts';
import { launch } from '../../tests/site/browser.ts';
import { brotli, loadedBy } from '../../tests/site/weigh.ts';

/** Whose search it is. */
export type SearchWay = 'ours' | 'starlight' | 'vitepress';

/** The first search on a site. */
export interface Searched {
  /** From the reader's first move to the first result. */
  ms: number;
  /** Brotli bytes of what the search fetched that the page itself had not. */
  bytes: number;
  requests: number;
}

const RUNS = 3;
const WAIT = { timeout: 60_000 };

/** From an open page to the first result, as a reader would do it. */
const WAYS: Record<SearchWay, (page: Page, url: string, word: string) => Promise<void>> = {
  async ours(page, url, word) {
    await page.goto(`${url}/search/?q=${encodeURIComponent(word)}`, { waitUntil: 'commit' });
    await page.waitForSelector('[data-search-result]', WAIT);
  },
  async starlight(page, _url, word) {
    await page.click('site-search button[data-open-modal]');
    const input = page.locator('#starlight__search input');
    await input.waitFor(WAIT);
    await input.fill(word);
    await page.waitForSelector('#starlight__search .pagefind-ui__result', WAIT);
  },
  async vitepress(page, _url, word) {
    await page.click('#local-search button, .VPNavBarSearch button');
    const input = page.locator('#localsearch-input');
    await input.waitFor(WAIT);
    await input.fill(word);
    await page.waitForSelector('#localsearch-list .result', WAIT);
  },
};

/** What a search fetches although it is fetched before the reader asks for it (Starlight loads its dialog when idle). */
const OF_SEARCH = /pagefind|search/i;

/** Searches `word` from the page at `sample` of the site built in `out`; medians of three fresh visits. */
export async function firstSearch(way: SearchWay, out: string, sample: string, word: string): Promise<Searched> {
  const site = await serveStatic(out);
  const browser = await launch();
  try {
    const own = loadedBy(out, sample);
    const seen = new Set([sample, own.html, ...own.css, ...own.js]);
    const all: Searched[] = [];
    for (let run = 0; run < RUNS; run++) {
      // The service worker would fetch other things meanwhile.
      const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
      const asked: string[] = [];
      context.on('request', (r) => asked.push(decodeURIComponent(new URL(r.url()).pathname)));
      const page = await context.newPage();
      await page.goto(site.url + sample, { waitUntil: 'networkidle' });
      const early = asked.splice(0).filter((p) => OF_SEARCH.test(p));
      const start = performance.now();
      await WAYS[way](page, site.url, word);
      const ms = performance.now() - start;
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(500);
      const files = [...new Set([...early, ...asked])]
        .filter((p) => !seen.has(p))
        .map((p) => join(out, p.endsWith('/') ? `${p}index.html` : p))
        .filter((f) => existsSync(f) && statSync(f).isFile());
      all.push({ ms, bytes: files.reduce((sum, f) => sum + brotli(f), 0), requests: files.length });
      await context.close();
    }
    const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? 0;
    return {
      ms: median(all.map((a) => a.ms)),
      bytes: median(all.map((a) => a.bytes)),
      requests: median(all.map((a) => a.requests)),
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
