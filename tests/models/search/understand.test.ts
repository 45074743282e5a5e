import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createEngine } from '../../../src/models/search/engine.ts';
import { normalise, QUERY_LIMIT, readT2s } from '../../../src/models/search/normalise.ts';
import { understand } from '../../../src/models/search/understand.ts';
import { smallCore } from './fixture.ts';

const core = smallCore();
const engine = createEngine(core);
const { lexicon } = engine.corpus;
const read = (query: string) => understand(query, lexicon, core);
const words = (query: string) => read(query).terms.map((t) => t.word);
const top = (query: string) => engine.answer(query).results[0]?.path;

describe('normalise', () => {
  it.each([
    ['１２分', '12分'],
    ['48 分', '48分'],
    ['ＡliExpress', 'aliexpress'],
    ['淘寶虛假交易', '淘宝虚假交易'],
    ['三十天', '30天'],
    ['四十八分', '48分'],
    ['双十一', '双十一'],
    ['  多   空格 ', '多 空格'],
    ['a\u0000b\ud800c', 'a b c'],
  ])('%j → %j', (from, to) => expect(normalise(from, readT2s(core.t2s))).toBe(to));

  it('changes nothing the second time', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalise(text, lexicon.t2s);
        expect(normalise(once, lexicon.t2s)).toBe(once);
      }),
    ));
});

describe('reading a query', () => {
  it.each([
    ['baozhengjin zenme tui', '保证金'],
    ['bao zheng jin', '保证金'],
    ['bzj', '保证金'],
    ['baozhengj', '保证金'],
    ['bao证金', '保证金'],
    ['宝证金', '保证金'],
    ['降全多久', '降权'],
    ['將權', '降权'],
    ['店铺deposit', '保证金'],
    ['48fen', '48分'],
    ['破坏生经营罪', '破坏生产经营罪'],
    ['代营运', '代运营'],
    ['my deposit is frozen', '保证金'],
  ])('%s contains %s', (query, word) => expect(words(query)).toContain(word));

  it.each(['恢复多久', '扣分多久清零', '申诉需要什么材料', '店铺流量下降', '放进包裹里', '没刷过单', '被判吗', '重新上'])(
    '%s is not mended',
    (query) => expect(read(query).notes.filter((n) => n.kind === 'typo')).toEqual([]),
  );

  it('takes an exact word for what it is, though another sounds the same', () => {
    expect(words('处置')).toEqual(['处置']);
    expect(read('处置').notes.some((n) => n.kind === 'typo')).toBe(false);
  });

  it('keeps synonyms directed: the alias finds the term, and not the other way where the editor says so', () => {
    const of = (query: string) => new Map(read(query).terms[0]?.expansions);
    expect(of('s单').get('刷单')).toBe(0.9);
    expect(of('补单').get('刷单')).toBe(0.95);
  });

  it('drops filler words, but not when nothing else is left', () => {
    expect(words('请问我的保证金呢')).toEqual(['保证金']);
    expect(words('怎么')).toEqual(['怎么']);
  });

  it('tells every change', () => {
    expect(read('降權多久').notes).toContainEqual({ kind: 'traditional', from: '降權多久', to: '降权多久' });
    expect(read('宝证金').notes).toContainEqual({ kind: 'typo', from: '宝证金', to: '保证金' });
    expect(read('bzj').notes).toContainEqual({ kind: 'pinyin', from: 'bzj', to: '保证金' });
  });

  it('searches the words as typed when asked to', () => {
    const literal = understand('补单', lexicon, core, true);
    expect(literal.terms.map((t) => t.expansions)).toEqual([[['补单', 1]]]);
    expect(literal.notes).toEqual([]);
  });
});

