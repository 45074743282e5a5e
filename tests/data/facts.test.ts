import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { assembleFactBook, FactError } from '../../src/facts/assemble.ts';
import { readRecordFiles } from '../../src/facts/from-disk.ts';
import { invariantProblems, spanProblems } from '../../src/facts/invariants.ts';
import { addDays, fromEpochDay } from '../../src/models/calendar/day.ts';
import { sourcesNamedElsewhere } from './named-sources.ts';

const files = readRecordFiles('src/content');
const book = assembleFactBook(files);

/** The record files with one file changed by `edit`. */
function withEdit(path: string, edit: (record: any) => void): Map<string, string> {
  const copy = new Map(files);
  const record = parse(files.get(path) ?? '');
  edit(record);
  copy.set(path, stringify(record));
  return copy;
}

const TAOBAO = 'rules/taobao/clearing.yaml';

describe('the records as they stand', () => {
  it('hold together: every id resolves, every source is used, no overlap, no undeclared gap', () => {
    expect(invariantProblems(book, sourcesNamedElsewhere())).toEqual([]);
  });

  it('kept every id of the dossiers', () => {
    expect(book.rules.size).toBeGreaterThanOrEqual(197);
    expect(book.laws.size).toBeGreaterThanOrEqual(80);
    expect(book.rumours.size).toBeGreaterThanOrEqual(10);
    expect(book.unknowns.size).toBeGreaterThanOrEqual(35);
  });

  it('are frozen', () => {
    expect(() => ((book.rules.get('tb-clear-A') as { id: string }).id = 'x')).toThrow(TypeError);
  });

  it('never give an address to a source that may not be linked without saying so', () => {
    for (const s of book.sources.values()) if (/不宜对外链接|不对外链接/.test(s.note ?? '')) expect(s.linkable, s.id).toBe(false);
  });
});

describe('malformed records are refused, naming the file', () => {
  const firstFact = (r: any) => r.facts[0];
  const cases: [string, string, (r: any) => void, RegExp][] = [
    ['an unknown key', TAOBAO, (r) => (firstFact(r).colour = 'red'), /colour/],
    ['an unknown key inside a value', TAOBAO, (r) => (firstFact(r).values[0].penalty = 3), /penalty/],
    ['a missing confidence', TAOBAO, (r) => delete firstFact(r).values[0].confidence, /confidence/],
    ['a missing checked-on date', TAOBAO, (r) => delete firstFact(r).values[0].checkedOn, /checkedOn/],
    [
      'a checked-on date that does not exist',
      TAOBAO,
      (r) => (firstFact(r).values[0].checkedOn = '2026-02-30'),
      /no such calendar date/,
    ],
    ['a confidence that is not one of three', TAOBAO, (r) => (firstFact(r).values[0].confidence = 'sure'), /confidence/],
    ['a platform nobody knows', TAOBAO, (r) => (r.platform = 'ebay'), /platform/],
    ['the same id twice', TAOBAO, (r) => r.facts.push(r.facts[0]), /used twice/],
    ['a source without linkable', 'sources/taobao.yaml', (r) => delete r.sources[0].linkable, /linkable/],
    ['a law whose id is a rule fact', 'laws/ecl-17.yaml', (r) => (r.id = 'tb-clear-A'), /already a rule fact/],
    ['a clock with an unknown method', 'clocks/taobao.yaml', (r) => (r.clocks[0].versions[0].method.type = 'lunar'), /method/],
  ];
  it.each(cases)('%s', (_name, path, edit, message) => {
    const edited = withEdit(path, edit);
    expect(() => assembleFactBook(edited)).toThrow(FactError);
    expect(() => assembleFactBook(edited)).toThrow(message);
  });
});

describe('records that parse but clash are reported', () => {
  const cases: [string, string, (r: any) => void, RegExp][] = [
    [
      'overlapping periods',
      TAOBAO,
      (r) => {
        const v = r.facts[0].values[0];
        r.facts[0].values = [
          { ...v, from: '2013', until: '2020' },
          { ...v, from: '2020-06-01', until: null },
        ];
      },
      /tb-clear-calendar: 期间重叠/,
    ],
    [
      'an undeclared gap',
      TAOBAO,
      (r) => {
        const v = r.facts[0].values[0];
        r.facts[0].values = [
          { ...v, from: '2013', until: '2018' },
          { ...v, from: '2020-01-01', until: null },
        ];
      },
      /tb-clear-calendar: 2019-01-01 到 2019-12-31 没有版本/,
    ],
    ['a value without a source', TAOBAO, (r) => (r.facts[0].values[0].sources = []), /tb-clear-calendar: 有版本没有来源/],
    [
      'a source nobody registered',
      TAOBAO,
      (r) => (r.facts[0].values[0].sources = ['nowhere']),
      /来源 nowhere 被引用，但没有登记/,
    ],
    [
      'a source nobody uses',
      'sources/taobao.yaml',
      (r) => r.sources.push({ ...r.sources[0], id: 'tb-orphan' }),
      /来源 tb-orphan 登记了，但没有记录用到/,
    ],
    [
      'a clock resting on no fact',
      'clocks/taobao.yaml',
      (r) => (r.clocks[0].versions[0].facts = ['tb-none']),
      /指向不存在的事实 tb-none/,
    ],
    [
      'a clock whose length is nowhere',
      'clocks/taobao.yaml',
      (r) => (r.clocks.find((c: any) => c.id === 'taobao-demotion').versions[0].method.days.figure = 'weeks'),
      /no number at figure weeks/,
    ],
    [
      'an estimate without its assumption',
      'clocks/1688.yaml',
      (r) => delete r.clocks[0].versions[1].assumption,
      /要写 assumption/,
    ],
  ];
  it.each(cases)('%s', (_name, path, edit, message) => {
    expect(invariantProblems(assembleFactBook(withEdit(path, edit)), sourcesNamedElsewhere()).join('\n')).toMatch(message);
  });
});

describe('spanProblems', () => {
  it('accepts every partition of time into consecutive spans, and refuses it with one span shifted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 12000, max: 16000 }),
        (lengths, start) => {
          let day = fromEpochDay(start);
          const spans = lengths.map((n) => {
            const span = { from: day, until: addDays(day, n - 1) };
            day = addDays(day, n);
            return span;
          });
          expect(spanProblems(spans)).toEqual([]);
          const shifted = spans.map((s, i) => (i === 1 ? { from: addDays(s.from, -1), until: s.until } : s));
          expect(spanProblems(shifted)).not.toEqual([]);
          const holed = spans.map((s, i) => (i === 1 ? { from: addDays(s.from, 1), until: addDays(s.until, 1) } : s)).slice(0, 2);
          expect(spanProblems(holed)).not.toEqual([]);
          expect(spanProblems(holed, [{ from: spans[1]?.from ?? null, until: spans[1]?.from ?? null }])).toEqual([]);
        },
      ),
    );
  });
});
