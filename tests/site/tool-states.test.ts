import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { receipt as receiptSchema } from '../../src/schemas/receipt.ts';
import { axe } from './axe.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

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

/** How to bring a tool into a state by keyboard-reachable controls. */
interface State {
  tool: string;
  state: string;
  query?: string;
  act: (page: Page) => Promise<void>;
  /** Whether a receipt must stand in the page afterwards. */
  receipt?: boolean;
}

const submit = (page: Page) => page.locator('main form button[type=submit]').first().press('Enter');
const NOTICE = '【淘宝网】您的店铺因涉嫌虚假交易，一般违规扣 12 分，处罚时间 2026-11-20 10:00。如有异议请在 72 小时内申诉。';

const STATES: State[] = [
  { tool: 'clearing-date', state: 'empty', act: async () => {} },
  { tool: 'clearing-date', state: 'error', act: submit },
  {
    tool: 'clearing-date',
    state: 'partial',
    query: 'platform=1688&kind=points-general&points=4&date=2026-03-01',
    act: async () => {},
    receipt: true,
  },
  {
    tool: 'clearing-date',
    state: 'result',
    query: 'platform=tmall&kind=points-general&points=12&date=2023-11-11',
    act: async () => {},
    receipt: true,
  },
  {
    tool: 'clearing-date',
    state: 'never',
    query: 'platform=aliexpress&kind=points-general&points=48&date=2026-01-10',
    act: async () => {},
    receipt: true,
  },
  { tool: 'rule-lookup', state: 'empty', act: async () => {} },
  { tool: 'rule-lookup', state: 'error', act: submit },
  {
    tool: 'rule-lookup',
    state: 'result',
    query: 'platform=taobao&date=2015-06-01&finding=fake-transaction',
    act: async () => {},
    receipt: true,
  },
  {
    tool: 'rule-lookup',
    state: 'unknown',
    query: 'platform=1688&date=2026-06-01&finding=fake-transaction',
    act: async () => {},
    receipt: true,
  },
  { tool: 'notice-triage', state: 'empty', act: async () => {} },
  { tool: 'notice-triage', state: 'error', act: submit },
  {
    tool: 'notice-triage',
    state: 'read',
    act: async (page) => {
      await page.fill('textarea[name=notice]', NOTICE);
      await submit(page);
    },
  },
  { tool: 'scam-check', state: 'empty', act: async () => {} },
  { tool: 'scam-check', state: 'error', act: submit },
  {
    tool: 'scam-check',
    state: 'result',
    act: async (page) => {
      await page.fill('textarea[name=text]', '我们有内部渠道，先付定金，包消除违规记录，不成功全额退款。');
      await submit(page);
    },
    receipt: true,
  },
  {
    tool: 'scam-check',
    state: 'no-match',
    act: async (page) => {
      await page.fill('textarea[name=text]', '你好，快递明天下午送到，请保持电话畅通。');
      await submit(page);
    },
    receipt: true,
  },
  { tool: 'risk-check', state: 'empty', act: async () => {} },
  {
    tool: 'risk-check',
    state: 'result',
    act: async (page) => {
      for (const radio of await page.locator('main input[type=radio][value="not-yet"]').all()) await radio.check();
      await submit(page);
    },
    receipt: true,
  },
  { tool: 'recovery-plan', state: 'empty', act: async () => {} },
  { tool: 'recovery-plan', state: 'error', act: submit },
  { tool: 'evidence-binder', state: 'empty', act: async () => {} },
  { tool: 'appeal-letter', state: 'empty', act: async () => {} },
  { tool: 'order-audit', state: 'empty', act: async () => {} },
  {
    tool: 'order-audit',
    state: 'result',
    act: async (page) => {
      await page.click('[data-sample]');
      await page.locator('script[data-receipt]').waitFor({ state: 'attached' });
    },
    receipt: true,
  },
];

describe.each(['light', 'dark'] as const)('every state of every tool, %s', (colorScheme) => {
  it.each(STATES.map((s) => [`${s.tool} ${s.state}`, s] as const))(
    '%s: axe finds nothing, nothing overflows, nothing throws',
    async (name, s) => {
      const page = await browser.newPage({ viewport: { width: colorScheme === 'light' ? 360 : 1280, height: 900 }, colorScheme });
      const errors: string[] = [];
      page.on('pageerror', (e) => errors.push(e.message));
      await page.goto(`${site.url}/tools/${s.tool}/${s.query ? `?${s.query}` : ''}`);
      await s.act(page);
      expect(await axe(page, name)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (s.receipt) {
        const text = await page.locator('script[data-receipt]').textContent();
        expect(receiptSchema.parse(JSON.parse(text ?? 'null')).tool).toBe(s.tool);
      }
      expect(errors).toEqual([]);
      await page.close();
    },
    60_000,
  );
});

describe('focus', () => {
  it.each(['rule-lookup', 'scam-check', 'recovery-plan', 'clearing-date', 'notice-triage'])(
    '%s: an error moves focus to a field that names it',
    async (tool) => {
      const page = await browser.newPage();
      await page.goto(`${site.url}/tools/${tool}/`);
      await submit(page);
      const focused = await page.evaluate(() => ({
        invalid: document.activeElement?.getAttribute('aria-invalid'),
        by: document.activeElement?.getAttribute('aria-describedby') ?? '',
      }));
      expect(focused.invalid).toBe('true');
      const told = await page.evaluate(
        (by) =>
          by
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent ?? '')
            .join(' '),
        focused.by,
      );
      expect(told.trim().length).toBeGreaterThan(4);
      await page.close();
    },
  );
});
