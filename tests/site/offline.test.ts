import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveStatic, type StaticSite } from '../../scripts/static-server.ts';
import type { Build } from '../../src/service-worker/messages.ts';
import { launch } from './browser.ts';
import { builtPages, builtSite, DIST } from './site.ts';

const tools = builtPages().filter((p) => /^\/tools\/[^/]+\/$/.test(p));
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

/** What the build wrote into the worker. */
function buildOf(worker: string): Build {
  const json = /JSON\.parse\((['"`])(\{.*?\})\1\)/.exec(worker)?.[2];
  if (!json) throw new Error('sw.js 里没有构建信息');
  return JSON.parse(json) as Build;
}

/** Waits until the worker runs and has kept this page. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (;;) {
      const kept = await (await caches.open('zhendan-pages')).match(location.pathname);
      const shell = (await caches.keys()).some((name) => name.startsWith('zhendan-shell-'));
      if (kept && shell) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

describe('without a network, after one visit', () => {
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    page.on('pageerror', (e) => errors.push(e.message));
    await page.goto(`${site.url}/clearing/taobao/`);
    await settled(page);
    await page.goto(`${site.url}/clearing/tmall/?from=a-private-note`);
    await settled(page);
    // The full text of search comes last; wait for all of it.
    const { version, shell, extra } = buildOf(readFileSync(join(DIST, 'sw.js'), 'utf8'));
    await page.waitForFunction(
      async ([name, count]) => (await (await caches.open(String(name))).keys()).length >= Number(count),
      [`zhendan-shell-${version}`, shell.length + extra.length],
    );
    await context.setOffline(true);
  });
  afterAll(() => context?.close());

  it('the pages that were read open again, with their styles, and say that they are copies', async () => {
    for (const path of ['/clearing/taobao/', '/clearing/tmall/']) {
      await page.goto(site.url + path);
      expect(await page.locator('.zd-answer').isVisible(), path).toBe(true);
      expect(await page.evaluate(() => document.styleSheets.length), path).toBeGreaterThan(0);
      await expect.poll(() => page.locator('[data-offline-notice=copy]').textContent()).toMatch(/副本，存于 \d{4}-\d\d-\d\d/);
    }
  });

  it('what stands behind the question mark of an address is not kept', async () => {
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).map((r) => r.url)));
      return all.flat();
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((url) => url.includes('private-note'))).toEqual([]);
  });

  it('every tool opens, though never opened before', async () => {
    expect(tools.length).toBeGreaterThan(0);
    for (const tool of tools) {
      await page.goto(site.url + tool);
      const widgets = await page.evaluate(() =>
        [...document.querySelectorAll('.zd-widget')].map(
          (w) => customElements.get(w.localName) !== undefined || !w.localName.startsWith('zd-'),
        ),
      );
      expect(widgets.length, tool).toBeGreaterThan(0);
      expect(widgets.every(Boolean), `${tool}：脚本没有运行`).toBe(true);
    }
  });

  it('clearing-date computes', async () => {
    await page.goto(`${site.url}/tools/clearing-date/`);
    await page.selectOption('#cd-platform', 'taobao');
    await page.selectOption('#cd-kind', 'points-general');
    await page.fill('input[name=date]', '2022-12-30');
    await page.fill('input[name=points]', '12');
    await page.click('zd-clearing-date button[type=submit]');
    const receipt = JSON.parse((await page.locator('script[data-receipt]').textContent()) ?? 'null');
    expect(receipt.outputs.clocks).toContainEqual(expect.objectContaining({ clock: 'points', freeFrom: '2023-01-01' }));
  });

  it.runIf(existsSync(join(DIST, 'search/index.html')))('search answers', async () => {
    await page.goto(`${site.url}/search/?q=${encodeURIComponent('虚假交易什么时候清除')}`);
    await page.locator('[data-search-status=done]').waitFor({ state: 'attached' });
    expect(await page.locator('[data-search-result]').count()).toBeGreaterThan(0);
  });

  it('a page never opened says so and leads to what is there', async () => {
    await page.goto(`${site.url}/rules/definition/`);
    expect(await page.locator('h1').textContent()).toBe('这一页还没有存下来');
    expect(await page.locator('a', { hasText: '淘宝' }).getAttribute('href')).toBe('/clearing/taobao/');
  });

  it('threw nothing', () => expect(errors).toEqual([]));
});

/** A copy of the built site with another worker, on a port of its own. */
async function withWorker(
  change: (worker: string) => string,
): Promise<{ url: string; root: string; close: () => Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'zhendan-'));
  cpSync(DIST, root, { recursive: true });
  writeFileSync(join(root, 'sw.js'), change(readFileSync(join(root, 'sw.js'), 'utf8')));
  const copy = await serveStatic(root);
  return {
    url: copy.url,
    root,
    close: async () => {
      await copy.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

describe('what is fetched ahead', () => {
  it('waits while the reader is busy, and comes when they rest', async () => {
    const context = await browser.newContext();
    let ahead = 0;
    context.on('request', (request) => {
      if (request.serviceWorker()) ahead++;
    });
    const page = await context.newPage();
    await page.goto(`${site.url}/tools/scam-check/`);
    // Longer than a resting reader is waited for, a letter a second.
    for (const letter of '先付定金') {
      await page.locator('textarea[name=text]').pressSequentially(letter);
      await page.waitForTimeout(1000);
    }
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(ahead).toBe(0);
    await settled(page);
    expect(ahead).toBeGreaterThan(5);
    await context.close();
  });

  it('is nothing but what the reader opens where data is to be saved', async () => {
    const thrifty = await withWorker(
      (worker) => `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });${worker}`,
    );
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`${thrifty.url}/clearing/taobao/`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!(await (await caches.open('zhendan-pages')).match(location.pathname)))
          await new Promise((r) => setTimeout(r, 50));
      });
      await page.goto(`${thrifty.url}/clearing/tmall/`);
      await page.waitForTimeout(4000);
      const kept = await page.evaluate(async () => {
        const paths: string[] = [];
        for (const name of await caches.keys())
          for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
        return paths;
      });
      expect(kept).toContain('/clearing/tmall/');
      expect(kept.filter((path) => /^\/(tools|search)/.test(path))).toEqual([]);
      await context.setOffline(true);
      await page.goto(`${thrifty.url}/clearing/taobao/`);
      expect(await page.locator('.zd-answer').isVisible()).toBe(true);
      expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
    } finally {
      await context.close();
      await thrifty.close();
    }
  });
});

