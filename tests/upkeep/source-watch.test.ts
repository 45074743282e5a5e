import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { pagesByRecord } from '../../src/integrations/upkeep/pages.ts';
import { needsAPerson } from '../../scripts/watch/report.ts';
import { decodeBody, readableLines } from '../../scripts/watch/readable-text.ts';
import { watch, type WatchRun } from '../../scripts/watch/run.ts';
import { linkTargets, sourceTargets, type Target } from '../../scripts/watch/targets.ts';

/** A server whose pages the test rewrites. */
const pages = new Map<string, { status?: number; type?: string; body: string | Uint8Array; location?: string }>();
let server: Server;
let origin = '';
let dir = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return void response.writeHead(404).end('没有');
    const headers: Record<string, string> = { 'content-type': page.type ?? 'text/html; charset=utf-8' };
    if (page.location) headers.location = page.location;
    response.writeHead(page.status ?? 200, headers).end(page.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  pages.clear();
  if (dir) rmSync(dir, { recursive: true });
  dir = mkdtempSync(join(tmpdir(), 'watch-'));
});

const RULE = '第一条 本规则为测试虚构。第二条 违规的扣分在年底清零，本句也是测试用的虚构文字。';
const html = (text: string, extra = ''): string =>
  `<!doctype html><html><head><title>测试规则</title><script>var t=${Math.random()}</script></head><body><nav>首页</nav><p>${text}</p>${extra}<footer>版权</footer></body></html>`;
const target = (path: string, records: string[], paths: string[]): Target => ({
  url: origin + path,
  title: `测试${path}`,
  records,
  pages: paths,
});
const run = (targets: Target[], texts = true): WatchRun => ({
  title: '测试报告',
  targets,
  stateFile: join(dir, 'state.json'),
  reportFile: join(dir, 'report.md'),
  today: '2026-11-23',
  texts,
});
const go = (targets: Target[], texts = true) => watch(run(targets, texts), { pauseMs: 0, timeoutMs: 5000 });
const report = (): string => readFileSync(join(dir, 'report.md'), 'utf8');

