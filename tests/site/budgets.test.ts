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
  reading: { characters: number; nearest: number; total: number; requests: number };
  shared: { css: number; js: number };
  perCharacter: { base: number; each: number };
  tools: Record<string, number>;
  lazy: { each: number };
  search: { bytes: number; requests: number };
};

/** Characters a reader sees in the body of a page, white space left out. */
function characters(path: string): number {
  const content = parseHTML(htmlOf(path)).document.querySelector('.sl-markdown-content');
  content?.querySelectorAll('script,style').forEach((e) => e.remove());
  return (content?.textContent ?? '').replace(/\s+/g, '').length;
}

const reading = builtPages()
  .filter((p) => p.endsWith('/') && !/^\/(embed|tools|search|cases)\//.test(p) && p !== '/')
  .map((path) => ({ path, characters: characters(path), weight: weigh(DIST, loadedBy(DIST, path)) }));

describe('reading pages', () => {
  const { characters: typical, nearest, total, requests } = limits.reading;
  const around = [...reading]
    .sort((a, b) => Math.abs(a.characters - typical) - Math.abs(b.characters - typical))
    .slice(0, nearest);
  it('about 1,600 characters: HTML, CSS and JS together stay under the budget', () => {
    expect(around.length).toBe(nearest);
    for (const { path, characters: count, weight } of around) {
      // A page that is longer than the budget speaks of may weigh its further characters.
      const further = Math.max(0, count - typical) * limits.perCharacter.each;
      expect(weight.total, `${path} ${count} ${JSON.stringify(weight)}`).toBeLessThanOrEqual(total + further);
      expect(weight.requests, path).toBeLessThanOrEqual(requests);
    }
  });
  it('of any length load no more CSS and JS than the frame needs', () => {
    expect(reading.length).toBeGreaterThan(40);
    for (const { path, weight } of reading) {
      expect(weight.css, `${path} CSS`).toBeLessThanOrEqual(limits.shared.css);
      expect(weight.js, `${path} JS`).toBeLessThanOrEqual(limits.shared.js);
    }
  });
  it('grow with their text only', () => {
    const { base, each } = limits.perCharacter;
    const heavy = reading.filter((r) => r.weight.html > base + each * r.characters);
    expect(heavy.map((r) => `${r.path} ${r.weight.html} for ${r.characters} characters`)).toEqual([]);
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
    // Starlight's search interface goes with the override of its search box.
    if (existsSync('src/components/overrides/Search.astro')) expect(pagefindUi).toEqual([]);
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

  it.runIf(existsSync(join(DIST, 'search/index.html')))('a first question stays under the budget', async () => {
    const asked = (await requestsOf(`/search/?q=${encodeURIComponent('我的店铺被判虚假交易多久能清除')}`, 1500)).filter(
      (p) => !ALWAYS.test(p),
    );
    const bytes = asked
      .map((p) => join(DIST, p.endsWith('/') ? `${p}index.html` : p))
      .filter((f) => existsSync(f))
      .reduce((n, f) => n + brotli(f), 0);
    expect(bytes, asked.join('\n')).toBeLessThanOrEqual(limits.search.bytes);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(limits.search.requests);
  });
});
