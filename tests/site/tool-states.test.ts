import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { TOOL_IDS, type ToolId } from '../../src/schemas/tool-ids.ts';
import { receipt as receiptSchema } from '../../src/schemas/receipt.ts';
import { launch } from './browser.ts';
import { walkPage } from './page-walk.ts';
import { plain, printFaults, printText } from './printed.ts';
import { builtSite } from './site.ts';
import { tabFaults } from './tab-walk.ts';

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

/** How to bring a tool into a state, by controls that the keyboard reaches. */
interface State {
  tool: ToolId;
  state: string;
  query?: string;
  act?: (page: Page) => Promise<void>;
  /** Whether a receipt must stand in the page afterwards. */
  receipt?: boolean;
  /** What must stand on paper when this state is printed. */
  printed?: string;
}

const submit = (page: Page) => page.locator('main form button[type=submit]').first().press('Enter');
const press = (page: Page, selector: string, key = 'Enter') => page.locator(selector).first().press(key);
const receiptStands = (page: Page) => page.locator('script[data-receipt]').waitFor({ state: 'attached' });
// Invented; the numbers belong to no order.
const NOTICE =
  '【淘宝网】您的店铺因虚假交易扣A类12分，涉及订单 4012345678901234567。\n通知时间：2026-11-21 10:00，请在72小时内申诉。';

async function readNotice(page: Page): Promise<void> {
  await page.fill('textarea[name=notice]', NOTICE);
  await submit(page);
  await page.locator('[data-reading]').waitFor();
}
async function planFromNotice(page: Page): Promise<void> {
  await readNotice(page);
  for (const answer of ['source-backend', 'entry-open', 'listed-all', 'hand-none', 'goods-shipped', 'proof-few'])
    await press(page, `#nt-${answer}`, 'Space');
  await press(page, '#nt-plan');
  await receiptStands(page);
}
async function checkWords(page: Page, words: string): Promise<void> {
  await page.fill('textarea[name=text]', words);
  await submit(page);
}
async function planRecovery(page: Page, platform: string): Promise<void> {
  await page.selectOption('#rp-platform', platform);
  await page.selectOption('#rp-kind', 'points-general');
  await page.fill('#rp-date', '2026-11-20');
  await page.fill('#rp-points', '12');
  await page.selectOption('#rp-shop', { index: 1 });
  await page.selectOption('#rp-truth', { index: 1 });
  await submit(page);
}
const PROOF = { name: '2026-11-01-底单.png', mimeType: 'image/png', buffer: Buffer.from('invented picture') };
async function addProof(page: Page): Promise<void> {
  await page.check('input[name=finding] >> nth=0');
  await page.setInputFiles('#eb-files', [PROOF, { ...PROOF, name: '空.png', buffer: Buffer.alloc(0) }]);
  await page.locator('.zd-eb__item').first().waitFor();
}
async function write(page: Page, sections: string): Promise<void> {
  for (const field of await page.locator(sections).all())
    await field.fill('两单都是真实购买，货已送到，见证据 9。我保证绝不再犯。');
  await page.locator('.zd-al__warning').first().waitFor();
}
async function openTable(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.setInputFiles('main input[type=file]', { name, mimeType: 'application/octet-stream', buffer: bytes });
  await page.locator('zd-order-audit:is([data-state=error], :has(.oa-map))').waitFor();
}

