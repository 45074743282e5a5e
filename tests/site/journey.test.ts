import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

let site: StaticSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 360, height: 800 } });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The dates a reader with 「淘宝 12 月 30 日扣了 12 分」 must end up with, and the sources beside them. */
async function expectAnswer(): Promise<void> {
  const text = (await page.locator('[data-result]').textContent()) ?? '';
  for (const words of ['2025 年 12 月 31 日', '2026 年 3 月 30 日', '2026 年 1 月 6 日', '尚无定论', '多处一致'])
    expect(text).toContain(words);
}

describe('a reader with 「淘宝 12 月 30 日扣了 12 分」 on a phone', () => {
  it('gets the dates from the form on the home page', async () => {
    await page.goto(`${site.url}/`);
    await page.selectOption('#home-platform', 'taobao');
    await page.selectOption('#home-kind', 'points-general');
    await page.fill('#home-points', '12');
    await page.fill('#home-date', '2025-12-30');
    await page.locator('.zd-home__ask button').press('Enter');
    await page.locator('script[data-receipt]').waitFor({ state: 'attached' });
    await expectAnswer();
  });

  it('gets there by search, with the tool already filled in', async () => {
    await page.goto(`${site.url}/search/?q=${encodeURIComponent('淘宝2025年12月30日扣了12分什么时候清零')}`);
    await page.locator('[data-search-status="done"]').waitFor({ state: 'attached' });
    const results = await page
      .locator('[data-search-result] a')
      .evaluateAll((links) => links.slice(0, 3).map((a) => a.getAttribute('href')));
    expect(results).toContain('/clearing/taobao/');
    await page.locator('a[href*="/tools/clearing-date/?"]').first().click();
    await page.locator('script[data-receipt]').waitFor({ state: 'attached' });
    await expectAnswer();
  });

  it('gets there by menu: home, section, platform, tool', async () => {
    await page.goto(`${site.url}/`);
    await page.locator('.zd-home__nav a', { hasText: '什么时候清除' }).click();
    await page.locator('main a[href="/clearing/taobao/"]').first().click();
    await page.waitForURL('**/clearing/taobao/');
    expect(await page.locator('.zd-answer').textContent()).toContain('12 月 31 日');
    await page.locator('main a[href*="/tools/clearing-date/"]').first().click();
    await page.waitForURL('**/tools/clearing-date/**');
    expect(await page.locator('#cd-platform').inputValue()).toBe('taobao');
  });
});
