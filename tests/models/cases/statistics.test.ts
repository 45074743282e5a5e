import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { allCases } from '../../../src/facts/cases.ts';
import { logScale } from '../../../src/models/cases/log-scale.ts';
import { newestFirst, relatedCases } from '../../../src/models/cases/related.ts';
import {
  countKinds,
  countRoutes,
  countYears,
  groupFines,
  median,
  ordersAgainstFine,
  readFines,
} from '../../../src/models/cases/statistics.ts';
import { formatValue, formatYear, formatYuan } from '../../../src/models/cases/words.ts';
import { TOPICS, type Topic } from '../../../src/schemas/page.ts';

const cases = [...allCases().values()];
const amounts = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 60 });

describe('the median', () => {
  test('at least half the values lie on either side, whatever their order', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const m = median(values) as number;
        expect(values.filter((v) => v <= m).length * 2).toBeGreaterThanOrEqual(values.length);
        expect(values.filter((v) => v >= m).length * 2).toBeGreaterThanOrEqual(values.length);
        expect(median([...values].reverse())).toBe(m);
      }),
    );
  });
  test.each([
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[3, 1, 2], 2],
  ])('%j → %s', (values, expected) => expect(median(values)).toBe(expected));
});

describe('counts', () => {
  test('every case is counted once by kind and once by year', () => {
    const sum = (rows: { count: number }[]) => rows.reduce((n, row) => n + row.count, 0);
    expect(sum(countKinds(cases))).toBe(cases.length);
    expect(sum(countYears(cases))).toBe(cases.length);
  });
  test('a route is counted only where it can be told, and what is told stands in the record', () => {
    const told = cases.filter((c) => c.foundVia !== null);
    expect(countRoutes(cases).reduce((n, row) => n + row.count, 0)).toBe(told.length);
    expect(told.length).toBeLessThan(cases.length);
    for (const c of told) expect(c.foundBy, c.id).not.toBeNull();
  });
  test('years leave no hole between the first and the last, and the unread year stands last', () => {
    const years = countYears(cases).map((row) => row.year);
    expect(years.at(-1)).toBeNull();
    const read = years.slice(0, -1) as number[];
    expect(read).toEqual(read.map((_, n) => (read[0] as number) + n));
  });
});

describe('fines', () => {
  const fines = readFines(cases);
  test('only administrative fines that were read, smallest first', () => {
    expect(fines.map((f) => f.fineCny)).toEqual(fines.map((f) => f.fineCny).sort((a, b) => a - b));
    const byId = new Map(cases.map((c) => [c.id, c]));
    expect(fines.every((f) => byId.get(f.id)?.kind === 'administrative')).toBe(true);
  });
  test('totals over several sellers have no median: it would read like a fine per shop', () => {
    expect(groupFines(fines).find((g) => g.party === 'sellers')?.median).toBeNull();
    expect(groupFines([])).toEqual([]);
  });
  test('a point needs both numbers', () => {
    const points = ordersAgainstFine(fines);
    expect(points.length).toBeGreaterThan(5);
    expect(points.length).toBeLessThan(fines.length);
    expect(points.every((p) => p.orders > 0)).toBe(true);
  });
});

describe('the logarithmic axis', () => {
  test('holds every value between its ends, in order', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const scale = logScale(values, 40, 340);
        for (const v of values) {
          expect(scale.at(v)).toBeGreaterThanOrEqual(40);
          expect(scale.at(v)).toBeLessThanOrEqual(340);
        }
        expect(scale.at(scale.ticks[0] as number)).toBeCloseTo(40);
        expect(scale.at(scale.ticks.at(-1) as number)).toBeCloseTo(340);
      }),
    );
  });
  test('a value ten times as large lies one step further', () => {
    const scale = logScale([5000, 2_180_000], 0, 400);
    expect(scale.ticks).toEqual([1000, 10_000, 100_000, 1_000_000, 10_000_000]);
    expect(scale.at(50_000) - scale.at(5000)).toBeCloseTo(100);
  });
  test('whole powers of ten stay on their own tick', () => expect(logScale([1000], 0, 1).ticks).toEqual([1000, 10_000]));
  test.each([[[]], [[0, 1]], [[-5]], [[Number.NaN]]])('%j is refused', (values) =>
    expect(() => logScale(values, 0, 1)).toThrow(RangeError),
  );
});

describe('related cases', () => {
  const topics = Object.keys(TOPICS) as Topic[];
  test('share a topic, are published, exclude what they should and do not depend on the order of the files', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...topics), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 10 }),
        fc.shuffledSubarray(cases, { minLength: cases.length }),
        (wanted, limit, shuffled) => {
          const exclude = ['c-2016-nanjing-reverse-brushing'];
          const found = relatedCases(cases, wanted, { limit, exclude });
          expect(found.length).toBeLessThanOrEqual(limit);
          for (const c of found) {
            expect(c.published).toBe(true);
            expect(exclude).not.toContain(c.id);
            expect(c.topics.some((t) => wanted.includes(t))).toBe(true);
          }
          expect(relatedCases(shuffled, wanted, { limit, exclude }).map((c) => c.id)).toEqual(found.map((c) => c.id));
        },
      ),
    );
  });
  test('a page on competitor brushing shows the two convictions', () => {
    const ids = relatedCases(cases, ['competitor-brushing'], { limit: 4 }).map((c) => c.id);
    expect(ids).toContain('c-2016-nanjing-reverse-brushing');
    expect(ids).toContain('c-2018-jinhua-former-employee-reverse');
  });
  test('the list runs newest first and ends with the unread years', () => {
    const years = newestFirst(cases).map((c) => c.year ?? 0);
    expect(years).toEqual([...years].sort((a, b) => b - a));
  });
});

describe('words', () => {
  test.each([
    [5000, '5000 元'],
    [17_500, '1.75 万元'],
    [1_331_470.87, '1,331,470.87 元'],
    [228_860, '228,860 元'],
    [4_790_000_000, '47.9 亿元'],
    [10_000, '1 万元'],
  ])('%d yuan → %s', (n, text) => expect(formatYuan(n)).toBe(text));
  test.each<[number | string, string | undefined, string]>([
    [20_000_000, '美元', '2000 万美元'],
    [121_529, '单', '121,529 单'],
    ['不足千件', undefined, '不足千件'],
    ['5 至 6', '元', '5 至 6 元'],
  ])('%s %s → %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text));
  test.each([
    [2024, '2024 年'],
    [null, '年份未读到'],
  ])('%s → %s', (year, text) => expect(formatYear(year)).toBe(text));
});
