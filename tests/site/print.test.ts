import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { TOOL_IDS } from '../../src/schemas/tool-ids.ts';
import { SECTIONS, SITE_NAME } from '../../src/site.mjs';
import { launch } from './browser.ts';
import { pdfText } from './pdf-text.ts';
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

/** What a page says before and after printing. */
interface Printed {
  text: string;
  heading: string;
  /** Text that stands in folded parts on the screen. */
  folded: string[];
  /** Addresses of other sites in the body of the page. */
  addresses: string[];
  stillOpen: number;
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

async function print(path: string): Promise<Printed> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  const before = await page.evaluate(() => ({
    heading: document.querySelector('h1')?.textContent ?? '',
    folded: [...document.querySelectorAll('main details:not([open])')]
      .map((d) => {
        const copy = d.cloneNode(true) as Element;
        copy.querySelectorAll('summary,script,style,button,select,option,[hidden],template').forEach((e) => e.remove());
        // One run of text: list numbers and the like stand between runs on paper.
        const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const text = (node.textContent ?? '').trim();
          if (text.length > 5) return text.slice(0, 20);
        }
        return '';
      })
      .filter((t) => t !== ''),
    addresses: [...document.querySelectorAll<HTMLAnchorElement>('main .zd-end a[href^="http"]')].map(
      (a) => a.getAttribute('href') ?? '',
    ),
  }));
  const text = await pdfText(await page.pdf({ format: 'A4' }));
  const stillOpen = await page.evaluate(() => document.querySelectorAll('main details[open]').length);
  await context.close();
  return { ...before, text, stillOpen };
}

const pages = builtPages();
const first = (pattern: RegExp): string => pages.find((p) => pattern.test(p)) ?? `missing ${pattern.source}`;
const TYPES: [string, string][] = [
  ['home', '/'],
  ['hub', '/clearing/'],
  ['clearing page', '/clearing/taobao/'],
  ['rule page', '/rules/definition/'],
  ['law page', '/law/fines/'],
  ['guide', '/respond/first-hours/'],
  ['scam page', first(/^\/scams\/[^/]+\/$/)],
  ['cases index', '/cases/'],
  ['case', first(/^\/cases\/[^/]+\/$/)],
  ['glossary', '/reference/glossary/'],
  ['sources', '/reference/sources/'],
  ...TOOL_IDS.map((t) => [`tool ${t}`, `/tools/${t}/`] as [string, string]).filter(([, p]) => pages.includes(p)),
];

/** The day as the reader's own clock has it. */
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
}

describe('printed pages', () => {
  it.each(TYPES)('%s (%s): name, address, day, everything opened, sources written out, no navigation', async (_, path) => {
    const { text, heading, folded, addresses } = await print(path);
    const head = text.slice(0, 200);
    expect(head).toContain(plain(SITE_NAME));
    expect(head).toContain(`https://zhendan.example${path}`);
    expect(head).toContain(`打印于${today()}`);
    expect(text).toContain(plain(heading));
    for (const f of folded) expect(text, `folded: ${f}`).toContain(plain(f));
    for (const a of addresses) expect(text, a).toContain(plain(a));
    // The section list stands beside every page on the screen; in a row on paper it would be navigation.
    expect(text).not.toContain(plain(SECTIONS.map((s) => s.label).join('')));
    for (const word of ['跳转到内容', '本页内容', '选择主题', '上一页', '下一页']) expect(text).not.toContain(word);
  });

  it('a clearing date prints with its days, its reasons and its sources', async () => {
    const { text } = await print('/tools/clearing-date/?platform=taobao&kind=points-general&points=12&date=2026-03-05');
    expect(text).toContain('每个后果到哪天结束');
    expect(text).toContain('到2026年12月31日为止');
    expect(text).toContain('为什么是这一天');
    expect(text).toMatch(/依据\(\d+条\)/);
    expect(text).toMatch(/核对于2026年\d+月\d+日/);
    expect(text).not.toContain('再加一次');
  });

  it('the folded parts are folded again afterwards', async () => {
    const path = TYPES.find(([, p]) => p === '/tools/clearing-date/')?.[1] ?? '';
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    const open = (): Promise<number> => page.evaluate(() => document.querySelectorAll('details[open]').length);
    const before = await open();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const during = await open();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(during).toBeGreaterThan(before);
    expect(await open()).toBe(before);
    await context.close();
  });

  it('every page that is not an embed carries the printed head', () => {
    const without = pages.filter((p) => !p.startsWith('/embed/') && !/class="zd-printhead"/.test(htmlOf(p)));
    expect(without.filter((p) => !p.endsWith('.html') || p === '/404.html')).toEqual([]);
  });
});
