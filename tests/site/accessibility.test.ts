import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
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

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const pages = builtPages();

/** axe's findings on a page, one line each. */
async function axe(page: Page, path: string, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder.withTags(TAGS)).analyze();
  return violations.map((v) => `${path} ${v.id}: ${v.nodes.slice(0, 2).map((n) => n.target.join(' ')).join(' ; ')}`);
}

describe('axe, on every built page', () => {
  it('finds nothing in the light theme at phone width', async () => {
    expect(await onEachPage(browser, site.url, pages, { viewport: { width: 360, height: 800 }, colorScheme: 'light' }, axe)).toEqual([]);
  });
  it('finds nothing in the dark theme at desktop width', async () => {
    const check = (page: Page, path: string) => axe(page, path, ['color-contrast', 'label-content-name-mismatch', 'link-in-text-block', 'scrollable-region-focusable']);
    expect(await onEachPage(browser, site.url, pages, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, check)).toEqual([]);
  });
});

describe('narrow screens and large text', () => {
  it('no page scrolls sideways at 320 px (which is 1280 px at 400 %)', async () => {
    const wide = await onEachPage(browser, site.url, pages, { viewport: { width: 320, height: 800 } }, async (page, path) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      return over > 0 ? [`${path} +${over}px`] : [];
    });
    expect(wide).toEqual([]);
  });
});
