import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { axe } from './axe.ts';
import { launch } from './browser.ts';
import { onEachPage } from './each-page.ts';
import { shifted } from './layout-shift.ts';
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
/** A page with its answer already on it, too. */
const ANSWERED = [
  `/search/?q=${encodeURIComponent('虚假交易')}`,
  '/tools/clearing-date/?platform=taobao&kind=points-serious&points=12&date=2026-10-01',
];
/** A walk over every page takes minutes, not seconds. */
const LONG = 600_000;

describe('axe, on every built page', () => {
  it(
    'finds nothing in the light theme at phone width, and nothing moves on load',
    async () => {
      const check = async (page: Page, path: string) => [...(await shifted(page, path)), ...(await axe(page, path))];
      expect(
        await onEachPage(
          browser,
          site.url,
          [...pages, ...ANSWERED],
          { viewport: { width: 360, height: 800 }, colorScheme: 'light' },
          check,
        ),
      ).toEqual([]);
    },
    LONG,
  );
  it(
    'finds nothing in the dark theme at desktop width, and nothing moves on load',
    async () => {
      const rules = ['color-contrast', 'label-content-name-mismatch', 'link-in-text-block', 'scrollable-region-focusable'];
      const check = async (page: Page, path: string) => [...(await shifted(page, path)), ...(await axe(page, path, rules))];
      expect(
        await onEachPage(
          browser,
          site.url,
          [...pages, ...ANSWERED],
          { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
          check,
        ),
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
