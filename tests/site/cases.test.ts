import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { publishedCases } from '../../src/facts/cases.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

const total = publishedCases().length;
const count = (fits: (c: ReturnType<typeof publishedCases>[number]) => boolean) => publishedCases().filter(fits).length;

describe.skipIf(!existsSync('dist/cases'))('the case index in a browser', () => {
  let browser: Browser;
  let site: StaticSite;
  beforeAll(async () => {
    site = await builtSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function open(query: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${site.url}/cases/${query}`);
    return page;
  }
  const shown = (page: Page) => page.locator('[data-case]:visible').count();
  const summary = (page: Page) => page.locator('[data-summary]').textContent();

  test('without a script every case is listed and no dead form is shown', async () => {
    const page = await open('?kind=scam', { javaScriptEnabled: false });
    expect(await shown(page)).toBe(total);
    expect(await page.locator('zd-case-filter form').isVisible()).toBe(false);
  });

  test('a shared address opens filtered, its fields filled in', async () => {
    const page = await open('?kind=administrative&method=agency');
    expect(await shown(page)).toBe(count((c) => c.kind === 'administrative' && c.methods.includes('agency')));
    expect(await page.locator('select[name=method]').inputValue()).toBe('agency');
  });

  test('choosing writes the address, going back undoes it, clearing empties it', async () => {
    const page = await open('');
    await page.selectOption('select[name=kind]', 'scam');
    expect(new URL(page.url()).search).toBe('?kind=scam');
    expect(await shown(page)).toBe(count((c) => c.kind === 'scam'));
    await page.selectOption('select[name=platform]', 'taobao');
    expect(new URL(page.url()).search).toBe('?kind=scam&platform=taobao');
    await page.goBack();
    expect(await shown(page)).toBe(count((c) => c.kind === 'scam'));
    expect(await page.locator('select[name=platform]').inputValue()).toBe('');
    await page.click('zd-case-filter button[type=reset]');
    await page.waitForURL((url) => url.search === '');
    expect(await shown(page)).toBe(total);
  });

  test('a combination without cases says so and how to go on', async () => {
    const page = await open('?kind=cross-border&platform=1688');
    expect(await shown(page)).toBe(0);
    expect(await summary(page)).toContain('没有符合的案例');
    expect(await page.locator('[data-empty]').isVisible()).toBe(true);
  });

  test('an invented value is ignored, not an error', async () => {
    const page = await open('?kind=nonsense&year=abc');
    expect(await shown(page)).toBe(total);
    expect(await summary(page)).toBe(`共 ${total} 条`);
  });

  test('every published case has its page and every unpublished one has none', async () => {
    for (const c of publishedCases()) expect(existsSync(`dist/cases/${c.id}/index.html`), c.id).toBe(true);
    expect(existsSync('dist/cases/a-2026-xiamen-jimei-organised-fake-trades/index.html')).toBe(false);
  });

  test('each plot has a title, a description and its table', async () => {
    const page = await open('');
    const plots = await page.locator('figure.plot').all();
    expect(plots.length).toBe(5);
    for (const plot of plots) {
      const svg = plot.locator('svg[role=img]');
      const names = ((await svg.getAttribute('aria-labelledby')) ?? '').split(' ');
      expect(names).toHaveLength(2);
      for (const name of names) expect((await page.locator(`#${name}`).textContent())?.length).toBeGreaterThan(4);
      expect(await plot.locator('details table tbody tr').count()).toBeGreaterThan(4);
    }
  });
});
