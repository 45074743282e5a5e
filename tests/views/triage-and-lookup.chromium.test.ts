import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import NoticeTriage from '../../src/components/widgets/notice-triage/Widget.astro';
import RuleLookup from '../../src/components/widgets/rule-lookup/Widget.astro';
import { receipt } from '../../src/schemas/receipt.ts';
import { launch } from '../site/browser.ts';
import { serveWidget, tooWide, type Served } from './harness.ts';

let browser: Browser;
let triage: Served;
let lookup: Served;
const trouble: string[] = [];

beforeAll(async () => {
  triage = await serveWidget(NoticeTriage, 'src/components/widgets/notice-triage/element.ts');
  lookup = await serveWidget(RuleLookup, 'src/components/widgets/rule-lookup/element.ts');
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await triage?.close();
  await lookup?.close();
});

async function open(url: string, width = 360): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
  page.on('pageerror', (e) => trouble.push(e.message));
  await page.goto(url);
  return page;
}

const held = async (page: Page) => receipt.parse(JSON.parse((await page.locator('[data-receipt]').textContent()) ?? ''));

// Invented; the numbers belong to no order.
const NOTICE = `【淘宝网】您的店铺因虚假交易扣A类12分，涉及订单 4012345678901234567、4012345678901234568。
通知时间：2026-11-21 10:00，请在72小时内申诉。`;

describe('notice-triage in a browser', () => {
  let page: Page;
  beforeAll(async () => {
    page = await open(triage.url);
  });

  test('says beside the field that nothing was pasted', async () => {
    await page.getByRole('button', { name: '读这段通知' }).click();
    expect(await page.locator('#nt-notice').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('nt-notice');
  });

  test('goes by keyboard alone from a paste to a dated plan, and no request leaves the page', async () => {
    const before = triage.requests.length;
    await page.locator('textarea[name=notice]').focus();
    await page.keyboard.insertText(NOTICE);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-reading'))).toBe(true);
    expect(await page.locator('mark[data-mark=order]').allTextContents()).toEqual(['4012345678901234567', '4012345678901234568']);
    for (const [question, option] of [
      ['source', 'backend'],
      ['entry', 'open'],
      ['listed', 'all'],
      ['hand', 'none'],
      ['goods', 'shipped'],
      ['proof', 'few'],
    ]) {
      await page.locator(`#nt-${question}-${option}`).focus();
      await page.keyboard.press('Space');
    }
    await page.locator('#nt-plan').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(true);
    expect((await held(page)).outputs).toEqual({
      platform: 'taobao',
      kind: 'fake-transaction',
      points: 12,
      orders: 2,
      deadlineAt: '2026-11-24T10:00:00+08:00',
      route: 'genuine',
    });
    expect(JSON.stringify(await held(page))).not.toContain('4012345678901234567');
    expect(triage.requests.length).toBe(before);
  });

  test('a correction changes deadline and plan without taking the focus', async () => {
    await page.locator('#nt-noticeAt').fill('2026-11-22 08:00');
    await page.locator('#nt-points').focus();
    expect((await held(page)).outputs['deadlineAt']).toBe('2026-11-25T08:00:00+08:00');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('nt-points');
    await page.locator('#nt-noticeAt').fill('前天');
    await page.locator('#nt-points').focus();
    expect(await page.locator('#nt-noticeAt-error').innerText()).toContain('前天');
    expect(await page.locator('#nt-noticeAt').inputValue()).toBe('前天');
    await page.locator('#nt-noticeAt').fill('2026-11-21 10:00');
    await page.locator('#nt-plan').click();
  });

  test('a changed answer leaves no trace of the old way', async () => {
    await page.locator('#nt-hand-mine').check();
    expect((await held(page)).outputs['route']).toBe('true');
    expect(await page.locator('[data-question=goods]').isVisible()).toBe(false);
    await page.locator('#nt-hand-none').check();
    expect(await page.locator('[data-result]').isVisible()).toBe(false);
    expect(await page.locator('[data-question=goods] :checked').count()).toBe(0);
  });

  test('fits narrow screens and has no accessibility fault', async () => {
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(tooWide), String(width)).toEqual([]);
    }
    const { violations } = await new AxeBuilder({ page }).include('zd-notice-triage').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });
});

describe('in an embed', () => {
  const css = readFileSync('src/components/embed/embed.css', 'utf8');
  test.each([
    ['notice-triage', () => triage.html],
    ['rule-lookup', () => lookup.html],
  ])('%s is short with script, and has its reference without', async (_name, html) => {
    const heights: Record<string, number> = {};
    for (const javaScriptEnabled of [true, false]) {
      const page = await (await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled })).newPage();
      await page.setContent(html().replace('</style>', `${css}</style>`).replace('<body>', '<body class="zd-embed">'));
      expect(await page.locator('[data-static]').first().isVisible()).toBe(!javaScriptEnabled);
      heights[String(javaScriptEnabled)] = (await page.locator('body').boundingBox())?.height ?? 0;
      await page.context().close();
    }
    expect(heights['true']).toBeLessThan(1_500);
    expect(heights['false']).toBeGreaterThan(5_000);
  });
});

describe('rule-lookup in a browser', () => {
  test('shows the result of a filled-in address without a click', async () => {
    const page = await open(`${lookup.url}?platform=taobao&date=2016-06-01&finding=fake-transaction`);
    expect(await page.locator('[data-history=taobao-ladder] [data-fact]').first().getAttribute('data-fact')).toBe(
      'tb-ladder-2016',
    );
    expect((await held(page)).inputs).toEqual({ platform: 'taobao', date: '2016-06-01', finding: 'fake-transaction' });
    const { violations } = await new AxeBuilder({ page }).include('zd-rule-lookup').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(tooWide)).toEqual([]);
  });

  test('says unknown, with the reason, where no version is sourced', async () => {
    const page = await open(`${lookup.url}?platform=taobao&date=2026-01-15`);
    expect(await page.locator('[data-history=taobao-ladder]').getAttribute('data-known')).toBe('no');
    expect(await page.locator('[data-history=taobao-ladder]').innerText()).toContain('没有读到');
  });

  test('names a day that does not exist beside the field and keeps it', async () => {
    const page = await open(`${lookup.url}?platform=taobao&date=2023-02-29&finding=node`);
    expect(await page.locator('#rl-date-error').innerText()).toContain('2023-02-29');
    expect(await page.locator('#rl-date').inputValue()).toBe('2023-02-29');
  });

  test('none of this made the browser complain', () => {
    expect(trouble).toEqual([]);
  });
});
