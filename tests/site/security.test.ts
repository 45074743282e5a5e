import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { headersFor, parseHeaderRules } from '../../scripts/header-rules.ts';
import { serveStatic, type StaticSite } from '../../scripts/static-server.ts';
import { hashSource, inlineParts } from '../../src/integrations/security/inline.ts';
import { COMMON_HEADERS } from '../../src/integrations/security/policy.ts';
import { launch } from './browser.ts';
import { findNginx, mapValue, parseNginx, serveWithNginx } from './nginx.ts';
import { builtPages, builtSite, DIST, htmlOf } from './site.ts';

const pages = builtPages();
const isKit = (path: string) => /^\/(emergency-kit|真单应急包)\.html$/.test(path);
const META = /<meta http-equiv="content-security-policy" content="([^"]*)"/;
const metaPolicy = (html: string): string => META.exec(html)?.[1] ?? '';

/** A policy as directive → sources. */
function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy
      .split(';')
      .map((d) => d.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources]),
  );
}
const sources = (policy: string, name: string): string[] => directives(policy).get(name) ?? [];

describe('finding what is inline', () => {
  it('takes scripts that run, and leaves data', () => {
    const parts = inlineParts(
      '<script>a()</script><script type="module">b()</script><script type="application/json">{"c":1}</script><script type=application/ld+json>{}</script><script src="/d.js"></script>',
    );
    expect(parts.scripts).toEqual(['a()', 'b()']);
  });
  it('takes style attributes decoded, and none out of a script text', () => {
    const parts = inlineParts(
      `<p style="--a: &quot;x&quot;">1</p><b title='<i style="no">' style='--c: 2'></b><script>x='<u style="not">'</script>`,
    );
    expect(parts.styleAttributes).toEqual(['--a: "x"', '--c: 2']);
  });
  it('hashes as browsers do', () => {
    // The example of the CSP specification: alert('Hello, world.');
    expect(hashSource("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  });
});

describe('every built page', () => {
  it('carries a policy before anything that could run or load', () => {
    expect(pages.length).toBeGreaterThan(100);
    for (const page of pages) {
      const html = htmlOf(page);
      const at = html.search(META);
      expect(at, page).toBeGreaterThan(0);
      expect(html.slice(0, at), page).not.toMatch(/<(script|link|style|img)\b/);
      expect(html.match(/http-equiv="content-security-policy"/g), page).toHaveLength(1);
    }
  });

  it('allows nothing by default, scripts only by file and hash, connections only to the site', () => {
    for (const page of pages) {
      const policy = metaPolicy(htmlOf(page));
      expect(sources(policy, 'default-src'), page).toEqual(["'none'"]);
      const script = sources(policy, 'script-src');
      expect(script, page).not.toContain("'unsafe-inline'");
      expect(script, page).not.toContain("'unsafe-eval'");
      expect(script, page).not.toContain("'unsafe-hashes'");
      for (const s of script) expect(s, page).toMatch(/^'(self|sha256-[A-Za-z0-9+/]{43}=)'$/);
      expect(sources(policy, 'style-src'), page).not.toContain("'unsafe-inline'");
      if (isKit(page)) {
        expect(policy, page).not.toContain('connect-src');
        continue;
      }
      expect(sources(policy, 'connect-src'), page).toEqual(["'self'"]);
      expect(sources(policy, 'object-src'), page).toEqual(["'none'"]);
      expect(sources(policy, 'base-uri'), page).toEqual(["'self'"]);
      expect(sources(policy, 'form-action'), page).toEqual(["'self'"]);
    }
  });

  it('lists exactly the hashes of what it has inline', () => {
    for (const page of pages) {
      const html = htmlOf(page);
      const policy = metaPolicy(html);
      const parts = inlineParts(html);
      const hashes = (name: string) => sources(policy, name).filter((s) => s.startsWith("'sha256-"));
      expect(hashes('script-src').sort(), page).toEqual(parts.scripts.map(hashSource).sort());
      expect(hashes('style-src').sort(), page).toEqual([...parts.styles, ...parts.styleAttributes].map(hashSource).sort());
      // A long list means that a component writes styles into its HTML; give it a class instead.
      expect(parts.styleAttributes.length, `${page}：${parts.styleAttributes.join(' | ')}`).toBeLessThanOrEqual(16);
      expect(parts.scripts.length, page).toBeLessThanOrEqual(8);
    }
  });

  it('has no inline handler and no javascript: address', () => {
    for (const page of pages) {
      const markup = htmlOf(page).replace(/<script\b[\s\S]*?<\/script>/g, '');
      expect(markup, page).not.toMatch(/<[a-z][^<>]*\son[a-z]+\s*=/i);
      expect(markup, page).not.toMatch(/(href|src|action)\s*=\s*["']?\s*javascript:/i);
    }
  });
});

const rules = parseHeaderRules(readFileSync(join(DIST, '_headers'), 'utf8'));
const csp = parseNginx(readFileSync(join(DIST, '.nginx/csp.conf'), 'utf8')).find((d) => d.name === 'map');

describe('_headers', () => {
  it('gives every page one policy that covers its own and forbids framing, embeds excepted', () => {
    for (const page of pages) {
      const header = headersFor(rules, encodeURI(page))['content-security-policy'] ?? '';
      expect(header, page).not.toBe('');
      expect(header, `${page}：规则重叠`).not.toContain(',');
      expect(sources(header, 'frame-ancestors'), page).toEqual([page.startsWith('/embed/') ? '*' : "'none'"]);
      expect(sources(header, 'script-src').join(' '), page).not.toMatch(/unsafe-inline|'unsafe-eval'/);
      const meta = metaPolicy(htmlOf(page));
      for (const name of ['script-src', 'style-src'])
        for (const source of sources(meta, name)) expect(sources(header, name), `${page} ${name}`).toContain(source);
    }
  });
  it('sends the common headers with everything and caches hashed files for good', () => {
    const asset = headersFor(rules, '/_astro/x.js');
    for (const [name, value] of Object.entries(COMMON_HEADERS)) expect(asset[name.toLowerCase()]).toBe(value);
    expect(asset['cache-control']).toContain('immutable');
    for (const path of ['/', '/clearing/', '/sw.js']) expect(headersFor(rules, path)['cache-control'], path).toBe('no-cache');
  });
  it('lets workers connect to the site only', () => {
    for (const path of ['/sw.js', '/_astro/x.js', '/_search/x.js'])
      expect(sources(headersFor(rules, path)['content-security-policy'] ?? '', 'connect-src'), path).toEqual(["'self'"]);
  });
  it('allows WebAssembly in the search worker and nowhere else', () => {
    const allowed = rules.filter((r) => r.headers.some(([, value]) => value.includes('wasm-unsafe-eval')));
    expect(allowed.map((r) => r.pattern)).toEqual(['/_search/*']);
    expect(readdirSync(join(DIST, '_search'))).toEqual([expect.stringMatching(/^search\.worker-[\w-]+\.js$/)]);
    for (const page of pages) expect(metaPolicy(htmlOf(page)), page).not.toContain('wasm-unsafe-eval');
    if (csp) expect(mapValue(csp, '/_search/x.js')).toBe(headersFor(rules, '/_search/x.js')['content-security-policy']);
  });
  it('is read strictly', () => {
    for (const bad of ['/a\nX-Test: 1\n', '  X: 1\n', '/a\n', '/a*b*\n  X: 1\n', `/a\n  X: ${'y'.repeat(2000)}\n`])
      expect(() => parseHeaderRules(bad), bad.slice(0, 20)).toThrow(/_headers/);
  });
});

describe('deploy/nginx.conf', () => {
  const conf = parseNginx(readFileSync('deploy/nginx.conf', 'utf8'));
  const server = conf.find((d) => d.name === 'server')?.block ?? [];

  it('is well formed, and the reader of it finds faults', () => {
    for (const bad of ['server { listen 80 }', 'server {', 'a "b;', '}', ';'])
      expect(() => parseNginx(bad), bad).toThrow(/nginx\.conf/);
  });
  it('sends the same common headers as _headers, always, from one place', () => {
    const added = new Map(server.filter((d) => d.name === 'add_header').map((d) => [d.args[0] ?? '', d.args.slice(1)]));
    for (const [name, value] of Object.entries(COMMON_HEADERS)) expect(added.get(name), name).toEqual([value, 'always']);
    expect(added.get('Content-Security-Policy')).toEqual(['$zhendan_csp', 'always']);
    for (const location of server.filter((d) => d.name === 'location'))
      expect(
        location.block?.some((d) => d.name === 'add_header'),
        '在 location 里写 add_header 会丢掉其余的头',
      ).toBe(false);
  });
  it('gives every page the policy _headers gives it', () => {
    if (!csp) throw new Error('dist/.nginx/csp.conf 里没有 map');
    for (const page of pages) {
      const expected = headersFor(rules, encodeURI(page))['content-security-policy'];
      expect(mapValue(csp, page.endsWith('/') ? `${page}index.html` : page), page).toBe(expected);
    }
  });
  it('knows the type of every kind of file the site has', () => {
    const known = new Set((server.find((d) => d.name === 'types')?.block ?? []).flatMap((d) => d.args));
    const built = readdirSync(DIST, { recursive: true }).map((f) => extname(String(f)).slice(1));
    for (const ext of new Set(built.filter((e) => e !== '' && e !== 'conf'))) expect([...known], ext).toContain(ext);
  });
});

/** A plain request, so that compression and headers are seen as sent. */
function ask(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (d: Buffer) => parts.push(d));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([n, v]) => [n, String(v)])),
          body: Buffer.concat(parts),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const nginx = findNginx();
console.log(
  nginx
    ? `security: served by the real nginx (${nginx}) as well`
    : 'security: no nginx on this machine; its configuration was checked by the strict reader only',
);

/** The same demands on our own server and on the real nginx. */
describe.each([['the local server', 'static'] as const, ...(nginx ? [['the real nginx', 'nginx'] as const] : [])])(
  '%s',
  (_name, kind) => {
    const serve = (root: string) => (kind === 'nginx' ? serveWithNginx(nginx ?? '', root) : serveStatic(root));
    let site: StaticSite;
    beforeAll(async () => {
      site = await serve(DIST);
    });
    afterAll(() => site?.close());

    it('sends each kind of page its policy and the common headers', async () => {
      const kinds = new Map(pages.map((p) => [p.split('/')[1] ?? '', p]));
      for (const page of kinds.values()) {
        const answer = await ask(site.url + encodeURI(page));
        expect(answer.status, page).toBe(200);
        expect(answer.headers['content-type'], page).toMatch(/^text\/html; charset=utf-8$/i);
        expect(answer.headers['content-security-policy'], page).toBe(
          headersFor(rules, encodeURI(page))['content-security-policy'],
        );
        expect(answer.headers['cache-control'], page).toBe('no-cache');
        for (const [name, value] of Object.entries(COMMON_HEADERS))
          expect(answer.headers[name.toLowerCase()], `${page} ${name}`).toBe(value);
      }
    });

    it('sends files with their types, hashed ones for good', async () => {
      const script = readdirSync(join(DIST, '_astro')).find((f) => f.endsWith('.js')) ?? '';
      const asset = await ask(`${site.url}/_astro/${script}`);
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(asset.headers['content-type']).toMatch(/^text\/javascript/);
      const types: [string, RegExp][] = [
        ['/manifest.webmanifest', /^application\/manifest\+json/],
        ['/index.md', /^text\/markdown; charset=utf-8/i],
        ['/favicon.svg', /^image\/svg\+xml/],
        ['/data/facts.json', /^application\/json/],
        ['/sw.js', /^text\/javascript/],
      ];
      for (const [path, type] of types) {
        const answer = await ask(site.url + path);
        expect(answer.headers['content-type'], path).toMatch(type);
        expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
        expect(answer.headers['access-control-allow-origin'], path).toBe('*');
        expect(answer.headers['cache-control'], path).toBe('no-cache');
      }
    });

    it('compresses text and says that it varies', async () => {
      const answer = await ask(`${site.url}/clearing/`, { 'accept-encoding': 'gzip' });
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(answer.headers.vary?.toLowerCase()).toContain('accept-encoding');
      expect(answer.body.length).toBeLessThan(Buffer.byteLength(htmlOf('/clearing/')) / 3);
    });

    it('answers what is not there with the page for it, under its policy, and hides what is not for readers', async () => {
      for (const path of ['/nowhere/', '/_headers', '/.nginx/csp.conf', '/..%2f..%2fpackage.json']) {
        const answer = await ask(site.url + path);
        expect([400, 404], path).toContain(answer.status);
        expect(String(answer.body), path).not.toMatch(/"devDependencies"|Content-Security-Policy:/);
      }
      const missing = await ask(`${site.url}/nowhere/`);
      expect(missing.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(String(missing.body)).toContain('<html lang="zh-CN"');
    });

    it('sends the ready-made compressed file where there is one', async () => {
      const root = mkdtempSync(join(tmpdir(), 'zhendan-gz-'));
      mkdirSync(join(root, '.nginx'));
      writeFileSync(join(root, '.nginx/csp.conf'), readFileSync(join(DIST, '.nginx/csp.conf')));
      writeFileSync(join(root, 'index.html'), `<!doctype html>${'x'.repeat(2000)}`);
      writeFileSync(join(root, 'index.html.gz'), gzipSync(`<!doctype html>ready-made ${'x'.repeat(2000)}`));
      const small = await serve(root);
      try {
        const answer = await fetch(`${small.url}/`, { headers: { 'accept-encoding': 'gzip' } });
        expect(await answer.text()).toContain('ready-made');
      } finally {
        await small.close();
        rmSync(root, { recursive: true, force: true });
      }
    });
  },
);

describe('in Chromium', () => {
  let site: StaticSite;
  let browser: Browser;
  let foreign: Server;
  let foreignUrl = '';
  beforeAll(async () => {
    site = await builtSite();
    browser = await launch();
    foreign = createServer((request, response) => {
      const target = new URL(request.url ?? '/', 'http://x').searchParams.get('frame') ?? '';
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="zh-CN"><title>别人的网页</title><iframe src="${site.url}${target}"></iframe>`);
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

  it('the policy bites: no inline script, no eval, no other host, no data address', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/tools/clearing-date/`);
    const outcome = await page.evaluate(async (other) => {
      const refused: string[] = [];
      document.addEventListener('securitypolicyviolation', (e) => refused.push(e.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      let evaluated = false;
      // The driver's own call may evaluate; what runs after it is the page's.
      await new Promise((resolve) => setTimeout(resolve, 0));
      try {
        evaluated = Boolean((0, eval)('true'));
      } catch {
        refused.push('eval');
      }
      const sent = await fetch(other).then(
        () => true,
        () => false,
      );
      const beacon = document.createElement('img');
      beacon.src = `${other}?leak`;
      document.body.append(beacon);
      const styled = document.createElement('p');
      styled.setAttribute('style', 'background: red');
      document.body.append(styled);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { injected: 'injected' in window, evaluated, sent, styled: styled.style.background, refused };
    }, foreignUrl);
    expect(outcome).toMatchObject({ injected: false, evaluated: false, sent: false, styled: '' });
    expect(outcome.refused).toEqual(
      expect.arrayContaining(['script-src-elem', 'eval', 'connect-src', 'img-src', 'style-src-attr']),
    );
    await page.close();
  });

  it('no page can be framed by another site', async () => {
    for (const path of ['/', '/clearing/taobao/', '/tools/clearing-date/']) {
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (m) => said.push(m.text()));
      await page.goto(`${foreignUrl}?frame=${encodeURIComponent(path)}`);
      await expect.poll(() => said.join('\n'), { message: path }).toContain('frame-ancestors');
      expect(await page.frames()[1]?.locator('h1').count(), path).toBe(0);
      await page.close();
    }
  });

  it.runIf(existsSync(join(DIST, 'embed')))('an embed can', async () => {
    const page = await browser.newPage();
    await page.goto(`${foreignUrl}?frame=${encodeURIComponent('/embed/clearing-date/')}`);
    await page.frameLocator('iframe').locator('h1').waitFor();
    await page.close();
  });
});
