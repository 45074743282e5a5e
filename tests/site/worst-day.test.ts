import { readFileSync } from 'node:fs';

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

let site: StaticSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, acceptDownloads: true });
  page = await context.newPage();
  // Phones have no save dialogue for scripts; the archive is an ordinary download there.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  page.on('pageerror', (e) => errors.push(e.message));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

// Invented; the numbers belong to no order.
const NOTICE =
  '【淘宝网】您的店铺因虚假交易扣A类12分，涉及订单 4012345678901234567、4012345678901234568。\n通知时间：2026-11-21 10:00，请在72小时内申诉。';

const press = async (selector: string, key: string) => {
  await page.locator(selector).first().focus();
  await page.keyboard.press(key);
};

describe('the worst day, by keyboard on a phone, with the network cut once the tools are there', () => {
  it('from a pasted notice to a dated plan, an evidence archive and a letter in own words', { timeout: 120_000 }, async () => {
    await page.goto(`${site.url}/tools/notice-triage/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await context.setOffline(true);

    // the notice → a dated plan
    await page.locator('textarea[name=notice]').focus();
    await page.keyboard.insertText(NOTICE);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-reading]').waitFor();
    for (const [question, option] of [
      ['source', 'backend'],
      ['entry', 'open'],
      ['listed', 'all'],
      ['hand', 'none'],
      ['goods', 'shipped'],
      ['proof', 'few'],
    ])
      await press(`#nt-${question}-${option}`, 'Space');
    await press('#nt-plan', 'Enter');
    const plan = JSON.parse((await page.locator('script[data-receipt]').textContent()) ?? '');
    expect(plan.outputs).toMatchObject({
      platform: 'taobao',
      points: 12,
      orders: 2,
      deadlineAt: '2026-11-24T10:00:00+08:00',
      route: 'genuine',
    });
    await press('[data-carry]', 'Enter');

    // → the binder, filled in, an archive out
    await page.goto(`${site.url}/tools/evidence-binder/`);
    await press('[data-offer] button', 'Enter');
    expect(await page.inputValue('#eb-platform')).toBe('taobao');
    await page.setInputFiles('#eb-files', [
      { name: '2026-11-01-底单.png', mimeType: 'image/png', buffer: Buffer.from('invented picture') },
      { name: '聊天记录.txt', mimeType: 'text/plain', buffer: Buffer.from('虚构的聊天') },
    ]);
    await press('[data-make]', 'Enter');
    await page.locator('[data-receipt]').waitFor({ state: 'attached' });
    const save = page.getByRole('button', { name: /保存证据包/ });
    await save.focus();
    const [archive] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(
      readFileSync((await archive.path()) ?? '')
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    // → the letter, only the seller's own words
    await page.goto(`${site.url}/tools/appeal-letter/`);
    await press('[data-offer] button', 'Enter');
    expect(await page.inputValue('#al-platform')).toBe('taobao');
    const own = '两单都是真实购买，货已送到，见证据 1 的底单。';
    await page.locator('form[data-letter] textarea').first().focus();
    await page.keyboard.insertText(own);
    await expect.poll(async () => (await page.locator('zd-appeal-letter').textContent()) ?? '').toContain(own);
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
