import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '../../../src/models/calendar/day.ts';
import { staleReport } from '../../../src/models/staleness/report.ts';
import {
  ageAll,
  freshnessOn,
  limitsByKind,
  overdueFrom,
  overdueSteps,
  type Dated,
  type Limits,
} from '../../../src/models/staleness/staleness.ts';
import { UPKEEP_KINDS, upkeepFile, type UpkeepLimit } from '../../../src/schemas/upkeep.ts';

const limit = (kind: UpkeepLimit['kind'], dueAfter: number, overdueAfter: number, hardAfter: number): UpkeepLimit => ({
  kind,
  label: '测试',
  dueAfter,
  overdueAfter,
  hardAfter,
  why: '仅供测试使用的期限',
});
const LIMITS: Limits = limitsByKind(
  [
    limit('rule', 90, 180, 540),
    limit('rule-single', 60, 120, 540),
    limit('law', 180, 365, 730),
    limit('unknown', 180, 365, 1095),
  ],
  UPKEEP_KINDS,
);

describe('freshnessOn', () => {
  it.each([
    // checked,     today,        days, state
    ['2026-11-22', '2026-11-22', 0, 'fresh'],
    ['2026-11-22', '2027-02-20', 90, 'fresh'],
    ['2026-11-22', '2027-02-21', 91, 'due'],
    ['2026-11-22', '2027-05-21', 180, 'due'],
    ['2026-11-22', '2027-05-22', 181, 'overdue'],
    ['2026-11-22', '2028-05-15', 540, 'overdue'],
    ['2026-11-22', '2028-05-16', 541, 'beyond'],
    ['2028-02-29', '2028-02-28', -1, 'fresh'],
  ])('checked %s, read %s (%i days): %s', (checkedOn, today, days, state) => {
    expect(addDays(checkedOn, days)).toBe(today);
    expect(freshnessOn(checkedOn, LIMITS.rule, today)).toBe(state);
  });

  it('never becomes fresher with time', () => {
    const order = ['fresh', 'due', 'overdue', 'beyond'];
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(400), fc.constantFrom(...UPKEEP_KINDS), (age, more, kind) => {
        const at = (n: number): number => order.indexOf(freshnessOn('2026-11-22', LIMITS[kind], addDays('2026-11-22', n)));
        expect(at(age + more)).toBeGreaterThanOrEqual(at(age));
      }),
    );
  });

  it('turns overdue exactly on the day the page is told', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UPKEEP_KINDS), fc.nat(5000), (kind, shift) => {
        const record: Dated = { id: 'x', kind, group: 'law', checkedOn: addDays('2020-01-01', shift) };
        const day = overdueFrom(record, LIMITS);
        expect(freshnessOn(record.checkedOn, LIMITS[kind], day)).toBe('overdue');
        expect(freshnessOn(record.checkedOn, LIMITS[kind], addDays(day, -1))).toBe('due');
      }),
    );
  });
});

const RECORDS: Dated[] = [
  { id: 'a', kind: 'rule', group: 'taobao', checkedOn: '2026-11-22' },
  { id: 'b', kind: 'rule', group: 'taobao', checkedOn: '2026-11-22' },
  { id: 'c', kind: 'rule-single', group: '1688', checkedOn: '2026-11-22' },
  { id: 'd', kind: 'law', group: 'law', checkedOn: '2026-01-01' },
];

describe('overdueSteps', () => {
  it('groups what becomes overdue on the same day and keeps the oldest check', () => {
    expect(overdueSteps(RECORDS, LIMITS)).toEqual([
      ['2027-01-02', '2026-01-01', 1],
      ['2027-03-23', '2026-11-22', 1],
      ['2027-05-22', '2026-11-22', 2],
    ]);
  });
  it('is empty for a page that rests on nothing', () => {
    expect(overdueSteps([], LIMITS)).toEqual([]);
  });
});

describe('the report', () => {
  const pages = new Map([
    ['a', ['/clearing/taobao/', '/rules/definition/']],
    ['c', ['/clearing/1688/']],
  ]);
  const on = (day: string): string => staleReport(ageAll(RECORDS, LIMITS, pages, day), day, { taobao: '淘宝', law: '法律' });
  it('says so when nothing is due', () => {
    expect(on('2026-02-01')).toBe('# 该核对的记录（2026 年 2 月 1 日）\n\n共 4 条记录，4 条还在期限内，0 条该核对。\n');
  });
  it('lists by platform, by page and by state, the most overdue first', () => {
    const text = on('2027-05-22');
    expect(text).toContain('| 淘宝 | 0 | 2 | 0 |');
    expect(text).toContain('| /clearing/1688/ | 0 | 1 | 0 |');
    expect(text).toContain('`a`（淘宝）核对于 2026 年 11 月 22 日，已 181 天；用在 /clearing/taobao/、/rules/definition/');
    expect(text.indexOf('`c`')).toBeLessThan(text.indexOf('`a`'));
    expect(text).toContain('用在 没有页面');
  });
  it('names what is beyond the hard limit apart', () => {
    expect(on('2028-05-16')).toMatch(/超过硬期限，构建会失败\n\n- `(c|d)`/);
  });
});

describe('limits', () => {
  it.each([
    ['due after overdue', [{ ...LIMITS.rule, dueAfter: 200 }, LIMITS['rule-single'], LIMITS.law, LIMITS.unknown]],
    ['a kind twice', [LIMITS.rule, LIMITS.rule, LIMITS.law, LIMITS.unknown]],
    ['a kind missing', [LIMITS.rule, LIMITS.law, LIMITS.unknown]],
  ])('refuse %s', (_, limits) => {
    expect(upkeepFile.safeParse({ limits }).success).toBe(false);
  });
});
