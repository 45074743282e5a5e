import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { addDays } from '../../src/models/calendar/day.ts';
import { launch } from './browser.ts';
import { builtPages, builtSite, htmlOf } from './site.ts';

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

const PAGE = '/clearing/taobao/';
type Steps = [string, string, number][];
const steps = JSON.parse(
  (/data-overdue="([^"]*)"/.exec(htmlOf(PAGE))?.[1] ?? '[]').replaceAll('&quot;', '"').replaceAll('&#34;', '"'),
) as Steps;
const first = steps[0]?.[0] ?? '';
const last = steps.at(-1)?.[0] ?? '';

/** Opens the page as a reader whose clock stands at `instant`, in a zone far from Shanghai. */
async function read(instant: string): Promise<{ page: Page; shift: number }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, timezoneId: 'America/Los_Angeles' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(instant));
  await page.addInitScript(() => {
    const w = window as unknown as { shift: number };
    w.shift = 0;
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) w.shift += (e as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(site.url + PAGE, { waitUntil: 'networkidle' });
  return { page, shift: await page.evaluate(() => (window as unknown as { shift: number }).shift) };
}

describe('the banner of overdue facts, in the reader’s browser', () => {
  it('stays hidden on the last day in time, Shanghai time', async () => {
    const { page } = await read(`${addDays(first, -1)}T15:59:59Z`);
    expect(await page.locator('.zd-stale').isHidden()).toBe(true);
    await page.context().close();
  });
  it('shows from the first minute of the next Shanghai day, above the answer, and moves nothing', async () => {
    const { page, shift } = await read(`${addDays(first, -1)}T16:00:00Z`);
    const banner = page.locator('.zd-stale');
    expect(await banner.isVisible()).toBe(true);
    expect(await banner.innerText()).toContain(`有 ${steps[0]?.[2]} 条依据`);
    const top = await banner.evaluate((e) => e.getBoundingClientRect().top);
    expect(top).toBeLessThan(await page.locator('.zd-answer').evaluate((e) => e.getBoundingClientRect().top));
    expect(shift).toBe(0);
    await page.context().close();
  });
  it('counts them all, and names the oldest check, once all are overdue', async () => {
    const { page } = await read(`${last}T12:00:00+08:00`);
    const text = await page.locator('.zd-stale').innerText();
    expect(text).toContain(`有 ${steps.reduce((n, s) => n + s[2], 0)} 条依据`);
    expect(text).toMatch(/核对于 \d{4} 年 \d{1,2} 月 \d{1,2} 日。/);
    await page.context().close();
  });
  it('is carried by every page that lists what it rests on', () => {
    const without = builtPages().filter((p) => {
      const html = htmlOf(p);
      return (
        /<h2 id="basis">/.test(html) && /id="src-[^"]+"/.test(html) && /class="zd-end"/.test(html) && !/data-overdue=/.test(html)
      );
    });
    expect(without.filter((p) => !p.startsWith('/cases/'))).toEqual([]);
  });
});
