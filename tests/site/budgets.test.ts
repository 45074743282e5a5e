import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseHTML } from 'linkedom';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { TOOL_IDS } from '../../src/schemas/tool-ids.ts';
import { launch } from './browser.ts';
import { builtPages, builtSite, DIST, htmlOf } from './site.ts';
import { brotli, loadedBy, weigh } from './weigh.ts';

const budgets = JSON.parse(readFileSync('budgets.json', 'utf8'));
const limits = budgets as {
  reading: { characters: number; total: number; each: number; requests: number };
  shared: { css: number; js: number };
  own: Record<string, number>;
  tools: Record<string, number>;
  lazy: { each: number };
  search: Record<'first' | 'complete', { bytes: number; requests: number }>;
};

/** Characters a reader sees in the body of a page, white space left out. */
function characters(path: string): number {
  const content = parseHTML(htmlOf(path)).document.querySelector('.sl-markdown-content');
  content?.querySelectorAll('script,style').forEach((e) => e.remove());
  return (content?.textContent ?? '').replace(/\s+/g, '').length;
}

const reading = builtPages()
  .filter((p) => p.endsWith('/') && !/^\/(embed|tools\/.+|search)\//.test(p))
  .map((path) => ({ path, characters: characters(path), weight: weigh(DIST, loadedBy(DIST, path)), own: limits.own[path] ?? 0 }));

describe('pages to be read, every one', () => {
  it('weigh no more in HTML, CSS and JS than their length allows', () => {
    const { characters: typical, total, each, requests } = limits.reading;
    expect(reading.length).toBeGreaterThan(200);
    // The rule must speak of pages as short as the budget means.
    expect(reading.filter((r) => Math.abs(r.characters - typical) < 250).length).toBeGreaterThan(3);
    const heavy = reading.filter((r) => r.weight.total > total + each * Math.max(0, r.characters - typical) + r.own);
    expect(heavy.map((r) => `${r.path} ${r.characters} characters ${JSON.stringify(r.weight)}`)).toEqual([]);
    const many = reading.filter((r) => r.own === 0 && r.weight.requests > requests);
    expect(many.map((r) => `${r.path} ${r.weight.requests} requests`)).toEqual([]);
  });
  it('load no more CSS and JS than the frame needs', () => {
    const { css, js } = limits.shared;
    const heavy = reading.filter(({ weight, own }) =>
      own ? weight.css + weight.js > css + js + own : weight.css > css || weight.js > js,
    );
    expect(heavy.map((r) => `${r.path} ${JSON.stringify(r.weight)}`)).toEqual([]);
  });
  it('all fetch the same few files', () => {
    const sets = new Set(
      reading.filter((r) => r.own === 0).map((r) => JSON.stringify([loadedBy(DIST, r.path).css, loadedBy(DIST, r.path).js])),
    );
    expect([...sets]).toHaveLength(1);
  });
});

describe('tool pages', () => {
  it.each(TOOL_IDS.filter((t) => existsSync(join(DIST, 'tools', t))))('%s stays under its budget', (tool) => {
    const weight = weigh(DIST, loadedBy(DIST, `/tools/${tool}/`));
    expect(limits.tools[tool], 'every tool has a budget').toBeTypeOf('number');
    expect(weight.total, JSON.stringify(weight)).toBeLessThanOrEqual(limits.tools[tool] ?? 0);
  });
});

describe('scripts loaded on an action', () => {
  it('stay under the budget, one by one', () => {
    const heavy = readdirSync(join(DIST, '_astro'))
      .filter((f) => f.endsWith('.js'))
      .map((f) => ({ f, size: brotli(join(DIST, '_astro', f)) }))
      .filter(({ size }) => size > limits.lazy.each);
    expect(heavy).toEqual([]);
  });
  it('no script of the site is an orphan that some page of Starlight would have loaded', () => {
    const names = readdirSync(join(DIST, '_astro')).filter((f) => f.endsWith('.js'));
    const texts = [...builtPages().map(htmlOf), ...names.map((f) => readFileSync(join(DIST, '_astro', f), 'utf8'))].join('\n');
    const pagefindUi = names.filter((f) => /^ui-core/.test(f) && texts.includes(f));
    // Starlight's search interface goes with the override of its header.
    expect(pagefindUi).toEqual([]);
  });
});

describe('in the browser', () => {
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

  /** Root-relative paths a page asks for, in order. */
  async function requestsOf(path: string, after = 0): Promise<string[]> {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (r) => asked.push(new URL(r.url()).pathname));
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    await page.mouse.move(200, 400);
    await page.waitForTimeout(after);
    await context.close();
    return asked;
  }
  const ALWAYS = /^\/(favicon\.(svg|ico)|manifest\.webmanifest|icons\/.*)$/;

  it.each(['/', '/rules/xianyu/', '/clearing/taobao/', '/tools/clearing-date/'])(
    '%s left alone asks for nothing beyond what it needs',
    async (path) => {
      const { html, css, js } = loadedBy(DIST, path);
      const expected = new Set([html.replace(/index\.html$/, ''), ...css, ...js]);
      const more = (await requestsOf(path, 2500)).filter((p) => !expected.has(p) && !ALWAYS.test(p));
      expect(more).toEqual([]);
    },
  );

  const weight = (asked: readonly string[]): number =>
    [...new Set(asked)]
      .map((p) => join(DIST, p.endsWith('/') ? `${p}index.html` : p))
      .filter((f) => existsSync(f))
      .reduce((n, f) => n + brotli(f), 0);

  it('the first key in the search box brings suggestions within the budget', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`${site.url}/clearing/`, { waitUntil: 'networkidle' });
    const asked: string[] = [];
    context.on('request', (r) => asked.push(new URL(r.url()).pathname));
    await page.click('.zd-search--header input');
    await page.keyboard.type('扣');
    await page.locator('.zd-search--header [role=option]').first().waitFor();
    await context.close();
    expect(asked.some((p) => p.startsWith('/search-index/'))).toBe(true);
    expect(weight(asked), asked.join('\n')).toBeLessThanOrEqual(limits.search.first.bytes);
    expect(new Set(asked).size, asked.join('\n')).toBeLessThanOrEqual(limits.search.first.requests);
  });

  it('a question stays under the budget, full text included', async () => {
    const asked = (await requestsOf(`/search/?q=${encodeURIComponent('我的店铺被判虚假交易多久能清除')}`, 1500)).filter(
      (p) => !ALWAYS.test(p),
    );
    expect(asked.some((p) => p.startsWith('/pagefind/index/'))).toBe(true);
    expect(weight(asked), asked.join('\n')).toBeLessThanOrEqual(limits.search.complete.bytes);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(limits.search.complete.requests);
  });
});
