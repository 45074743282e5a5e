import { createServer, type Server } from 'node:http';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { TOOL_IDS } from '../../src/schemas/page.ts';
import { launch } from './browser.ts';
import { builtSite, DIST } from './site.ts';

let site: StaticSite;
let browser: Browser;
let foreign: Server;
let foreignUrl = '';
let body = '';

/** A page of another origin with a strict policy of its own. */
beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  foreign = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${site.url}; frame-src ${site.url}; style-src 'unsafe-inline'`,
    });
    response.end(
      `<!doctype html><html lang="zh-CN"><title>别人的网页</title><body style="margin:0"><div style="width:${body.includes('narrow') ? 245 : 700}px">${body}</div></body></html>`,
    );
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  const address = foreign.address();
  foreignUrl = `http://localhost:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  foreign?.close();
});

const script = () => `<script src="${site.url}/embed.js" async></script>`;
async function open(html: string, options: object = {}): Promise<Page> {
  body = html;
  const page = await browser.newPage({ viewport: { width: 800, height: 900 }, ...options });
  await page.goto(foreignUrl);
  return page;
}
const embedded = readdirSync(join(DIST, 'embed'));

describe('every tool', () => {
  it('has an embed page', () => expect([...embedded].sort()).toEqual([...TOOL_IDS].sort()));
});

describe('in a page of another origin', () => {
  it.each(embedded)('%s runs, sizes itself and links back', async (tool) => {
    const page = await open(`${script()}<zhendan-tool tool="${tool}" height="300"></zhendan-tool>`);
    const frame = page.frameLocator('iframe');
    await frame.locator('h1').waitFor();
    const gap = async () => {
      const outer = await page.locator('iframe').evaluate((f) => f.clientHeight);
      return Math.abs(outer - (await frame.locator('body').evaluate((b) => b.getBoundingClientRect().height)));
    };
    await expect.poll(gap).toBeLessThan(24);
    expect(await frame.locator('footer a').getAttribute('href')).toContain(`/tools/${tool}/`);
    expect(await frame.locator('html').evaluate((h) => h.scrollWidth - h.clientWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('computes inside the frame and follows the height of the result', async () => {
    const page = await open(
      `${script()}<zhendan-tool tool="clearing-date" query="platform=taobao&kind=points-general&points=12&date=2022-12-30"></zhendan-tool>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('script[data-receipt]').waitFor({ state: 'attached' });
    await expect.poll(() => page.locator('iframe').evaluate((f) => f.clientHeight)).toBeGreaterThan(1200);
    await page.close();
  });

  it('fits a column of 245 px, several on one page, theme and accent by attribute', async () => {
    const page = await open(
      `<i hidden>narrow</i>${script()}<zhendan-tool tool="clearing-date" theme="dark" accent="#7700aa"></zhendan-tool><zhendan-tool tool="clearing-date" theme="light"></zhendan-tool>`,
    );
    await expect.poll(() => page.locator('iframe').count()).toBe(2);
    const first = page.frameLocator('iframe >> nth=0');
    await first.locator('h1').waitFor();
    expect(await first.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await first.locator('html').evaluate((h) => getComputedStyle(h).getPropertyValue('--zd-accent').trim())).toBe(
      '#7700aa',
    );
    expect(await first.locator('html').evaluate((h) => h.scrollWidth)).toBeLessThanOrEqual(245);
    await page.close();
  });

  it('takes no message from any other origin and no accent that is not a colour', async () => {
    const page = await open(
      `${script()}<zhendan-tool tool="clearing-date" height="500" accent="red;}*{display:none"></zhendan-tool>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('h1').waitFor();
    await expect.poll(() => page.locator('iframe').evaluate((f) => f.clientHeight)).not.toBe(500);
    const before = await page.locator('iframe').evaluate((f) => f.clientHeight);
    await page.evaluate(() => window.postMessage({ zhendan: 'height', value: 9 }, '*'));
    await page.waitForTimeout(100);
    expect(await page.locator('iframe').evaluate((f) => f.clientHeight)).toBe(before);
    expect(await frame.locator('html').evaluate((h) => h.getAttribute('style') ?? '')).toBe('');
    await page.close();
  });

  it('a bare iframe works too, with storage refused', async () => {
    const page = await open(
      `<iframe src="${site.url}/embed/clearing-date/?platform=tmall&kind=points-general&points=12&date=2023-11-11" sandbox="allow-scripts" style="width:100%;height:900px"></iframe>`,
    );
    await page.frameLocator('iframe').locator('script[data-receipt]').waitFor({ state: 'attached' });
    await page.close();
  });
});
