import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { allCases } from '../../../src/facts/cases.ts';
import {
  FILTER_KEYS,
  filterableOf,
  filterOptions,
  filterQuery,
  filterSummary,
  matches,
  parseFilter,
  valuesOf,
  type CaseFilter,
} from '../../../src/models/cases/filter.ts';
import { CASE_KINDS, CASE_METHODS, CASE_OUTCOMES, CASE_PLATFORMS, CASE_TRADES } from '../../../src/schemas/case-words.ts';

const items = [...allCases().values()].map(filterableOf);

const keyOf = <T extends object>(table: T) => fc.constantFrom(...(Object.keys(table) as (keyof T)[]));
const anyFilter: fc.Arbitrary<CaseFilter> = fc.record(
  {
    kind: keyOf(CASE_KINDS),
    year: fc.oneof(fc.constant('unknown' as const), fc.integer({ min: 1000, max: 9999 })),
    platform: keyOf(CASE_PLATFORMS),
    method: keyOf(CASE_METHODS),
    outcome: keyOf(CASE_OUTCOMES),
    trade: keyOf(CASE_TRADES),
  },
  { requiredKeys: [] },
);

describe('a filter and its query', () => {
  test('round trip: reading the query gives the filter back', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(new URLSearchParams(filterQuery(filter)))).toEqual(filter);
      }),
    );
  });

  test('one filter has one query, whatever order its keys were set in', () => {
    fc.assert(
      fc.property(anyFilter, fc.shuffledSubarray([...FILTER_KEYS], { minLength: FILTER_KEYS.length }), (filter, order) => {
        const reordered = Object.fromEntries(order.flatMap((key) => (filter[key] === undefined ? [] : [[key, filter[key]]])));
        expect(filterQuery(reordered)).toBe(filterQuery(filter));
      }),
    );
  });

  test('foreign keys and invented values are dropped, never an error', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const filter = parseFilter(new URLSearchParams(query));
        for (const key of Object.keys(filter)) expect(FILTER_KEYS).toContain(key);
      }),
    );
    expect(parseFilter(new URLSearchParams('kind=toString&year=20xx&platform=__proto__&utm_source=x&method=agency'))).toEqual({
      method: 'agency',
    });
  });

  test.each([
    ['', {}],
    ['kind=scam', { kind: 'scam' }],
    ['trade=food&kind=administrative', { kind: 'administrative', trade: 'food' }],
    ['year=2021', { year: 2021 }],
    ['year=unknown', { year: 'unknown' }],
    ['kind=', {}],
  ])('%s', (query, filter) => expect(parseFilter(new URLSearchParams(query))).toEqual(filter));
});

describe('which cases fit', () => {
  test('an empty filter fits every case', () => {
    expect(items.every((item) => matches(item, {}))).toBe(true);
  });

  test('choosing one thing more never brings a case back', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom(...FILTER_KEYS), (filter, dropped) => {
        const wider = { ...filter, [dropped]: undefined };
        for (const item of items) if (matches(item, filter)) expect(matches(item, wider)).toBe(true);
      }),
    );
  });

  test('each case is found by any of its own values, and by none it does not have', () => {
    for (const item of items)
      for (const key of FILTER_KEYS)
        for (const { value } of filterOptions(items, key)) {
          const filter = parseFilter(new URLSearchParams({ [key]: value }));
          expect(matches(item, filter)).toBe(valuesOf(item, key).includes(value));
        }
  });

  test('the number beside an option is the number of cases it shows', () => {
    for (const key of FILTER_KEYS)
      for (const { value, count, label } of filterOptions(items, key)) {
        expect(items.filter((item) => matches(item, parseFilter(new URLSearchParams({ [key]: value }))))).toHaveLength(count);
        expect(label).not.toBe(key === 'year' || value === '1688' ? '' : value);
      }
  });

  test('years run newest first, the unread year last', () => {
    const years = filterOptions(items, 'year').map((o) => o.value);
    expect(years.at(-1)).toBe('unknown');
    const numbers = years.slice(0, -1).map(Number);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });
});

describe('the summary line', () => {
  test.each<[number, CaseFilter, string]>([
    [109, {}, '共 109 条'],
    [12, { kind: 'scam' }, '109 条里有 12 条符合（类别：骗局与内部人员）'],
    [0, { kind: 'remedy', year: 2013 }, '没有符合的案例（类别：误判与救济，年份：2013）'],
    [3, { year: 'unknown' }, '109 条里有 3 条符合（年份：年份未读到）'],
  ])('%i shown', (shown, filter, text) => expect(filterSummary(shown, 109, filter)).toBe(text));
});
