import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { csv, taobao2018 } from '../fixtures/orders/formats.ts';
import { toGbk } from '../fixtures/orders/gbk.ts';
import { quietShop } from '../fixtures/orders/shop.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

const ORDERS = 100_000;
/** What the tool fetches only when a file is chosen: the page's half of the tool, and its worker. */
const OWN = /\/(app|audit\.worker)[.-][^/]*\.js$/;

let site: StaticSite;
let browser: Browser;
let folder: string;
let file: string;

beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'order-audit-'));
  file = join(folder, 'ExportOrderList.csv');
  const orders = quietShop(ORDERS, 400);
  // Some of everything, so that the result has lists to draw.
  for (let i = 0; i < ORDERS; i += 500) {
    orders[i]!.waybill = '';
    orders[i + 1]!.waybill = orders[i + 2]!.waybill;
    orders[i + 3]!.paid = orders[i + 3]!.created! - 3600;
  }
  writeFileSync(file, toGbk(csv(taobao2018(orders))));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Time the thread really worked, µs: a busy machine does not count against the page. */
  tdur?: number;
  args: { name?: string };
}

/** The longest tasks of the page's main thread, in milliseconds of its own work. */
async function tasksDuring(page: Page, run: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const thread = (e: TraceEvent): string => `${e.pid}/${e.tid}`;
  const main = new Set(
    traceEvents.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => thread(e)),
  );
  return traceEvents
    .filter((e) => e.ph === 'X' && e.name === 'RunTask' && main.has(thread(e)) && e.tdur !== undefined)
    .map((e) => e.tdur! / 1000)
    .sort((a, b) => b - a);
}

test('a large export: own script only then, progress with time left, cancel, and no long task on the page', async () => {
  const page = await browser.newPage();
  const scripts: string[] = [];
  const sent: string[] = [];
  page.on('request', (r) => {
    const path = new URL(r.url()).pathname;
    if (path.endsWith('.js')) scripts.push(path);
    if (r.method() !== 'GET' || r.postData() !== null) sent.push(path);
  });
  await page.goto(`${site.url}/tools/order-audit/`, { waitUntil: 'networkidle' });
  const before = [...scripts];
  expect(before.filter((path) => OWN.test(path))).toEqual([]);

  // Everything the progress says, as it is said.
  await page.evaluate(() => {
    const said: string[] = [];
    const section = document.querySelector('[data-progress]')!;
    new MutationObserver(() => {
      const left = section.querySelector('[data-left]')?.textContent ?? '';
      const done = section.querySelector('progress')?.value ?? 0;
      if (!section.hasAttribute('hidden')) said.push(`${done.toFixed(3)} ${left}`);
    }).observe(section, { subtree: true, childList: true, characterData: true });
    (window as unknown as { said: string[] }).said = said;
  });

  // Cancelled in the middle: nothing is left, and the page takes the next file.
  await page.setInputFiles('input[name=orders]', file);
  await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>('[data-progress] progress')?.value ?? 0) > 0.1);
  await page.click('[data-progress] button');
  await expect.poll(() => page.textContent('[data-problems]')).toContain('已取消');
  expect(await page.getAttribute('zd-order-audit', 'data-state')).toBe('empty');
  expect(await page.isHidden('[data-progress]')).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('orders');
  expect(await page.$('[data-receipt]')).toBeNull();

  expect(scripts.filter((path) => OWN.test(path))).toHaveLength(2);
  await page.evaluate(() => ((window as unknown as { said: string[] }).said.length = 0));

  const tasks = await tasksDuring(page, async () => {
    await page.setInputFiles('input[name=orders]', file);
    await page.waitForSelector('[data-receipt]', { state: 'attached', timeout: 240_000 });
    await page.waitForSelector('.oa-list li');
  });
  const receipt = JSON.parse((await page.textContent('[data-receipt]'))!) as {
    outputs: { rows: { orders: number }; checks: { id: string; orders: number }[] };
  };
  expect(receipt.outputs.rows.orders).toBe(ORDERS);
  expect(receipt.outputs.checks.find((c) => c.id === 'no-waybill')!.orders).toBe(ORDERS / 500);
  expect(tasks.length).toBeGreaterThan(10);
  expect(tasks[0]).toBeLessThan(50);

  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  const done = said.map((s) => Number(s.split(' ')[0]));
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(new Set(done).size).toBeGreaterThan(3);
  expect(sent).toEqual([]);
  await page.close();
}, 300_000);
