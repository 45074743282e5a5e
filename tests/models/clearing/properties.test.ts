import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { factBookFromDisk } from '../../../src/facts/from-disk.ts';
import { clearingData } from '../../../src/facts/slices.ts';
import { addDays, addMonths, daysBetween, fromEpochDay, isDay, parts, toEpochDay } from '../../../src/models/calendar/day.ts';
import { computeClocks } from '../../../src/models/clearing/compute.ts';
import type { ClearingInput } from '../../../src/models/clearing/types.ts';
import { normaliseDate, validate } from '../../../src/models/clearing/validate.ts';
import { KINDS } from '../../../src/schemas/clock.ts';
import { TOOL_PLATFORMS } from '../../../src/schemas/common.ts';

const data = clearingData(factBookFromDisk('src/content'));
const day = fc.integer({ min: toEpochDay('2010-01-01'), max: toEpochDay('2030-12-31') }).map(fromEpochDay);
const input: fc.Arbitrary<ClearingInput> = fc.record({
  platform: fc.constantFrom(...TOOL_PLATFORMS),
  kind: fc.constantFrom(...KINDS),
  events: fc
    .array(
      fc.record({
        date: day,
        points: fc.constantFrom(2, 6, 12, 24, 36, 48),
        time: fc.constantFrom(null, '00:00', '12:00', '23:59'),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((events) => events.sort((a, b) => (a.date < b.date ? -1 : 1))),
});
const run = (i: ClearingInput) => computeClocks(i, data);

describe('clearing clocks, for any input', () => {
  it('never end before they start, and are free the day after the last day (or at that very moment)', () => {
    fc.assert(
      fc.property(input, (i) => {
        for (const c of run(i))
          for (const end of [c, ...c.estimates]) {
            if (!end.freeFrom || !end.lastDay) continue;
            expect(end.freeFrom > c.start || c.clock === 'admin-publication').toBe(true);
            expect([0, 1]).toContain(daysBetween(end.lastDay, end.freeFrom));
            if (end.endsAt) expect(new Date(end.endsAt).toString()).not.toBe('Invalid Date');
          }
      }),
      { numRuns: 3000 },
    );
  });

  it('give a date only with status ends, facts always, and a reason always', () => {
    fc.assert(
      fc.property(input, (i) => {
        for (const c of run(i)) {
          expect(Boolean(c.freeFrom)).toBe(c.status === 'ends');
          expect(c.facts.length).toBeGreaterThan(0);
          expect(c.reason.length).toBeGreaterThan(4);
          if (c.status === 'ends') expect(c.steps.length).toBeGreaterThan(0);
          for (const e of c.estimates) expect(e.assumption.length).toBeGreaterThan(4);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are monotone: the same single event a day later never frees earlier under the same version', () => {
    fc.assert(
      fc.property(input, (i) => {
        const first = i.events[0];
        if (!first) return;
        const one = { ...i, events: [first] };
        const later = { ...i, events: [{ ...first, date: addDays(first.date, 1) }] };
        const b = run(later);
        for (const c of run(one)) {
          const same = b.find((x) => x.rule === c.rule && x.status === c.status && x.reason === c.reason);
          if (c.freeFrom && same?.freeFrom) expect(same.freeFrom >= c.freeFrom).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('do not depend on the order of entry: extra later events never shorten a clock', () => {
    fc.assert(
      fc.property(input, day, (i, extra) => {
        const last = i.events.at(-1);
        if (!last || extra <= last.date || i.kind === 'node') return;
        const more = { ...i, events: [...i.events, { date: extra, points: 2, time: null }] };
        const longest = (clocks: ReturnType<typeof run>, rule: string) =>
          clocks.filter((c) => c.rule === rule).reduce((m, c) => (c.freeFrom && c.freeFrom > m ? c.freeFrom : m), '');
        const after = run(more);
        for (const c of run(i))
          if (c.freeFrom && !after.some((x) => x.rule === c.rule && x.status !== 'ends'))
            expect(longest(after, c.rule) >= c.freeFrom).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the calendar-year clock', () => {
  it('ends on 31 December of the year of the deduction, leap years included', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [c] = run({ platform: 'taobao', kind: 'points-general', events: [{ date, points: 12, time: null }] }).filter(
          (x) => x.clock === 'points',
        );
        if (date < '2013-01-01') expect(c?.status).toBe('unknown');
        else
          expect(c).toMatchObject({
            status: 'ends',
            lastDay: `${parts(date)[0]}-12-31`,
            freeFrom: `${parts(date)[0] + 1}-01-01`,
          });
      }),
    );
  });
});

describe('the 365-day clocks', () => {
  it('AliExpress: 365 days to the moment; where 12 months differ, both readings and no verdict', () => {
    fc.assert(
      fc.property(day, (date) => {
        if (date < '2013-01-01') return;
        const [c] = run({ platform: 'aliexpress', kind: 'points-general', events: [{ date, points: 6, time: '12:00' }] }).filter(
          (x) => x.clock === 'points',
        );
        const byDays = addDays(date, 365);
        const byMonths = addMonths(date, 12);
        if (byDays === byMonths)
          expect(c).toMatchObject({ status: 'ends', freeFrom: byDays, endsAt: `${byDays}T12:00:00+08:00` });
        else expect(c).toMatchObject({ status: 'unknown', estimates: [{ freeFrom: byDays }, { freeFrom: byMonths }] });
      }),
      { numRuns: 2000 },
    );
  });

  it('each deduction has its own clock', () => {
    const clocks = run({
      platform: 'alibaba-com',
      kind: 'points-general',
      events: ['2025-01-10', '2025-02-10', '2025-03-10'].map((date) => ({ date, points: 6, time: null })),
    }).filter((c) => c.clock === 'points');
    expect(clocks.map((c) => c.freeFrom)).toEqual(['2026-01-10', '2026-02-10', '2026-03-10']);
  });
});

describe('the rule in force on the day', () => {
  it.each([
    ['1688', '2024-07-15', 'ends'],
    ['1688', '2024-07-16', 'unknown'],
    ['taobao', '2012-12-31', 'unknown'],
    ['taobao', '2013-01-01', 'ends'],
    ['alibaba-com', '2017-05-17', 'unknown'],
    ['alibaba-com', '2017-05-18', 'ends'],
  ] as const)('%s on %s: points %s', (platform, date, status) => {
    expect(
      run({ platform, kind: 'points-general', events: [{ date, points: 12, time: null }] }).find((c) => c.clock === 'points')
        ?.status,
    ).toBe(status);
  });
});

describe('what the reader types', () => {
  const raw = (over: object = {}, event: object = {}) => ({
    platform: 'taobao',
    kind: 'points-general',
    events: [{ date: '2025-12-30', points: '12', time: '', ...event }],
    ...over,
  });
  const errors = (r: ReturnType<typeof raw>) => {
    const v = validate(r, data, '2026-11-23');
    return v.ok ? [] : v.errors.map((e) => `${e.field}: ${e.message}`);
  };
  it.each([
    ['an impossible date', raw({}, { date: '2025-02-30' }), /没有「2025-02-30」这一天/],
    ['no date', raw({}, { date: '' }), /请填日期/],
    ['a future date', raw({}, { date: '2027-01-01' }), /还没到/],
    ['points the platform does not give', raw({}, { points: '7' }), /没有 7 分/],
    ['more points than there are', raw({}, { points: '96' }), /1 到 48 分之间/],
    ['2 points as serious', raw({ kind: 'points-serious' }, { points: '2' }), /属于一般违规/],
    ['words for points', raw({}, { points: '十二' }), /不是分数/],
    ['no points', raw({}, { points: '' }), /请填这次扣了几分/],
    ['no platform', raw({ platform: 'ebay' }), /请选平台/],
    ['a time that is none', raw({ platform: 'aliexpress' }, { points: '6', time: '25:00' }), /不是时刻/],
  ])('%s gets one clear sentence', (_name, r, message) => {
    expect(errors(r)).toHaveLength(1);
    expect(errors(r)[0]).toMatch(message);
  });
  it('48 general points are computed, with the two kinds of 48 told apart', () => {
    const v = validate(raw({}, { points: '48' }), data, '2026-11-23');
    expect(v.ok && v.notices.join('')).toMatch(/48 分有两种/);
  });
  it('reads dates as sellers write them', () => {
    for (const text of ['2025/12/30', '2025.12.30', '20251230', '2025年12月30日', '２０２５－１２－３０', ' 2025-12-30 '])
      expect(normaliseDate(text)).toBe('2025-12-30');
  });
  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), fc.string(), (platform, kind, date, points, time) => {
        const v = validate({ platform, kind, events: [{ date, points, time }] }, data, '2026-11-23');
        expect(v.ok).toBe(false);
      }),
    );
  });
});

describe('calendar days', () => {
  it('addDays and daysBetween are inverse; every produced day exists', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
        const e = addDays(d, n);
        expect(isDay(e)).toBe(true);
        expect(daysBetween(d, e)).toBe(n);
      }),
    );
  });
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-02', 6, '2027-05-02'],
    ['2026-01-15', -2, '2025-11-15'],
  ])('%s plus %i months is %s', (d, n, e) => expect(addMonths(d, n)).toBe(e));
  it('knows days that do not exist', () => {
    for (const d of ['2023-02-29', '2024-13-01', '2024-00-10', '24-01-01', '2024-1-1', '']) expect(isDay(d)).toBe(false);
  });
});