describe('the source watch', () => {
  it('names the facts and pages behind a page whose text changed, and only those', async () => {
    const targets = [
      target('/rule', ['tb-x-1', 'tb-x-2'], ['/clearing/taobao/']),
      target('/other', ['tm-y'], ['/clearing/tmall/']),
    ];
    pages.set('/rule', { body: html(RULE) });
    pages.set('/other', { body: html(`${RULE}别处。`) });
    expect((await go(targets)).map((o) => o.kind)).toEqual(['first', 'first']);
    expect((await go(targets)).map((o) => o.kind)).toEqual(['same', 'same']);

    pages.set('/rule', { body: html(RULE, '<p>第三条 新加的一条，测试虚构。</p>') });
    const outcomes = await go(targets);
    expect(outcomes.map((o) => o.kind)).toEqual(['changed', 'same']);
    expect(outcomes[0]?.added).toEqual(['第三条 新加的一条,测试虚构。']);
    expect(outcomes[0]?.removed).toBe(0);
    const text = report();
    expect(text).toContain('记录：`tb-x-1`、`tb-x-2`');
    expect(text).toContain('页面：`/clearing/taobao/`');
    expect(text).not.toContain('tm-y');
    expect(needsAPerson(outcomes)).toBe(true);
    expect(
      (await go(targets)).map((o) => o.kind),
      'told once',
    ).toEqual(['same', 'same']);
  });

  it('does not mistake scripts, navigation, counters or a page in another encoding for a change', async () => {
    const targets = [target('/rule', ['a'], [])];
    pages.set('/rule', { body: html(RULE, '<p>阅读 1024</p>') });
    await go(targets);
    pages.set('/rule', { body: html(RULE, '<p>阅读 2048</p>').replace('首页', '首页 新活动') });
    expect((await go(targets))[0]?.kind).toBe('same');
  });

  it('reads GBK pages by what they declare, in the header or in the page', () => {
    // 规则 in GBK
    const bytes = new Uint8Array([0xb9, 0xe6, 0xd4, 0xf2]);
    expect(decodeBody(bytes, 'text/html; charset=gbk')).toBe('规则');
    const page = new Uint8Array([...new TextEncoder().encode('<meta charset="gb2312"><p>'), ...bytes]);
    expect(readableLines(decodeBody(page, 'text/html'))).toEqual(['规则']);
  });

  it('keeps the last reading when a page fails, and calls for a person on the second failure', async () => {
    const targets = [target('/rule', ['a'], ['/p/'])];
    pages.set('/rule', { body: html(RULE) });
    await go(targets);
    pages.delete('/rule');
    const once = await go(targets);
    expect([once[0]?.kind, once[0]?.failures, needsAPerson(once)]).toEqual(['gone', 1, false]);
    const twice = await go(targets);
    expect([twice[0]?.failures, needsAPerson(twice)]).toEqual([2, true]);
    expect(report()).toContain('连续 2 次');
    pages.set('/rule', { body: html(RULE) });
    expect((await go(targets))[0]?.kind, 'back, unchanged').toBe('same');
  });

  it.each([
    ['a wall', { status: 403, body: 'no' }, 'refused', '返回 403'],
    [
      'an empty shell',
      { body: '<html><body><div id="root"></div><script>draw()</script></body></html>' },
      'refused',
      '没有可读的正文',
    ],
    ['a redirect', { status: 302, location: '/new', body: '' }, 'first', '转到'],
  ])('says in words what it met: %s', async (_, page, kind, words) => {
    pages.set('/rule', page);
    pages.set('/new', { body: html(RULE) });
    const [outcome] = await go([target('/rule', ['a'], [])]);
    expect(outcome?.kind).toBe(kind);
    expect(outcome?.detail).toContain(words);
  });

  it('compares files that are not text byte by byte', async () => {
    const targets = [target('/a.pdf', ['a'], [])];
    pages.set('/a.pdf', { type: 'application/pdf', body: new Uint8Array([1, 2, 3]) });
    await go(targets);
    pages.set('/a.pdf', { type: 'application/pdf', body: new Uint8Array([1, 2, 4]) });
    expect((await go(targets))[0]?.kind).toBe('changed');
  });

  it('survives a host that does not answer', async () => {
    const outcomes = await go([{ url: 'http://127.0.0.1:9/', title: '关着的端口', records: [], pages: [] }]);
    expect(outcomes[0]?.kind).toBe('unreachable');
    expect(outcomes[0]?.detail).toContain('网络不通');
  });

  it('refuses a broken state file by name instead of starting over in silence', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(dir, 'state.json'), '{');
    await expect(go([])).rejects.toThrow(/state\.json 不是完好的 JSON/);
  });
});

describe('the link check', () => {
  it('does not care what a page says, only whether it answers', async () => {
    const targets = [target('/rule', [], ['/p/'])];
    pages.set('/rule', { body: html(RULE) });
    await go(targets, false);
    pages.set('/rule', { body: html(`${RULE}改了。`) });
    expect((await go(targets, false))[0]?.kind).toBe('same');
    pages.delete('/rule');
    expect((await go(targets, false))[0]?.kind).toBe('gone');
  });
  it('asks for a build first', () => {
    expect(() => linkTargets(dir, 'https://zhendan.example')).toThrow(/npm run build/);
  });
});

describe('what is watched', () => {
  const book = factBookFromDisk('src/content');
  const targets = sourceTargets(book, pagesByRecord('src/content', book));
  it('covers every linkable address that a rule or law cites, and every official entrance', () => {
    const watched = new Set(targets.map((t) => t.url));
    const cited = [...book.rules.values()].flatMap((r) => [
      r.verifyAt,
      ...r.values
        .flatMap((v) => v.sources)
        .map((s) => book.sources.get(s))
        .filter((s) => s?.linkable)
        .map((s) => s?.url),
    ]);
    const forbidden = new Set([...book.sources.values()].filter((s) => !s.linkable).map((s) => s.url));
    expect(cited.filter((u) => u && !watched.has(u) && !forbidden.has(u))).toEqual([]);
    expect(watched.size).toBeGreaterThan(80);
  });
  it('never visits or names an address that may not be linked', () => {
    const forbidden = new Set([...book.sources.values()].filter((s) => !s.linkable && s.url).map((s) => s.url));
    expect(forbidden.size).toBeGreaterThan(10);
    expect(targets.filter((t) => forbidden.has(t.url))).toEqual([]);
  });
});
