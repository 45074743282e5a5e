import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { firefoxPath, inFirefox } from '../support/firefox.ts';
import { builtPages, builtSite } from './site.ts';

const firefox = firefoxPath();
let site: StaticSite;

beforeAll(async () => {
  site = await builtSite();
});
afterAll(async () => site?.close());

const run = async <T>(script: string, input: unknown = null): Promise<T> => {
  const { agent, value } = await inFirefox<T>(firefox ?? '', site.url, script, { input, timeout: 280_000 });
  expect(agent).toContain('Firefox/');
  return value;
};
interface Clock {
  clock: string;
  status: string;
  freeFrom?: string;
  endsAt?: string;
}

describe.skipIf(!firefox)('in Firefox (skipped without one; set FIREFOX_PATH)', { timeout: 300_000 }, () => {
  it('clearing-date computes from the address and from the form, says what is wrong, and the journey from the home page ends there', async () => {
    const found = await run<{
      address: Clock[];
      errors: string[];
      focused: string;
      form: Clock[];
      home: { url: string; text: string };
    }>(
      `
      const receipt = (f) => f.contentDocument.querySelector('script[data-receipt]');
      const clocks = async (f) => JSON.parse((await until(() => receipt(f))).textContent).outputs.clocks;
      const set = (f, selector, value) => {
        const e = f.contentDocument.querySelector(selector);
        e.value = value;
        e.dispatchEvent(new Event('input', { bubbles: true }));
        e.dispatchEvent(new Event('change', { bubbles: true }));
      };
      const address = await clocks(await frame('/tools/clearing-date/?platform=aliexpress&kind=points-general&points=6&date=2013-02-01&time=12:00'));
      const tool = await frame('/tools/clearing-date/');
      await until(() => tool.contentWindow.customElements.get('zd-clearing-date'));
      set(tool, '#cd-platform', 'taobao');
      set(tool, '#cd-kind', 'points-general');
      set(tool, 'input[name=date]', '2025-02-30');
      set(tool, 'input[name=points]', '7');
      tool.contentDocument.querySelector('zd-clearing-date form').requestSubmit();
      const errors = [...await until(() => { const e = tool.contentDocument.querySelectorAll('.zd-error'); return e.length > 0 && e; })].map((e) => e.textContent);
      const focused = tool.contentDocument.activeElement.name;
      set(tool, 'input[name=date]', '2022-12-30');
      set(tool, 'input[name=points]', '12');
      tool.contentDocument.querySelector('zd-clearing-date form').requestSubmit();
      const form = await clocks(tool);
      const home = await frame('/');
      for (const [id, value] of [['platform', 'taobao'], ['kind', 'points-general'], ['points', '12'], ['date', '2025-12-30']]) set(home, '#home-' + id, value);
      home.contentDocument.querySelector('.zd-home__ask').requestSubmit?.() ?? home.contentDocument.querySelector('.zd-home__ask form, form:has(#home-date)').requestSubmit();
      await until(() => home.contentDocument && receipt(home));
      return { address, errors, focused, form, home: { url: home.contentWindow.location.pathname, text: home.contentDocument.querySelector('[data-result]').textContent } };`,
    );
    expect(found.address).toContainEqual(
      expect.objectContaining({ clock: 'points', status: 'ends', endsAt: '2014-02-01T12:00:00+08:00' }),
    );
    expect(found.errors).toEqual([expect.stringContaining('没有「2025-02-30」'), expect.stringContaining('没有 7 分')]);
    expect(found.focused).toBe('date');
    expect(found.form).toContainEqual(expect.objectContaining({ clock: 'points', freeFrom: '2023-01-01' }));
    expect(found.home.url).toBe('/tools/clearing-date/');
    for (const words of ['2025 年 12 月 31 日', '2026 年 3 月 30 日', '尚无定论']) expect(found.home.text).toContain(words);
  });

  it('every page can be read without JavaScript and fits 360 px', async () => {
    const pages = builtPages().filter((p) => !/^\/(embed|search)\//.test(p));
    const faults = await run<string[]>(
      `
      const faults = [];
      let read = 0;
      const look = async (path) => {
        // Without allow-scripts nothing of the page runs; the frame can be looked into all the same.
        const f = await frame(path, { sandbox: 'allow-same-origin' });
        const d = f.contentDocument;
        const main = d.querySelector('main');
        const shown = main?.innerText.trim().length ?? 0;
        if (shown < 80) faults.push(path + ' shows ' + shown + ' characters');
        if (d.styleSheets.length === 0 || getComputedStyle(d.body).fontFamily === '') faults.push(path + ' has no styles');
        if (d.documentElement.scrollWidth > f.contentWindow.innerWidth) faults.push(path + ' too wide');
        read++;
        f.remove();
      };
      const queue = [...input];
      await Promise.all([1, 2, 3, 4].map(async () => { for (let path = queue.shift(); path !== undefined; path = queue.shift()) await look(path); }));
      if (read !== input.length) faults.push('read ' + read);
      return faults;`,
      pages,
    );
    expect(faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(200);
  });

  it('what was read, every tool and search open with the network cut', async () => {
    const tools = builtPages().filter((p) => /^\/tools\/[^/]+\/$/.test(p));
    const found = await run<{ read: string; tools: string[]; results: number; never: string }>(
      `
      const w = open('/clearing/taobao/');
      if (!w) throw new Error('no window');
      const kept = async (path) => (await (await caches.open('zhendan-pages')).match(path)) !== undefined;
      const go = async (path, ready) => {
        w.location.href = path;
        return until(() => { try { return w.location.pathname + w.location.search === path && w.document.readyState === 'complete' && ready(w.document); } catch { return false; } });
      };
      await until(async () => (await caches.keys()).some((n) => n.startsWith('zhendan-shell-')) && (await kept('/clearing/taobao/')) && navigator.serviceWorker.controller !== undefined);
      await until(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
      await fetch('/__offline');
      const read = (await go('/clearing/taobao/', (d) => d.querySelector('[data-offline-notice=copy]')?.textContent)) && w.document.querySelector('.zd-answer').innerText;
      const opened = [];
      for (const tool of input) if (await go(tool, (d) => [...d.querySelectorAll('.zd-widget')].some((e) => w.customElements.get(e.localName)))) opened.push(tool);
      await go('/search/?q=' + encodeURIComponent('扣分清零'), (d) => d.querySelector('[data-search-status=done]'));
      const results = w.document.querySelectorAll('[data-search-result]').length;
      w.location.href = '/rules/definition/';
      const never = await until(() => { try { return w.location.pathname === '/rules/definition/' && w.document.querySelector('h1')?.textContent; } catch { return ''; } });
      return { read, tools: opened, results, never };`,
      tools,
    );
    expect(found.read).toContain('12 月 31 日');
    expect(found.tools).toEqual(tools);
    expect(found.results).toBeGreaterThan(0);
    expect(found.never).toBe('这一页还没有存下来');
  });
});
