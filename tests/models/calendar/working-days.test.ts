import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { factBookFromDisk } from '../../../src/facts/from-disk.ts';
import { addDays, fromEpochDay, parts, toEpochDay, weekday } from '../../../src/models/calendar/day.ts';
import { addWorkingDays, isWorkingDay, nextWorkingDay } from '../../../src/models/calendar/working-days.ts';

const { calendars } = factBookFromDisk('src/content');

describe('the published years', () => {
  it.each([...calendars.values()].filter((c) => c.published).map((c) => [c.year, c] as const))(
    '%i: every special day lies in the year; make-up days are weekends; no day is both',
    (year, c) => {
      expect(c.sources.length).toBeGreaterThan(0);
      expect(c.notice).toContain(String(year));
      for (const d of [...c.holidays, ...c.workdays]) expect(parts(d)[0]).toBe(year);
      for (const d of c.workdays) expect([0, 6]).toContain(weekday(d));
      expect(c.holidays.filter((d) => c.workdays.includes(d))).toEqual([]);
      expect(new Set(c.holidays).size).toBe(c.holidays.length);
    },
  );
  it('say nothing where the notice has not been read', () => {
    for (const c of calendars.values()) if (!c.published) expect([...c.holidays, ...c.workdays, ...c.sources]).toEqual([]);
    expect(isWorkingDay('2027-03-01', calendars)).toBeNull();
    expect(isWorkingDay('2019-03-01', calendars)).toBeNull();
  });
});

describe('counting', () => {
  it.each([
    ['2026-02-13', 1, '2026-02-14', 'a Saturday worked before Spring Festival'],
    ['2026-02-14', 1, '2026-02-24', 'over the whole holiday'],
    ['2026-09-30', 5, '2026-10-13', 'over National Day, with the Saturday worked'],
    ['2025-01-24', 5, '2025-02-07', 'Sunday worked, then eight days off'],
    ['2026-11-02', 5, '2026-11-09', 'an ordinary week: the notice day itself does not count'],
  ])('%s + %i working days = %s (%s)', (start, n, end) => {
    expect(addWorkingDays(start, n, calendars)).toMatchObject({ known: true, day: end });
  });
  it('refuses to guess beyond the published years', () => {
    expect(addWorkingDays('2026-12-30', 5, calendars)).toEqual({ known: false, missingYear: 2027 });
    expect(nextWorkingDay('2027-01-01', calendars)).toEqual({ known: false, missingYear: 2027 });
  });
  it('counts exactly n worked days, never the start, and ends on a worked day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: toEpochDay('2024-01-01'), max: toEpochDay('2026-10-31') }),
        fc.integer({ min: 1, max: 20 }),
        (start, n) => {
          const from = fromEpochDay(start);
          const result = addWorkingDays(from, n, calendars);
          if (!result.known) return;
          let worked = 0;
          for (let d = addDays(from, 1); d <= result.day; d = addDays(d, 1)) if (isWorkingDay(d, calendars)) worked += 1;
          expect(worked).toBe(n);
          expect(isWorkingDay(result.day, calendars)).toBe(true);
          expect(result.steps.filter((s) => s.counted)).toHaveLength(n);
        },
      ),
    );
  });
});
