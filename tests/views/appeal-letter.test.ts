import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Widget from '../../src/components/widgets/appeal-letter/Widget.astro';
import { receipt } from '../../src/schemas/receipt.ts';
import { launch } from '../site/browser.ts';
import { serveWidget, tooWide, type Served } from './harness.ts';

let served: Served;
let browser: Browser;
let page: Page;
const trouble: string[] = [];

const BROUGHT = {
  v: 1,
  tool: 'evidence-binder',
  platform: '1688',
  findings: ['shared-waybill'],
  proofs: [
    { number: 1, kind: 'dispatch-slip', date: '2026-11-03' },
    { number: 2, kind: null, date: null },
  ],
};

beforeAll(async () => {
  served = await serveWidget(Widget, 'src/components/widgets/appeal-letter/element.ts');
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(query: string, width: number, stored: unknown): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
  const fresh = await context.newPage();
  if (stored)
    await fresh.addInitScript((text) => sessionStorage.setItem('zhendan:handover:evidence-binder', text), JSON.stringify(stored));
  fresh.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
  fresh.on('pageerror', (e) => trouble.push(e.message));
  await fresh.goto(served.url + query);
  return fresh;
}

test('without a script the outline, its questions by finding and the checklist are all there', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(served.url);
  expect(await plain.locator('[data-section]').count()).toBeGreaterThanOrEqual(6);
  expect(await plain.locator('[data-static]').count()).toBeGreaterThan(10);
  expect(await plain.locator('[data-check]').count()).toBeGreaterThanOrEqual(6);
  await context.close();
});

describe('with a script', () => {
  beforeAll(async () => {
    page = await open('', 360, BROUGHT);
  });

  test('nothing comes over from another tool before it is asked for', async () => {
    expect(await page.locator('[name=platform]').inputValue()).toBe('taobao');
    await page.getByRole('button', { name: /带入证据装订/ }).click();
    expect(await page.locator('[name=platform]').inputValue()).toBe('1688');
    expect(await page.locator('[name=finding][value=shared-waybill]').isChecked()).toBe(true);
    expect(await page.locator('[data-brought]').innerText()).toContain('证据 1 发货底单');
    expect(await page.locator('[data-section=explain] [data-prompts]').innerText()).toContain('合并');
  });

  test('an empty letter is not handed out', async () => {
    await page.locator('[data-copy]').click();
    expect(await page.locator('[data-said]').innerText()).toContain('还没有写');
  });

  test('the check runs after a rest, says what is missing and points at what hurts', async () => {
    await page.locator('[name=section-explain]').fill('我保证以后绝不再犯，见证据 9。');
    await page.locator('[data-section=explain] .zd-al__warning').waitFor();
    expect(await page.locator('[data-live]').innerText()).toMatch(/还缺：谁在申诉.*有 \d 处/);
    expect(await page.locator('[data-consistency]').innerText()).toContain('证据 9');
    await page.locator('[data-section=explain] .zd-al__warning button').first().click();
    expect(
      await page.evaluate(() => {
        const t = document.activeElement as HTMLTextAreaElement;
        return t.value.slice(t.selectionStart, t.selectionEnd);
      }),
    ).toContain('保证以后');
  });

  test('a clause of one platform does not stay in the letter of another', async () => {
    await page.locator('[name=insert][value=human-review]').check();
    expect(await page.locator('[data-preview]').innerText()).toContain('规则依据');
    await page.locator('[name=platform]').selectOption('aliexpress');
    expect(await page.locator('[data-preview]').innerText()).not.toContain('规则依据');
    expect(await page.locator('[name=insert][value=human-review]').isChecked()).toBe(false);
    await page.locator('[name=platform]').selectOption('1688');
  });

  test('the letter holds the seller’s words, and so does the document', async () => {
    await page.locator('[name=section-explain]').fill('两单合并发货，见证据 1。');
    await page.locator('[name=section-who]').fill('灯笼小店（虚构）');
    const before = served.requests.length;
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-docx]').click()]);
    const words = strFromU8(unzipSync(new Uint8Array(readFileSync((await download.path())!)))['word/document.xml']!);
    expect(words).toContain('灯笼小店（虚构）');
    expect(words).toContain('两单合并发货，见证据 1。');
    expect(served.requests.length).toBe(before);
    expect(await page.locator('[data-preview]').innerText()).toMatch(
      /^申诉说明\s+一、我是谁\s+灯笼小店（虚构）\s+二、为什么看起来不正常/,
    );
  });

  test('the receipt fits its schema and holds no word of the letter', async () => {
    const text = await page.locator('[data-receipt]').textContent();
    expect(receipt.parse(JSON.parse(text!))).toMatchObject({
      tool: 'appeal-letter',
      inputs: { platform: '1688', findings: ['shared-waybill'], proofs: 2 },
      outputs: { checks: { who: 'done', 'why-odd': 'done', request: 'missing' } },
    });
    expect(text).not.toMatch(/灯笼|合并发货，/);
  });

  test('a draft is kept only on request, opened only on request, and can be deleted', async () => {
    const first = await open('', 360, null);
    await first.locator('[name=section-who]').fill('灯笼小店（虚构）');
    await first.locator('[data-preview]', { hasText: '灯笼小店' }).waitFor();
    expect(await first.evaluate(() => localStorage.length)).toBe(0);
    await first.locator('[name=keep]').check();
    expect(await first.evaluate(() => Object.keys(localStorage))).toEqual(['zhendan:appeal-letter']);
    await first.reload();
    expect(await first.locator('[name=section-who]').inputValue()).toBe('');
    expect(await first.locator('[name=keep]').isDisabled()).toBe(true);
    await first.getByRole('button', { name: '打开上次的草稿' }).click();
    expect(await first.locator('[name=section-who]').inputValue()).toBe('灯笼小店（虚构）');
    await first.getByRole('button', { name: '删除草稿' }).click();
    expect(await first.evaluate(() => localStorage.length)).toBe(0);
    expect(await first.locator('[name=section-who]').inputValue()).toBe('灯笼小店（虚构）');
    await first.context().close();
  });

  test('with storage refused the tool works alone', async () => {
    const context = await browser.newContext();
    const alone = await context.newPage();
    await alone.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
    );
    await alone.goto(served.url + '?platform=tmall&finding=no-shipment');
    expect(await alone.locator('[name=platform]').inputValue()).toBe('tmall');
    await alone.locator('[name=section-who]').fill('灯笼小店');
    await alone.locator('[data-preview]', { hasText: '灯笼小店' }).waitFor();
    await context.close();
  });

  test.each([320, 1280])('no fault of accessibility and no sideways scroll at %i px', async (width) => {
    const wide = await open('?finding=no-shipment', width, null);
    await wide.locator('[name=section-story]').fill('电话 13000000000，望小二明察。');
    await wide.locator('.zd-al__warning').first().waitFor();
    await wide.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    const { violations } = await new AxeBuilder({ page: wide }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    expect(await wide.evaluate(tooWide)).toEqual([]);
    await wide.context().close();
  });

  test('nothing broke and no policy was violated on the way', () => expect(trouble).toEqual([]));
});
