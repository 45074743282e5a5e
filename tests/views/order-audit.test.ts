import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

import Widget from '../../src/components/widgets/order-audit/Widget.astro';
import { receipt as receiptSchema, type Receipt } from '../../src/schemas/receipt.ts';
import { SIGNAL_IDS } from '../../src/schemas/signal.ts';
import { csv, qianniu, taobao2018, xlsx } from '../fixtures/orders/formats.ts';
import { toGbk } from '../fixtures/orders/gbk.ts';
import { quietShop } from '../fixtures/orders/shop.ts';
import { launch } from '../site/browser.ts';

/** As strict as the site's own policy where it matters: no eval, nothing beyond this origin, workers from files. */
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'";

let browser: Browser;
let server: Server;
let url: string;
let out: string;
let html: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'order-audit-'));
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    build: {
      outDir: out,
      emptyOutDir: true,
      rollupOptions: { input: resolve('src/components/widgets/order-audit/element.ts'), output: { entryFileNames: 'entry.js' } },
      modulePreload: false,
      target: 'es2022',
    },
    worker: { format: 'es' },
  });
  const container = await AstroContainer.create();
  const body = (await container.renderToString(Widget))
    .replace(/<script type="module"[^>]*><\/script>/g, '')
    .replace(/<link rel="stylesheet"[^>]*>/g, '');
  const css = [
    'src/styles/tokens.css',
    'src/styles/reading.css',
    'src/components/widgets/shared/widgets.css',
    'src/components/widgets/order-audit/style.css',
  ]
    .map((f) => readFileSync(resolve(f), 'utf8'))
    .join('\n');
  html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>测试页</title><link rel="icon" href="data:,"><style>*,::before,::after{box-sizing:border-box}body{margin:0}${css}</style></head><body><main class="sl-markdown-content"><h1>测试页</h1><h2>工具</h2>${body}</main><script type="module" src="/entry.js"></script></body></html>`;
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('content-security-policy', POLICY);
    const file = path.startsWith('/samples/') ? resolve(`public${path}`) : join(out, path);
    if (path === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    else if (existsSync(file))
      response
        .setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream')
        .end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((done) => server?.close(done));
  rmSync(out, { recursive: true, force: true });
});

async function open(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (e) => problems.push(String(e)));
  page.on('console', (m) => {
    if (m.type() === 'error') problems.push(m.text());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return { context, page, problems };
}

const choose = (page: Page, ...files: { name: string; bytes: Uint8Array | string }[]): Promise<void> =>
  page.setInputFiles(
    'input[type=file][name=orders]',
    files.map((f) => ({ name: f.name, mimeType: '', buffer: Buffer.from(f.bytes) })),
  );

async function receiptOf(page: Page): Promise<Receipt> {
  await page.waitForSelector('[data-receipt]', { state: 'attached' });
  return receiptSchema.parse(JSON.parse((await page.textContent('[data-receipt]'))!));
}

function troubled(): ReturnType<typeof quietShop> {
  const orders = quietShop(200);
  orders[3]!.waybill = '';
  orders[4]!.waybill = '';
  orders[10]!.waybill = orders[11]!.waybill;
  return orders;
}

test('without JavaScript every check, its columns, reasons, proofs and sources can be read', async () => {
  const { context, page } = await open({ javaScriptEnabled: false });
  const text = (await page.textContent('main')) ?? '';
  for (const words of ['成交但没有运单', '退款闭环', '自提、同城配送或门店交货', '快递结算单', '不代表平台不会处罚'])
    expect(text).toContain(words);
  expect(await page.locator('.oa-check-card').count()).toBe(SIGNAL_IDS.length);
  await context.close();
});

test('nothing leaves the page from before the file is chosen until after the export, and it works with the network cut', async () => {
  const { context, page, problems } = await open();
  const requests: string[] = [];
  page.on('request', (r) => {
    if (!r.url().startsWith('blob:')) requests.push(`${r.method()} ${new URL(r.url()).pathname}${r.postData() ?? ''}`);
  });
  // Choosing a file fetches the tool's own script and nothing else; after that it needs no network.
  await choose(page, { name: 'first.csv', bytes: toGbk(csv(taobao2018(troubled()))) });
  await receiptOf(page);
  for (const request of requests) expect(request).toMatch(/^GET \/[^?]*\.(js|css)$/);
  requests.length = 0;
  await context.setOffline(true);
  await page.evaluate(() => document.querySelector('[data-receipt]')?.remove());
  await choose(page, { name: 'ExportOrderList.xlsx', bytes: xlsx({ 订单报表: qianniu(troubled()) }) });
  const r = await receiptOf(page);
  expect(r.outputs.rows).toEqual({ read: 200, orders: 200, rejected: 0 });
  const checks = r.outputs.checks as { id: string; status: string; orders: number; missing: string[] }[];
  expect(checks.map((c) => c.id)).toEqual(SIGNAL_IDS);
  expect(checks.find((c) => c.id === 'no-waybill')).toEqual({ id: 'no-waybill', status: 'found', orders: 2, missing: [] });
  expect(checks.find((c) => c.id === 'shared-waybill')).toMatchObject({ status: 'found', orders: 2 });
  expect(checks.find((c) => c.id === 'money-back')).toMatchObject({ status: 'unchecked', missing: ['支出金额', '入账时间'] });
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(true);
  for (const format of ['xlsx', 'csv']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-export=${format}]`)]);
    const bytes = readFileSync((await download.path())!);
    expect(bytes.length).toBeGreaterThan(500);
    if (format === 'csv') expect(bytes.toString('utf8')).toContain(troubled()[3]!.id);
  }
  expect(requests).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

