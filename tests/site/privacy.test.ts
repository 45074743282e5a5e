import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { launch } from './browser.ts';
import { builtPages, builtSite } from './site.ts';
import { fillEverything, stored, submitEverything, watch, type Watch } from './watched.ts';

const pages = builtPages();
const tools = pages.filter((p) => /^\/tools\/[^/]+\/$/.test(p));
/** Long enough not to stand in compressed files by chance, as three letters did. */
const LATIN = 'QZX7429WKPJ';
/** Stands for whatever a reader enters; found nowhere on the site. */
const MARK = `读者内容七四二九${LATIN}`;

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

/** The mark however it may be written: as it is, in an address, in base64. */
const carries = (text: string): boolean =>
  [MARK, encodeURIComponent(MARK), encodeURI(MARK), Buffer.from(MARK).toString('base64').slice(0, 20), LATIN].some((m) =>
    text.includes(m),
  );

/** Requests that are not for the site's own files. `blob:` and `data:` never leave the device. */
const foreign = (seen: Watch): string[] =>
  seen.requests
    .filter((r) => !r.url.startsWith(`${site.url}/`) && !/^(blob|data):/.test(r.url))
    .map((r) => `${r.page} → ${r.url}`);

describe('the watch itself', () => {
  it('notices a leak, a stored word, a cookie, a refusal and an error', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const seen = await watch(context);
    const page = await context.newPage();
    await page.goto(`${site.url}/clearing/`);
    await page.evaluate(async (mark) => {
      await fetch(`/favicon.svg?q=${encodeURIComponent(mark)}`);
      await fetch('/favicon.svg', { method: 'POST', body: mark });
      await fetch('https://elsewhere.example/').catch(() => undefined);
      sessionStorage.setItem('x', mark);
      document.cookie = `x=${encodeURIComponent(mark)}`;
      setTimeout(() => {
        throw new Error('on purpose');
      });
    }, MARK);
    await expect.poll(() => seen.trouble.join('\n')).toMatch(/on purpose/);
    expect(seen.trouble.join('\n')).toMatch(/policy refused connect-src https:\/\/elsewhere\.example/);
    expect(seen.requests.filter((r) => carries(r.url) || carries(r.body))).toHaveLength(2);
    expect(await stored(page)).toEqual(['sessionStorage x', expect.stringContaining('cookie x=')]);
    await context.close();
  });
});

describe('every page, as it opens', () => {
  let seen: Watch;
  const leftBehind: string[] = [];
  let cookies = 0;
  let opened = 0;
  beforeAll(async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    seen = await watch(context);
    const queue = [...pages];
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const page = await context.newPage();
        for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
          await page.goto(site.url + path, { waitUntil: 'load' });
          leftBehind.push(...(await stored(page)).map((s) => `${path}: ${s}`));
          opened++;
        }
        await page.close();
      }),
    );
    cookies = (await context.cookies()).length;
    await context.close();
  });

  it('asks for nothing but the site’s own files', () => {
    expect(opened).toBe(pages.length);
    expect(seen.requests.length).toBeGreaterThan(pages.length);
    expect(foreign(seen)).toEqual([]);
    expect(seen.requests.filter((r) => r.method !== 'GET')).toEqual([]);
  });
  it('sets no cookie and stores nothing', () => {
    expect(cookies).toBe(0);
    expect(leftBehind).toEqual([]);
  });
  it('breaks no policy and throws nothing', () => expect(seen.trouble.filter((t) => !t.includes('/404.html'))).toEqual([]));
});

describe('the theme', () => {
  it('is stored when chosen, and only then', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`${site.url}/clearing/`);
    const select = page.locator('.zd-theme select').first();
    await select.selectOption('dark');
    expect(await stored(page)).toEqual(['localStorage starlight-theme']);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await select.selectOption('auto');
    expect(await stored(page)).toEqual([]);
    await context.close();
  });
});

