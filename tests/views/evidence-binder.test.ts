import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Widget from '../../src/components/widgets/evidence-binder/Widget.astro';
import { receipt } from '../../src/schemas/receipt.ts';
import { launch } from '../site/browser.ts';
import { serveWidget, tooWide, type Served } from './harness.ts';

let served: Served;
let browser: Browser;
let page: Page;
const trouble: string[] = [];

beforeAll(async () => {
  served = await serveWidget(Widget, 'src/components/widgets/evidence-binder/element.ts');
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(query = '', width = 360): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' });
  const fresh = await context.newPage();
  // Headless Chromium has no save dialog; the download is the path every browser has.
  await fresh.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  fresh.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
  fresh.on('pageerror', (e) => trouble.push(e.message));
  await fresh.goto(served.url + query);
  return fresh;
}

const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

describe('without a script', () => {
  test('every finding and every kind of evidence is on the page', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(served.url);
    expect(await plain.locator('[data-finding]').count()).toBeGreaterThan(10);
    expect(await plain.locator('.zd-eb__kind').count()).toBeGreaterThan(30);
    expect(await plain.locator('[data-enhanced]').first().isVisible()).toBe(false);
    await context.close();
  });
});

describe('with a script', () => {
  beforeAll(async () => {
    page = await open('?platform=taobao&finding=shared-waybill');
  });

  test('the address fills in what it says and the wanted proofs show', async () => {
    await expect(page.locator('[name=platform]').inputValue()).resolves.toBe('taobao');
    expect(await page.locator('[data-wanted] ol > li').first().innerText()).toContain('合并发货或补寄记录');
    expect(await page.locator('[data-finding]:visible').count()).toBe(1);
  });

  test('asking for an archive of nothing says what to do', async () => {
    await page.locator('[data-make]').click();
    expect(await page.locator('[data-error]').innerText()).toContain('还没有文件');
  });

  test('files are put in order, kinds and dates read from their names', async () => {
    await page
      .locator('[name=evidence]')
      .setInputFiles([
        file('签收底单-20261105.jpg', 'b'),
        file('发货底单-20261103.jpg', 'a'),
        file('=cmd.csv', 'c'),
        file('空.txt', ''),
      ]);
    expect(await page.locator('.zd-eb__name').allInnerTexts()).toHaveLength(3);
    expect(await page.locator('.zd-eb__item').first().locator('select').inputValue()).toBe('dispatch-slip');
    expect(await page.locator('.zd-eb__item').first().locator('input[type=date]').inputValue()).toBe('2026-11-03');
    expect(await page.locator('[data-refused]').innerText()).toContain('空文件');
  });

  test('a row moves by keyboard and keeps the focus', async () => {
    const second = page.locator('.zd-eb__item').nth(1);
    await second.locator('[data-act=up]').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.zd-eb__name').first().innerText()).toContain('签收底单');
    expect(
      await page.evaluate(() => document.activeElement?.closest('.zd-eb__item')?.querySelector('.zd-eb__name')?.textContent),
    ).toContain('签收底单');
    await page.locator('[data-sort]').click();
    expect(await page.locator('.zd-eb__name').first().innerText()).toContain('发货底单');
  });

  test('the archive holds the files, the index, the timeline and true fingerprints; nothing leaves the page', async () => {
    const row = page.locator('.zd-eb__item').first();
    await row.getByLabel('说明什么').fill('两单合并');
    await row.getByLabel('订单号').fill('202611010000000001');
    const before = served.requests.length;
    await page.locator('[data-make]').click();
    await page.locator('[data-receipt]').waitFor({ state: 'attached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(true);
    // Only the worker's own script may be fetched.
    expect(served.requests.slice(before).filter((p) => !/^\/assets\/hash\.worker-[\w-]+\.js$/.test(p))).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /保存证据包/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^证据包-\d{4}-\d{2}-\d{2}\.zip$/);
    const zip = unzipSync(new Uint8Array(readFileSync((await download.path())!)));
    const names = Object.keys(zip);
    expect(names.slice(0, 4)).toEqual(['00-目录.docx', '00-目录.csv', '00-时间线.txt', '00-指纹-sha256.txt']);
    expect(names[4]).toBe('证据/01-发货底单-发货底单-20261103.jpg');
    expect(strFromU8(zip[names[4]!]!)).toBe('a');
    expect(strFromU8(zip['00-指纹-sha256.txt']!)).toContain(`${createHash('sha256').update('a').digest('hex')}  ${names[4]}`);
    const csv = strFromU8(zip['00-目录.csv']!);
    expect(csv).toContain("'202611010000000001");
    expect(strFromU8(unzipSync(zip['00-目录.docx']!)['word/document.xml']!)).toContain('两单合并');
  });

  test('the receipt fits its schema and holds nothing the seller typed and no file name', async () => {
    const text = await page.locator('[data-receipt]').textContent();
    expect(receipt.parse(JSON.parse(text!))).toMatchObject({
      tool: 'evidence-binder',
      inputs: { platform: 'taobao', files: 3 },
      outputs: { kinds: { 'dispatch-slip': 1 } },
    });
    expect(text).not.toMatch(/两单合并|20261103|202611010000000001|cmd/);
  });

  test('a change makes the result stale and keeps the work', async () => {
    await page.locator('.zd-eb__item').first().getByLabel('说明什么').fill('改了');
    expect(await page.locator('[data-receipt]').count()).toBe(0);
    expect(await page.locator('[data-said]').first().innerText()).toContain('重新生成');
  });

  test('what the letter needs is kept for the next page and holds no names', async () => {
    await page.locator('[data-make]').click();
    await page.locator('[data-receipt]').waitFor({ state: 'attached' });
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: '带着清单去写申诉说明' }).click();
    await page.waitForURL(/appeal-letter/);
    const stored = await page.evaluate(() => sessionStorage.getItem('zhendan:handover:evidence-binder'));
    expect(JSON.parse(stored!)).toMatchObject({
      v: 1,
      platform: 'taobao',
      findings: ['shared-waybill'],
      proofs: [{ number: 1, kind: 'dispatch-slip', date: '2026-11-03' }, {}, {}],
    });
    expect(stored).not.toMatch(/jpg|改了/);
  });

  test('taking everything out needs a second press', async () => {
    const other = await open();
    await other.locator('[name=evidence]').setInputFiles([file('a-20261103.jpg', 'a'), file('b.jpg', 'b')]);
    await other.locator('[data-empty]').click();
    expect(await other.locator('.zd-eb__item').count()).toBe(2);
    await other.locator('[data-empty]').click();
    expect(await other.locator('.zd-eb__item').count()).toBe(0);
    expect(await other.locator('[data-empty]').textContent()).toBe('全部移出');
    expect(await other.locator('[data-empty]').isVisible()).toBe(false);
    await other.context().close();
  });

  test('with storage refused the list cannot come along, and the page says so', async () => {
    const other = await browser.newPage();
    await other.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
    );
    await other.goto(served.url);
    await other.locator('[name=evidence]').setInputFiles([file('a-20261103.jpg', 'a')]);
    await other.locator('[data-make]').click();
    await other.locator('[data-receipt]').waitFor({ state: 'attached' });
    await other.getByRole('button', { name: '带着清单去写申诉说明' }).click();
    expect(await other.locator('[data-error]').innerText()).toContain('不让暂存');
    expect(await other.locator('[data-error] a').getAttribute('href')).toMatch(/\/tools\/appeal-letter\/$/);
    await other.close();
  });

  test('reading a large file can be stopped, and nothing filled in is lost', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'large-'));
    const large = join(dir, '打包视频-20261102.mp4');
    writeFileSync(large, '');
    // A sparse file: it takes the worker a while, and the disk nothing.
    truncateSync(large, 1_500_000_000);
    const other = await open();
    await other.locator('[name=evidence]').setInputFiles(large);
    await other.locator('.zd-eb__item').getByLabel('说明什么').fill('打包台原段');
    await other.locator('[data-make]').click();
    await other.locator('[data-cancel]').click();
    await other.locator('[data-said]', { hasText: '已停下' }).first().waitFor();
    expect(await other.locator('[data-receipt]').count()).toBe(0);
    expect(await other.locator('.zd-eb__item').getByLabel('说明什么').inputValue()).toBe('打包台原段');
    await other.context().close();
    rmSync(dir, { recursive: true });
  });

  test('printing the index leaves everything else off the paper, and puts it back', async () => {
    const other = await open('?finding=no-shipment');
    await other.locator('[name=evidence]').setInputFiles([file('a-20261103.jpg', 'a')]);
    await other.locator('[data-make]').click();
    await other.locator('[data-receipt]').waitFor({ state: 'attached' });
    await other.evaluate(() => (window.print = () => {}));
    await other.getByRole('button', { name: '只打印目录' }).click();
    await other.emulateMedia({ media: 'print' });
    expect(await other.locator('#eb-findings').isVisible()).toBe(false);
    expect(await other.locator('[data-result] table').isVisible()).toBe(true);
    await other.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await other.locator('#eb-findings').isVisible()).toBe(true);
    await other.context().close();
  });

  test.each([320, 1280])('no fault of accessibility and no sideways scroll at %i px', async (width) => {
    const wide = await open('?finding=not-real-trade', width);
    await wide.locator('[name=evidence]').setInputFiles([file('a-20261103.jpg', 'a')]);
    await wide.locator('[data-make]').click();
    await wide.locator('[data-receipt]').waitFor({ state: 'attached' });
    await wide.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    const { violations } = await new AxeBuilder({ page: wide }).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    expect(await wide.evaluate(tooWide)).toEqual([]);
    await wide.context().close();
  });

  test('nothing broke and no policy was violated on the way', () => expect(trouble).toEqual([]));
});