test('the receipt and the page show no whole order number and no buyer', async () => {
  const { context, page } = await open();
  const orders = troubled();
  await choose(page, { name: 'a.csv', bytes: toGbk(csv(taobao2018(orders))) });
  const r = JSON.stringify(await receiptOf(page));
  await page.waitForSelector('.oa-list li');
  for (const words of [orders[3]!.id, orders[3]!.buyer, orders[10]!.waybill]) {
    expect(r).not.toContain(words);
    expect(await page.textContent('[data-result]')).not.toContain(words);
  }
  await context.close();
});

test('pasted order numbers show just those, unknown ones are named; search finds by product and number', async () => {
  const { context, page } = await open();
  const orders = troubled();
  await choose(page, { name: 'a.xlsx', bytes: xlsx({ a: qianniu(orders) }) });
  await receiptOf(page);
  const items = page.locator('[data-result] .oa-card[data-check=no-waybill] .oa-list > li');
  await expect.poll(() => items.count()).toBe(2);
  await page.fill('#oa-only', `通知：订单 ${orders[3]!.id}，另有 9999999999999999999`);
  await expect.poll(() => items.count()).toBe(1);
  await expect.poll(() => page.textContent('.oa-filter')).toContain('表里没有的 1 个');
  await page.fill('#oa-only', '');
  await page.fill('#oa-search', orders[4]!.id.slice(3, 17));
  await expect.poll(() => items.count()).toBe(1);
  await context.close();
});

test('lists typed in after the reading are compared at once', async () => {
  const { context, page } = await open();
  const orders = troubled();
  await choose(page, { name: 'a.xlsx', bytes: xlsx({ a: qianniu(orders) }) });
  expect((await receiptOf(page)).inputs.ownList).toBe(false);
  await page.click('text=自己填的名单和词');
  await page.fill('#oa-own', orders[7]!.buyer);
  await page.locator('#oa-own').blur();
  await expect.poll(() => page.locator('[data-result] .oa-card[data-check=own-list] .oa-list > li').count()).toBe(1);
  expect(JSON.stringify(await receiptOf(page))).not.toContain(orders[7]!.buyer);
  await context.close();
});