describe.each(tools)('%s, filled in', (tool) => {
  let context: BrowserContext;
  let page: Page;
  let seen: Watch;
  beforeAll(async () => {
    // With the worker of the offline copies running: it must keep nothing of it either.
    context = await browser.newContext({ acceptDownloads: true });
    seen = await watch(context);
    page = await context.newPage();
    await page.goto(site.url + tool);
    await page.evaluate(() => navigator.serviceWorker.ready);
    for (const input of await page.locator('main input[type=file]').all())
      await input.setInputFiles({
        name: `${MARK}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from(`订单编号,备注\n000000000000000000,${MARK}\n`),
      });
    // Three rounds: an answer may open further questions.
    for (let round = 0; round < 3; round++) {
      await fillEverything(page, MARK);
      await submitEverything(page);
    }
    await pressButtons(page);
    await page.waitForLoadState('networkidle');
  });
  afterAll(() => context?.close());

  it('keeps it on the device', async () => {
    expect(seen.requests.length).toBeGreaterThan(3);
    expect(foreign(seen)).toEqual([]);
    expect(seen.requests.filter((r) => carries(decodeURI(r.url)) || carries(r.url) || carries(r.body)).map((r) => r.url)).toEqual(
      [],
    );
    expect(seen.requests.filter((r) => r.method !== 'GET')).toEqual([]);
  });
  it('keeps it out of the address', async () => expect(carries(decodeURIComponent(page.url()))).toBe(false));
  it('stores nothing that the reader did not choose to save', async () => {
    expect(await stored(page)).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    const copies = await page.evaluate(async () => {
      const texts: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) texts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
      return texts;
    });
    expect(copies.length).toBeGreaterThan(5);
    expect(copies.some((text) => text.includes(LATIN))).toBe(false);
  });
  it('throws nothing', () => expect(seen.trouble).toEqual([]));
});

/** Presses every button of the tools but those that take things away. */
async function pressButtons(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const skip = /删|清空|去掉|取消|保存|存草稿/;
    for (const button of document.querySelectorAll<HTMLButtonElement>('main button:not([type=reset])')) {
      if (!button.isConnected || button.disabled || !button.offsetParent || skip.test(button.textContent ?? '')) continue;
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
}

describe('what the reader chose to save', () => {
  it('stands on the privacy page, and goes when told to', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let saving = 0;
    for (const tool of tools) {
      await page.goto(site.url + tool);
      await fillEverything(page, MARK);
      await submitEverything(page);
      const before = (await stored(page)).length;
      await fillEverything(page, MARK, 'choose-saving');
      await submitEverything(page);
      if ((await stored(page)).length > before) saving++;
    }
    await page.goto(`${site.url}/reference/privacy/`);
    const keys = (await stored(page)).map((s) => s.replace('localStorage ', ''));
    expect(saving).toBeGreaterThan(0);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/^zhendan:/);
    const shown = (await page.locator('zd-saved-data').textContent()) ?? '';
    for (const key of keys) expect(shown).toContain(key.replace('zhendan:', ''));
    await page.locator('[data-forget]').click();
    expect(await stored(page)).toEqual([]);
    await context.close();
  });

  it('so do the offline copies', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.url}/clearing/taobao/`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!(await (await caches.open('zhendan-pages')).match('/clearing/taobao/')))
        await new Promise((r) => setTimeout(r, 50));
    });
    await page.goto(`${site.url}/reference/privacy/`);
    const copies = page.locator('[data-copies]');
    await expect.poll(() => copies.textContent()).toMatch(/[1-9]\d* 页/);
    await page.locator('[data-forget-copies]').click();
    await expect.poll(() => copies.textContent()).toContain('没有离线副本');
    expect(await page.evaluate(async () => (await caches.keys()).filter((n) => n.startsWith('zhendan-')))).toEqual([]);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    await context.close();
  });
});
