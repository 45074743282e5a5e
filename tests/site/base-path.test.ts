import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BASE = '/handbook/';
let out = '';
let files: string[] = [];

/** The environment without what Vitest adds: Vite would take its BASE_URL for the site's. */
const outerEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|BASE_URL|MODE|DEV|PROD|SSR|TEST|ASTRO_)/.test(name)),
);

/** Builds the site under a sub-path, beside the ordinary build. */
beforeAll(() => {
  out = mkdtempSync(resolve('node_modules/.cache-base-'));
  execFileSync(process.execPath, [resolve('node_modules/astro/bin/astro.mjs'), 'build', '--outDir', out], {
    env: {
      ...outerEnv,
      NODE_ENV: 'production',
      ZHENDAN_BASE: BASE,
      ZHENDAN_SITE: 'https://shops.example',
      ZHENDAN_SKIP_LINT: '1',
    },
    stdio: 'pipe',
  });
  files = readdirSync(out, { recursive: true }).map((f) => String(f).replaceAll('\\', '/'));
}, 240_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const text = (file: string): string => readFileSync(join(out, file), 'utf8');

describe('a site under a sub-path', () => {
  it('has every root-relative address of every page under the base, and the files behind them', () => {
    const outside: string[] = [];
    const missing: string[] = [];
    const pages = files.filter((f) => f.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(100);
    for (const file of pages) {
      const { document } = parseHTML(text(file));
      for (const e of document.querySelectorAll('[href],[src],[action]'))
        for (const name of ['href', 'src', 'action']) {
          const value = e.getAttribute(name);
          if (!value?.startsWith('/') || value.startsWith('//')) continue;
          if (!value.startsWith(BASE)) outside.push(`${file}: ${value}`);
          else {
            const path = decodeURIComponent(value.slice(BASE.length).replace(/[?#].*$/, ''));
            const target = path === '' || path.endsWith('/') ? `${path}index.html` : path;
            if (!existsSync(join(out, target))) missing.push(`${file}: ${value}`);
          }
        }
    }
    expect([...new Set(outside)].slice(0, 20)).toEqual([]);
    expect([...new Set(missing)].slice(0, 20)).toEqual([]);
  });

  it('says its own full address: canonical, sitemap, feeds', () => {
    expect(text('clearing/taobao/index.html')).toContain(
      '<link rel="canonical" href="https://shops.example/handbook/clearing/taobao/"',
    );
    for (const file of ['sitemap-0.xml', 'rss.xml', 'llms.txt'].filter((f) => files.includes(f))) {
      const own = text(file).match(/https:\/\/shops\.example\/[^\s<"')]*/g) ?? [];
      expect(own.length, file).toBeGreaterThan(0);
      expect(
        own.filter((u) => !u.startsWith(`https://shops.example${BASE}`)),
        file,
      ).toEqual([]);
    }
  });

  it('loads style sheets and scripts from under the base', () => {
    for (const file of files.filter((f) => /^_astro\/.*\.(css|js)$/.test(f))) {
      const bare = text(file).match(/(["'(])\/_astro\//g) ?? [];
      expect(bare, file).toEqual([]);
    }
  });
});