test('what is handed over holds check ids and a count, no order number', async () => {
  const { context, page } = await open();
  const orders = troubled();
  await choose(page, { name: 'a.xlsx', bytes: xlsx({ a: qianniu(orders) }) });
  await receiptOf(page);
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  await page.click('[data-exit=explained] a');
  const kept = await page.evaluate(() => sessionStorage.getItem('zhendan:handover:order-audit'));
  expect(JSON.parse(kept ?? 'null')).toMatchObject({
    tool: 'order-audit',
    findings: ['no-waybill', 'shared-waybill'],
    orders: 2,
  });
  await context.close();
});

test('an unknown table asks what its columns are and says what each check needs', async () => {
  const { context, page, problems } = await open();
  const rows = [['甲', '乙', '丙'], ...quietShop(20).map((o, i) => [o.id, '交易成功', i === 5 ? '' : o.waybill])];
  await choose(page, { name: 'x.csv', bytes: csv(rows) });
  await page.waitForSelector('.oa-map');
  expect(await page.textContent('.oa-needs')).toContain('还缺');
  // Faster than the answers come back: no choice may get lost.
  await page.evaluate(() => {
    for (const [column, field] of ['order_id', 'status', 'tracking_no'].entries()) {
      const choice = document.querySelector<HTMLSelectElement>(`#oa-col-0-${column}`)!;
      choice.value = field;
      choice.dispatchEvent(new Event('change'));
    }
  });
  await expect.poll(() => page.textContent('.oa-needs')).toContain('成交但没有运单：列齐了');
  await page.click('text=列对好了，开始查');
  const r = await receiptOf(page);
  expect((r.outputs.checks as { id: string; orders: number }[]).find((c) => c.id === 'no-waybill')!.orders).toBe(1);
  expect(problems).toEqual([]);
  await context.close();
});

test('a file that cannot be read gives a sentence, and the next one works', async () => {
  const { context, page } = await open();
  await choose(page, { name: 'x.xls', bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array<number>(600).fill(0)]) });
  await expect.poll(() => page.textContent('[data-problems]')).toContain('另存为 .xlsx');
  expect(await page.getAttribute('zd-order-audit', 'data-state')).toBe('error');
  await choose(page, { name: 'a.xlsx', bytes: xlsx({ a: qianniu(quietShop(20)) }) });
  await receiptOf(page);
  expect(await page.isHidden('[data-problems]')).toBe(true);
  await context.close();
});

test('the samples run, carry their mark, and pass axe at 320 px in both themes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, page, problems } = await open({ viewport: { width: 320, height: 800 }, colorScheme });
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), colorScheme);
    await page.click('[data-sample]');
    const r = await receiptOf(page);
    expect(r.inputs.sample).toBe(true);
    expect(await page.textContent('[data-result]')).toContain('虚构店铺的样表');
    await page.waitForSelector('.oa-list li');
    if (process.env.SHOTS)
      for (const width of [360, 1000]) {
        await page.setViewportSize({ width, height: 1000 });
        for (const [part, selector] of [
          ['form', 'zd-order-audit .zd-form'],
          ['read', '.oa-read'],
          ['card', '.oa-card'],
          ['history', '.zd-chart'],
          ['exits', '.oa-exits'],
        ] as const) {
          await page.locator(selector).first().scrollIntoViewIfNeeded();
          await page.evaluate((s) => document.querySelector(s)?.scrollIntoView(), selector);
          await page.screenshot({ path: join(process.env.SHOTS, `${part}-${width}-${colorScheme}.png`) });
        }
        await page.setViewportSize({ width: 320, height: 800 });
      }
    // One order of each list opened is enough to see all controls.
    await page.evaluate(() =>
      document
        .querySelectorAll<HTMLDetailsElement>(
          '.zd-form details, .oa-list > li:first-child details, .zd-chart details, .oa-read details',
        )
        .forEach((d) => (d.open = true)),
    );
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest('.zd-table'))
        .map((e) => `${e.tagName}.${e.className}`),
    );
    expect(wide).toEqual([]);
    const axe = await new AxeBuilder({ page }).analyze();
    expect(
      axe.violations.map(
        (v) =>
          `${v.id}: ${v.nodes
            .slice(0, 3)
            .map((n) => n.target.join(' '))
            .join(', ')}`,
      ),
    ).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  }
}, 240_000);
