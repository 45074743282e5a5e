import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { launch } from './browser.ts';
import { foreignName, foreignNames, lostInForcedColours, sideways, stillMoving, unseenFocus } from './checks.ts';
import { onEachPage } from './each-page.ts';
import { shifted } from './layout-shift.ts';
import { walkPage, type Fault } from './page-walk.ts';
import { builtPages, builtSite } from './site.ts';

let site: StaticSite;
let browser: Browser;
let faults: Fault[] = [];
const moved: string[] = [];
let walked = 0;
const pages = builtPages();
/** A page with its answer already on it, too. */
const ANSWERED = [
  `/search/?q=${encodeURIComponent('虚假交易')}`,
  '/tools/clearing-date/?platform=taobao&kind=points-serious&points=12&date=2026-10-01',
];

/** Every page is opened once; all that is looked at is looked at then. */
beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  const options = { viewport: { width: 360, height: 800 }, colorScheme: 'light', serviceWorkers: 'block' } as const;
  faults = await onEachPage(browser, site.url, [...pages, ...ANSWERED], options, async (page, path) => {
    walked++;
    moved.push(...(await shifted(page, path)));
    return walkPage(page, path);
  });
}, 900_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const of = (check: Fault['check']): string[] => faults.filter((f) => f.check === check).map((f) => f.fault);

describe('every built page', () => {
  it('was walked', () => {
    expect(walked).toBe(pages.length + ANSWERED.length);
    expect(walked).toBeGreaterThan(200);
  });
  it('does not move on load', () => expect(moved).toEqual([]));
  it('axe finds nothing in the light theme at phone width', () => expect(of('axe light')).toEqual([]));
  it('axe finds nothing in the dark theme at desktop width', () => expect(of('axe dark')).toEqual([]));
  it('speaks Chinese: no name in the accessibility tree is left in another language', () => expect(of('names')).toEqual([]));
  it('does not scroll sideways at 400 %, 200 %, 320 px or with doubled text, but for parts that say so', () =>
    expect(of('sideways')).toEqual([]));
  it('shows where the focus is, on every kind of control', () => expect(of('focus')).toEqual([]));
  it('shows it in forced colours too, and loses nothing there', () => expect(of('forced colours')).toEqual([]));
  it('stands still where less motion is asked for', () => expect(of('motion')).toEqual([]));
});

describe('the walk itself finds', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 360, height: 800 }, bypassCSP: true });
    await page.goto(`${site.url}/clearing/`);
  });
  afterAll(() => page.close());
  const plant = (html: string) =>
    page.evaluate((planted) => {
      document.querySelector('[data-planted]')?.remove();
      const box = document.createElement('div');
      box.dataset.planted = '';
      box.innerHTML = planted;
      document.querySelector('main')?.append(box);
    }, html);

  it('what is too wide, and what scrolls without saying so', async () => {
    await plant('<div style="width: 700px">宽</div>');
    expect((await sideways(page, 'x')).join()).toMatch(/320 px.*\+\d+px.*640 px.*\+\d+px/s);
    await plant('<div style="overflow-x: auto"><div style="width: 700px">宽</div></div>');
    expect((await sideways(page, 'x')).join()).toContain('scrolls unannounced');
    await plant(
      '<div style="overflow-x: auto" tabindex="0" role="region" aria-label="表"><div style="width: 700px">宽</div></div>',
    );
    expect(await sideways(page, 'x')).toEqual([]);
  });
  it('an English name, wherever it comes from', async () => {
    await plant(
      '<button aria-label="Close">×</button><nav aria-label="Main"><a href="/">首页</a></nav><img alt="Chart" src="/favicon.svg">',
    );
    const found = (await foreignNames(page, 'x', [])).join();
    for (const name of ['button “Close”', 'navigation “Main”', '“Chart”']) expect(found).toContain(name);
  });
  it.each([
    ['button', 'Show more', true],
    ['button', '复制 CSV', false],
    ['link', '1688', false],
    ['link', '《FTC Rule》§465.2', false],
    ['link', 'https://rule.example/a', false],
    ['StaticText', 'Show more', false],
  ])('%s “%s”: %s', (role, name, foreign) => expect(foreignName(role, name) !== '').toBe(foreign));
  it('a control whose focus cannot be seen', async () => {
    await plant('<button class="quiet" style="outline: none">按</button>');
    expect((await unseenFocus(page, 'x')).join()).toContain('button.quiet');
  });
  it('what forced colours take away, and what moves', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await plant('<div class="bar" style="height: 12px; width: 80px; background: green"></div>');
    expect((await lostInForcedColours(page, 'x')).join()).toContain('div.bar');
    await plant('<p style="transition: color 1s !important">动</p>');
    expect((await stillMoving(page, 'x')).join()).toContain('transition of color');
  });
});