describe('the need behind a query', () => {
  it.each([
    ['刷单怎么做才不被抓', 'evasion'],
    ['补单平台哪家好', 'evasion'],
    ['刷单技巧', 'evasion'],
    ['how to do brushing undetected', 'evasion'],
    ['同行恶意刷单怎么办', null],
    ['刷单会坐牢吗', null],
    ['怎么举报刷单', null],
    ['刚收到违规通知怎么办', 'emergency'],
    ['店铺被查到虚假交易咋办', 'emergency'],
    ['收到平台的通知该怎么办', 'emergency'],
    ['老婆下的单被判了咋整', null],
    ['虚假交易扣分多久清零', null],
  ])('%s: %s', (query, intent) => expect(read(query).intent).toBe(intent));

  it('puts the page first that the need calls for', () => {
    expect(top('怎么刷单不被抓')).toBe('/respond/no-evasion/');
    expect(top('刚收到违规通知怎么办')).toBe('/tools/notice-triage/');
  });

  it.each([
    ['淘宝扣12分什么时候清零', { platform: ['taobao'], kind: ['points-general'], points: ['12'] }],
    ['ali express 扣了20 points', { platform: ['aliexpress'], kind: ['points-general'], points: ['20'] }],
    ['tmall koule 6fen', { platform: ['tmall'], kind: ['points-general'], points: ['6'] }],
    ['国际站的分哪天过期', { platform: ['alibaba-com'], kind: ['points-general'] }],
    ['天猫 2026年3月5日 扣分', { platform: ['tmall'], kind: ['points-general'], date: ['2026-03-05'] }],
    ['淘宝降权 2026-03-05', { platform: ['taobao'], kind: ['demotion'], date: ['2026-03-05'] }],
    ['2026-13-45', null],
    ['刷单', null],
  ])('%s fills the date tool with %j', (query, fields) => expect(engine.answer(query).prefill).toEqual(fields));

  it('shows the definition of a single term, by any of its names', () => {
    expect(engine.answer('补单').term?.term).toBe('刷单');
    expect(engine.answer('补单是什么意思').term?.term).toBe('刷单');
    expect(engine.answer('补单 保证金').term).toBeNull();
  });
});

describe('ranking', () => {
  it.each([
    ['我的宝贝掉权了要多久才恢复', '/demotion/'],
    ['天猫的分哪天归零', '/clearing/tmall/'],
    ['押金', '/deposit/'],
    ['jiangquan', '/demotion/'],
    ['什么样的单子算刷单', '/definition/'],
  ])('%s → %s', (query, path) => expect(top(query)).toBe(path));

  it('lowers a result for a missing word, but keeps it', () =>
    expect(engine.answer('保证金 某个没有的词').results.map((r) => r.path)).toContain('/deposit/'));

  it('marks the words it matched, also through an alias, and leaves the text as it was', () => {
    const result = engine.answer('押金').results.find((r) => r.path === '/deposit/');
    expect(result?.title.map((p) => p.text).join('')).toBe('保证金会不会扣');
    expect(result?.title.filter((p) => p.hit).map((p) => p.text)).toEqual(['保证金']);
  });
});

describe('hostile input', () => {
  const ugly = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('刷', '单', 'x', 'j', '4', '8', '分', ' ', '\ud83d', '\u202e', '(', '*', '<', '"'),
      maxLength: 400,
    }),
  );
  it('always answers, reads a bounded part, and keeps the path set of the site', () => {
    const paths = new Set(core.units.map((u) => u.u));
    fc.assert(
      fc.property(ugly, fc.boolean(), (query, literal) => {
        const answer = engine.answer(query, { literal });
        expect(answer.query.length).toBeLessThanOrEqual(QUERY_LIMIT);
        for (const result of answer.results) expect(paths.has(result.path.split('#')[0] ?? '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['刷'.repeat(10_000), 'xj'.repeat(5_000), '1'.repeat(10_000), '__proto__ constructor toString', '.*+?^${}()|[]\\'])(
    'answers a long or odd query',
    (query) => expect(engine.answer(query).results.length).toBeLessThanOrEqual(core.units.length),
  );
});