const CLEARED = '到2026年12月31日为止';
const STATES: State[] = [
  { tool: 'clearing-date', state: 'empty' },
  { tool: 'clearing-date', state: 'error', act: submit },
  { tool: 'clearing-date', state: 'partial', query: 'platform=1688&kind=points-general&points=4&date=2026-03-01', receipt: true },
  {
    tool: 'clearing-date',
    state: 'result',
    query: 'platform=taobao&kind=points-general&points=12&date=2026-03-05',
    receipt: true,
    printed: CLEARED,
  },
  {
    tool: 'clearing-date',
    state: 'never',
    query: 'platform=aliexpress&kind=points-general&points=48&date=2026-01-10',
    receipt: true,
  },
  { tool: 'rule-lookup', state: 'empty' },
  { tool: 'rule-lookup', state: 'error', act: submit },
  { tool: 'rule-lookup', state: 'result', query: 'platform=taobao&date=2015-06-01&finding=fake-transaction', receipt: true },
  { tool: 'rule-lookup', state: 'unknown', query: 'platform=1688&date=2026-06-01&finding=fake-transaction', receipt: true },
  { tool: 'notice-triage', state: 'empty' },
  { tool: 'notice-triage', state: 'error', act: submit },
  { tool: 'notice-triage', state: 'partial', act: readNotice },
  { tool: 'notice-triage', state: 'result', act: planFromNotice, receipt: true, printed: '2026年11月24日' },
  { tool: 'scam-check', state: 'empty' },
  { tool: 'scam-check', state: 'error', act: submit },
  {
    tool: 'scam-check',
    state: 'result',
    act: (page) => checkWords(page, '我们有内部渠道，先付定金，包消除违规记录，不成功全额退款。'),
    receipt: true,
    printed: '包消除违规记录',
  },
  {
    tool: 'scam-check',
    state: 'no-match',
    act: (page) => checkWords(page, '你好，快递明天下午送到，请保持电话畅通。'),
    receipt: true,
  },
  { tool: 'risk-check', state: 'empty' },
  { tool: 'risk-check', state: 'error', act: submit },
  {
    tool: 'risk-check',
    state: 'partial',
    act: async (page) => {
      await page.locator('main input[type=radio][value="not-yet"]').first().check();
      await submit(page);
    },
    receipt: true,
  },
  {
    tool: 'risk-check',
    state: 'result',
    act: async (page) => {
      for (const radio of await page.locator('main input[type=radio][value="not-yet"]').all()) await radio.check();
      await submit(page);
    },
    receipt: true,
  },
  { tool: 'recovery-plan', state: 'empty' },
  { tool: 'recovery-plan', state: 'error', act: submit },
  { tool: 'recovery-plan', state: 'partial', act: (page) => planRecovery(page, '1688'), receipt: true },
  { tool: 'recovery-plan', state: 'result', act: (page) => planRecovery(page, 'taobao'), receipt: true },
  { tool: 'evidence-binder', state: 'empty' },
  { tool: 'evidence-binder', state: 'error', act: (page) => press(page, '[data-make]') },
  { tool: 'evidence-binder', state: 'partial', act: addProof },
  {
    tool: 'evidence-binder',
    state: 'result',
    act: async (page) => {
      await addProof(page);
      await press(page, '[data-make]');
      await receiptStands(page);
    },
    receipt: true,
    printed: '底单',
  },
  { tool: 'appeal-letter', state: 'empty' },
  { tool: 'appeal-letter', state: 'error', act: (page) => press(page, '[data-copy]') },
  { tool: 'appeal-letter', state: 'partial', act: (page) => write(page, '[name=section-explain]') },
  {
    tool: 'appeal-letter',
    state: 'result',
    act: (page) => write(page, '[data-letter] textarea'),
    receipt: true,
    printed: '两单都是真实购买',
  },
  { tool: 'order-audit', state: 'empty' },
  {
    tool: 'order-audit',
    state: 'error',
    act: (page) => openTable(page, 'x.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array<number>(600).fill(0)])),
  },
  {
    tool: 'order-audit',
    state: 'partial',
    act: (page) => openTable(page, 'x.csv', Buffer.from('甲,乙,丙\n1,2,3\n4,5,6\n7,8,9\n')),
  },
  {
    tool: 'order-audit',
    state: 'result',
    act: async (page) => {
      await press(page, '[data-sample]');
      await receiptStands(page);
    },
    receipt: true,
  },
];

describe('the states', () => {
  it.each(TOOL_IDS)('of %s are all there: empty, error, partial or unknown, result', (tool) => {
    const states = STATES.filter((s) => s.tool === tool).map((s) => s.state);
    expect(states).toEqual(expect.arrayContaining(['empty', 'error', 'result']));
    expect(states.filter((s) => ['partial', 'unknown', 'no-match'].includes(s)).length).toBeGreaterThan(0);
  });
});

describe('every state of every tool', () => {
  it.each(STATES.map((s) => [`${s.tool} ${s.state}`, s] as const))(
    '%s: sound for every reader in both themes, clean on paper, nothing thrown',
    async (name, s) => {
      const page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme: 'light' });
      const errors: string[] = [];
      page.on('pageerror', (e) => errors.push(e.message));
      await page.goto(`${site.url}/tools/${s.tool}/${s.query ? `?${s.query}` : ''}`);
      const before = await page.locator('main').innerText();
      await s.act?.(page);
      // A state that looks like the page as it opened was never reached.
      if (s.act) expect(await page.locator('main').innerText()).not.toBe(before);
      if (s.receipt) {
        const text = await page.locator('script[data-receipt]').textContent();
        expect(receiptSchema.parse(JSON.parse(text ?? 'null')).tool).toBe(s.tool);
      }
      // As they open, the tools are walked with all other pages (accessibility.test.ts).
      if (s.act || s.query) expect(await walkPage(page, name)).toEqual([]);
      // On paper matters what a tool has found; the tools as they open are printed with all other pages (print.test.ts).
      if (s.receipt || s.printed) expect(await printFaults(page, name, `/tools/${s.tool}/`)).toEqual([]);
      if (s.printed) expect(await printText(page)).toContain(plain(s.printed));
      expect(errors).toEqual([]);
      await page.close();
    },
    120_000,
  );
});

describe('Tab alone leads through every tool, in the order it is read, with the focus in sight', () => {
  it.each(STATES.filter((s) => ['empty', 'result'].includes(s.state)).map((s) => [`${s.tool} ${s.state}`, s] as const))(
    '%s',
    async (name, s) => {
      const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
      await page.goto(`${site.url}/tools/${s.tool}/${s.query ? `?${s.query}` : ''}`);
      await s.act?.(page);
      expect(await tabFaults(page, name)).toEqual([]);
      await page.close();
    },
    120_000,
  );
  it('would be found wanting: what is never reached, what comes out of order, what has the focus unseen', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.setContent(
      '<main style="height: 3000px"><p style="padding-top: 200px"><a href="#a">甲</a></p><a href="#b" style="position: absolute; top: 0">乙</a><div inert><a href="#c">丙</a></div>' +
        '<div style="display: none"><button>丁</button></div><button tabindex="-1">戊</button>' +
        '<div style="height: 0; overflow: hidden; position: absolute"><a href="#d">己</a></div></main>',
    );
    const faults = (await tabFaults(page, 'x')).join('\n');
    for (const words of ['out of order: a. “乙”', 'never reached: button. “戊”', 'not in sight: a. “己”'])
      expect(faults).toContain(words);
    for (const fine of ['丙', '丁']) expect(faults).not.toContain(fine);
    await page.close();
  });
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