describe('an update', () => {
  it('tells the reader once that facts changed, and brings the saved pages up to date', async () => {
    const copy = await withWorker((worker) => worker);
    const { root } = copy;
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`${copy.url}/clearing/taobao/`);
      await settled(page);
      await page.goto(`${copy.url}/clearing/tmall/`);
      await settled(page);
      expect(await page.locator('[data-offline-notice]').count()).toBe(0);

      // The next build: other facts, other files.
      const worker = readFileSync(join(root, 'sw.js'), 'utf8');
      const { version, facts } = buildOf(worker);
      const next = worker
        .replaceAll(version, 'aaaaaaaaaaaa')
        .replaceAll(facts.hash, 'bbbbbbbbbbbb')
        .replaceAll(facts.day, '2030-01-02');
      expect(next).toContain('2030-01-02');
      writeFileSync(join(root, 'sw.js'), next);
      const file = join(root, 'clearing/taobao/index.html');
      writeFileSync(file, readFileSync(file, 'utf8').replace('<h1', '<h1 data-next-build'));

      await page.reload();
      const notice = page.locator('[data-offline-notice=facts-changed]');
      await notice.waitFor();
      await expect.poll(() => notice.textContent()).toContain('2030-01-02');
      expect(await notice.locator('a').first().getAttribute('href')).toBe('/reference/changes/');
      await notice.locator('button').click();
      expect(await notice.count()).toBe(0);

      await page.reload();
      await page.waitForFunction(async () => {
        const kept = await (await caches.open('zhendan-pages')).match('/clearing/taobao/');
        return (await kept?.text())?.includes('data-next-build');
      });
      expect(await page.locator('[data-offline-notice=facts-changed]').count()).toBe(0);
    } finally {
      await context.close();
      await copy.close();
    }
  });
});

describe('under a folder of another site', () => {
  it('keeps to its folder', () => {
    // The worker's list and scope come from one base; a path outside it would be refused by the browser at install.
    const worker = readFileSync(join(DIST, 'sw.js'), 'utf8');
    const { base, shell: listed } = buildOf(worker);
    expect(base).toMatch(/^\/(.*\/)?$/);
    expect(listed.length).toBeGreaterThan(5);
    for (const path of listed) {
      expect(path.startsWith(base)).toBe(true);
      const file = join(DIST, path.slice(base.length), path.endsWith('/') ? 'index.html' : '');
      expect(existsSync(file), path).toBe(true);
    }
  });
});

describe('installing', () => {
  it('has a manifest in Chinese whose icons exist in the size they claim', () => {
    const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.webmanifest'), 'utf8'));
    expect(manifest).toMatchObject({ lang: 'zh-CN', display: 'standalone', name: '真单手册' });
    expect(manifest.icons.map((i: { purpose: string }) => i.purpose)).toContain('maskable');
    for (const icon of manifest.icons) {
      const png = readFileSync(join(DIST, icon.src));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(icon.sizes);
    }
  });
});
