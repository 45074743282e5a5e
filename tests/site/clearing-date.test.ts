import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { receipt as receiptSchema } from '../../src/schemas/receipt.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

let site: StaticSite;
let browser: Browser;
let page: Page;
const errors: string[] = [];
const TOOL = '/tools/clearing-date/';

beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('pageerror', (e) => errors.push(e.message));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function receipt() {
  const text = await page.locator('script[data-receipt]').textContent();
  return receiptSchema.parse(JSON.parse(text ?? 'null'));
}
const clock = (r: Awaited<ReturnType<typeof receipt>>, name: string) =>
  (r.outputs.clocks as { clock: string; status: string; freeFrom?: string; lastDay?: string; endsAt?: string }[]).find(
    (c) => c.clock === name,
  );

describe('clearing-date in a real browser', () => {
  it('computes from the address without a click, with a valid receipt', async () => {
    await page.goto(`${site.url}${TOOL}?platform=taobao&kind=points-general&points=12&date=2022-12-30`);
    const r = await receipt();
    expect(clock(r, 'points')).toMatchObject({ status: 'ends', lastDay: '2022-12-31', freeFrom: '2023-01-01' });
    expect(clock(r, 'marketing-ban')).toMatchObject({ freeFrom: '2023-03-30' });
    expect(clock(r, 'record')).toMatchObject({ status: 'unknown' });
    expect(r.facts.length).toBeGreaterThan(3);
    expect(r.sources.length).toBeGreaterThan(3);
    expect(r.steps.length).toBeGreaterThan(2);
  });

  it('computes to the hour where the rule counts to the moment', async () => {
    await page.goto(`${site.url}${TOOL}?platform=aliexpress&kind=points-general&points=6&date=2013-02-01&time=12:00`);
    expect(clock(await receipt(), 'points')).toMatchObject({ status: 'ends', endsAt: '2014-02-01T12:00:00+08:00' });
  });

  it('takes several dates', async () => {
    await page.goto(`${site.url}${TOOL}?platform=taobao&kind=demotion&date=2022-01-01&date=2022-01-11`);
    expect(clock(await receipt(), 'demotion')).toMatchObject({ lastDay: '2022-02-09', freeFrom: '2022-02-10' });
  });

  it('is filled in and read by keyboard alone; focus goes to the result', async () => {
    await page.goto(site.url + TOOL);
    await page.focus('#cd-platform');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2025-12-30');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(true);
    expect(clock(await receipt(), 'points')).toMatchObject({ freeFrom: '2026-01-01' });
  });

  it('says what is wrong beside the field, moves there, and keeps what was typed', async () => {
    await page.goto(site.url + TOOL);
    await page.selectOption('#cd-platform', 'taobao');
    await page.selectOption('#cd-kind', 'points-general');
    await page.fill('input[name=date]', '2025-02-30');
    await page.fill('input[name=points]', '7');
    await page.click('zd-clearing-date button[type=submit]');
    expect(await page.locator('.zd-error').allTextContents()).toEqual([
      expect.stringContaining('没有「2025-02-30」'),
      expect.stringContaining('没有 7 分'),
    ]);
    expect(await page.inputValue('input[name=date]')).toBe('2025-02-30');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('date');
    expect(await page.locator('[data-result]').isVisible()).toBe(false);
  });

  it('holds the whole table without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(site.url + TOOL);
    const text = (await still.textContent('main')) ?? '';
    for (const words of ['当年 12 月 31 日 24:00', '每笔满 365 天的那一刻', '尚无定论', '严重违规（B 类）扣分'])
      expect(text).toContain(words);
    expect(await still.locator('form.zd-form').isVisible()).toBe(false);
    await plain.close();
  });

  it('treats hostile addresses as text', async () => {
    await page.goto(
      `${site.url}${TOOL}?platform=taobao&kind=points-general&points=%3Cimg%20src=x%20onerror=alert(1)%3E&date=%3Cscript%3Ealert(1)%3C/script%3E`,
    );
    expect(await page.locator('.zd-error').count()).toBe(2);
    expect(await page.locator('.zd-widget img').count()).toBe(0);
  });

  it('threw nothing in all of this', () => expect(errors).toEqual([]));
});
