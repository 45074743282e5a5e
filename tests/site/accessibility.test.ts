import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { axe } from './axe.ts';
import { launch } from './browser.ts';
import { onEachPage } from './each-page.ts';
import { builtPages, builtSite } from './site.ts';

let site: StaticSite;
let browser: Browser;
beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const pages = builtPages();
/** A walk over every page takes minutes, not seconds. */
const LONG = 600_000;

describe('axe, on every built page', () => {
  it(
    'finds nothing in the light theme at phone width',
    async () => {
      expect(
        await onEachPage(browser, site.url, pages, { viewport: { width: 360, height: 800 }, colorScheme: 'light' }, axe),
      ).toEqual([]);
    },
    LONG,
  );
  it(
    'finds nothing in the dark theme at desktop width',
    async () => {
      const check = (page: Page, path: string) =>
        axe(page, path, ['color-contrast', 'label-content-name-mismatch', 'link-in-text-block', 'scrollable-region-focusable']);
      expect(
        await onEachPage(browser, site.url, pages, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, check),
      ).toEqual([]);
    },
    LONG,
  );
});

describe('narrow screens and large text', () => {
  it(
    'no page scrolls sideways at 320 px (which is 1280 px at 400 %)',
    async () => {
      const wide = await onEachPage(browser, site.url, pages, { viewport: { width: 320, height: 800 } }, async (page, path) => {
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        return over > 0 ? [`${path} +${over}px`] : [];
      });
      expect(wide).toEqual([]);
    },
    LONG,
  );
});
