import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { KIT_FILES, KIT_LIMIT, KIT_PAGES, KIT_TOOLS } from '../../src/integrations/emergency-kit/contents.ts';
import { kitLink, partId } from '../../src/integrations/emergency-kit/extract.ts';
import { receipt as receiptSchema } from '../../src/schemas/receipt.ts';
import { launch } from './browser.ts';
import { DIST } from './site.ts';

const file = join(DIST, KIT_FILES[0]);
const html = readFileSync(file, 'utf8');
const { document: kit } = parseHTML(html);
const ids = new Set([...kit.querySelectorAll('[id]')].map((e) => e.id));

/** Listed for the kit but not written yet. Empty when the handbook is complete; a tool that arrives must leave this list. */
const ARRIVING: readonly string[] = [];
const tools = KIT_TOOLS.filter((t) => !ARRIVING.includes(t));

describe('links inside the kit', () => {
  const links = { base: '/', site: 'https://zhendan.example', parts: new Set(['clearing/taobao', 'tools/clearing-date']) };
  it.each([
    ['#basis', '#k-clearing-taobao-basis'],
    ['/clearing/taobao/', '#k-clearing-taobao'],
    ['/clearing/taobao/#points', '#k-clearing-taobao-points'],
    ['/tools/clearing-date/?platform=taobao', '#k-tools-clearing-date'],
    ['/law/fines/', 'https://zhendan.example/law/fines/'],
    ['//elsewhere.example/', '//elsewhere.example/'],
    ['https://rule.example/1', 'https://rule.example/1'],
  ])('%s leads to %s', (from, to) => {
    expect(kitLink(from, 'clearing/taobao', links)).toBe(to);
  });
  it('know the base path', () => {
    const under = { base: '/shouce/', site: 'https://zhendan.example', parts: new Set(['clearing/taobao']) };
    expect(kitLink('/shouce/clearing/taobao/', 'clearing', under)).toBe('#k-clearing-taobao');
    expect(kitLink('/shouce/law/', 'clearing', under)).toBe('https://zhendan.example/shouce/law/');
  });
});

describe('the file', () => {
  it('is small enough, under both names', () => {
    for (const name of KIT_FILES) expect(statSync(join(DIST, name)).size, name).toBeLessThan(KIT_LIMIT);
    expect(readFileSync(join(DIST, KIT_FILES[1]), 'utf8')).toBe(html);
  });

  it('holds every listed page and tool', () => {
    for (const path of [...KIT_PAGES.flatMap((s) => s.pages), ...tools.map((t) => `tools/${t}`)])
      expect(ids.has(partId(path)), path).toBe(true);
    for (const tool of ARRIVING)
      expect(existsSync(`src/components/widgets/${tool}/element.ts`), `${tool} 已经写好，请从 ARRIVING 里去掉`).toBe(false);
  });

  it('loads nothing and allows nothing but itself', () => {
    expect(kit.querySelectorAll('[src],link[rel=stylesheet],link[rel=preload],iframe,img,object,embed')).toHaveLength(0);
    const policy = kit.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; img-src data:;/);
    expect(policy).not.toMatch(/unsafe|connect-src|https?:/);
    expect(html).not.toMatch(/\sstyle="|\son[a-z]+="/);
  });

  it('leads every link to something it holds, or to a full address', () => {
    const dead = [...kit.querySelectorAll('a[href]')]
      .map((a) => a.getAttribute('href') ?? '')
      .filter((href) =>
        href.startsWith('#') ? !ids.has(decodeURIComponent(href.slice(1))) : !/^(https?|mailto|tel):/.test(href),
      );
    expect([...new Set(dead)]).toEqual([]);
  });
});

describe('opened from disk on a phone, without a network', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const trouble: string[] = [];
  beforeAll(async () => {
    expect(existsSync(file)).toBe(true);
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, offline: true });
    page = await context.newPage();
    page.on('request', (r) => asked.push(r.url()));
    page.on('pageerror', (e) => trouble.push(e.message));
    page.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(() => browser?.close());

  it('shows its date and where to look for a newer one on the first screen', async () => {
    const text = await page.locator('.kit-first').textContent();
    expect(text).toMatch(/这份做于 \d{4}-\d\d-\d\d，资料核对至 \d{4}-\d\d-\d\d/);
    const link = page.locator('.kit-first a');
    expect(await link.textContent()).toMatch(/^https:\/\/.+\/emergency-kit\.html$/);
    const box = await link.boundingBox();
    expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThan(640);
  });

  it('is no wider than the screen, folded or opened', async () => {
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wide()).toBeLessThanOrEqual(0);
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    expect(await wide()).toBeLessThanOrEqual(0);
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = false)));
  });

  it('computes clearing-date, with a receipt, and its marks lead to the sources', async () => {
    await page.locator('#k-tools-clearing-date > summary').click();
    await page.selectOption('#cd-platform', 'taobao');
    await page.selectOption('#cd-kind', 'points-general');
    await page.fill('input[name=date]', '2022-12-30');
    await page.fill('input[name=points]', '12');
    await page.click('zd-clearing-date button[type=submit]');
    const receipt = receiptSchema.parse(JSON.parse((await page.locator('script[data-receipt]').textContent()) ?? 'null'));
    expect(receipt.outputs.clocks).toContainEqual(
      expect.objectContaining({ clock: 'points', lastDay: '2022-12-31', freeFrom: '2023-01-01' }),
    );
    expect(await page.locator('zd-clearing-date [data-result] .zd-basis li').count()).toBeGreaterThan(2);
  });

  it.each(tools)('%s runs', async (tool) => {
    const state = await page.evaluate((name) => {
      const e = document.querySelector(name);
      return { there: e !== null, runs: customElements.get(name) !== undefined };
    }, `zd-${tool}`);
    expect(state).toEqual({ there: true, runs: true });
  });

  it('reads a pasted offer', async () => {
    await page.locator('#k-tools-scam-check > summary').click();
    await page.fill('textarea[name=text]', '内部渠道，交钱就能消除虚假交易记录，包过，不成功不收费');
    await page.locator('zd-scam-check button[type=submit]').click();
    const result = page.locator('zd-scam-check [data-result]');
    await result.waitFor();
    const receipt = JSON.parse((await page.locator('zd-scam-check script[data-receipt]').textContent()) ?? 'null');
    expect(receipt.outputs.matches.length).toBeGreaterThan(0);
  });

  it('opens the part a link leads into', async () => {
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = false)));
    await page.evaluate(() => (location.hash = '#k-respond-first-hours-basis'));
    await page.locator('#k-respond-first-hours[open]').waitFor();
    expect(await page.locator('#k-respond-first-hours-basis').isVisible()).toBe(true);
  });

  it('asked for nothing but itself, and nothing went wrong', () => {
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(asked.filter((url) => url.startsWith('file:'))).toHaveLength(1);
    expect(trouble).toEqual([]);
  });
});
