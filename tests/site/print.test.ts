import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { launch } from './browser.ts';
import { onEachPage } from './each-page.ts';
import { plain, printFaults, printText } from './printed.ts';
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
const isKit = (path: string): boolean => /^\/(emergency-kit|真单应急包)\.html$/.test(path);
/** What a printed page names as its address: an embed the page of its tool, the page for what is not there no page at all. */
const addressOf = (path: string): string => path.replace(/^\/embed\//, '/tools/').replace('404.html', '404/');

describe('printed, from a dark screen', () => {
  it('every page has name, address and day at its head, everything opened, sources written out, no navigation', async () => {
    let printed = 0;
    const options = { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', serviceWorkers: 'block' } as const;
    const faults = await onEachPage(
      browser,
      site.url,
      pages.filter((p) => !isKit(p)),
      options,
      async (page, path) => {
        printed++;
        return printFaults(page, path, addressOf(path));
      },
    );
    expect(faults).toEqual([]);
    expect(printed).toBeGreaterThan(200);
  }, 900_000);

  it('the kit too, with its own head', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' });
    await page.goto(`${site.url}/emergency-kit.html`);
    const faults = await printFaults(page, 'kit', '/emergency-kit.html', '真单应急包');
    expect(faults).toEqual([]);
    await page.close();
  }, 120_000);

  it('would be found wanting: a part that stays folded, a source left out, navigation, a missing head', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/clearing/taobao/`);
    await page.evaluate(() => {
      document.querySelector('.zd-printhead')?.remove();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        'main details > :not(summary) { visibility: hidden !important } main a::after { content: none !important } h1 { color: #ccc !important }',
      );
      document.adoptedStyleSheets = [sheet];
      const fold = document.createElement('details');
      fold.append(document.createElement('summary'), document.createElement('p'));
      fold.lastElementChild?.append('只在折起来的地方才有的话');
      document.querySelector('main')?.append('本页内容', fold);
    });
    const faults = (await printFaults(page, 'x', '/clearing/taobao/')).join('\n');
    for (const words of ['head without 真单手册', 'not written out', 'folded:', 'navigation: 本页内容', 'pale: h1'])
      expect(faults).toContain(words);
    await page.close();
  });

  it('a clearing date has its days, its reasons and its sources', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/tools/clearing-date/?platform=taobao&kind=points-general&points=12&date=2026-03-05`);
    await page.locator('script[data-receipt]').waitFor({ state: 'attached' });
    const text = await printText(page);
    expect(text).toContain('每个后果到哪天结束');
    expect(text).toContain('到2026年12月31日为止');
    expect(text).toContain('为什么是这一天');
    expect(text).toMatch(/依据\(\d+条\)/);
    expect(text).toMatch(/核对于2026年\d+月\d+日/);
    expect(text).not.toContain(plain('再加一次'));
    await page.close();
  });

  it('the folded parts are folded again afterwards', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/tools/clearing-date/`);
    const open = (): Promise<number> => page.evaluate(() => document.querySelectorAll('details[open]').length);
    const before = await open();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const during = await open();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(during).toBeGreaterThan(before);
    expect(await open()).toBe(before);
    await page.close();
  });
});
