import type { CalendarYear } from '../../schemas/calendar.ts';
import { addDays, parts, weekday, type Day } from './day.ts';

/** A working-day calendar by year, as published by the State Council. */
export type Calendars = ReadonlyMap<number, CalendarYear>;

export type WorkingDayResult =
  | { known: true; day: Day; steps: { day: Day; counted: boolean; why: 'working' | 'weekend' | 'holiday' | 'make-up' }[] }
  | { known: false; missingYear: number };

/** Whether `day` is worked in mainland China; null when that year's notice is not on record. */
export function isWorkingDay(day: Day, calendars: Calendars): boolean | null {
  const year = calendars.get(parts(day)[0]);
  if (!year?.published) return null;
  if (year.workdays.includes(day)) return true;
  if (year.holidays.includes(day)) return false;
  const w = weekday(day);
  return w !== 0 && w !== 6;
}

/**
 * The `n`-th working day after `start`; the start day itself does not count (第一天从次日起算).
 * Never guesses: crossing into a year whose notice is not on record gives `known: false`.
 */
export function addWorkingDays(start: Day, n: number, calendars: Calendars): WorkingDayResult {
  const steps: { day: Day; counted: boolean; why: 'working' | 'weekend' | 'holiday' | 'make-up' }[] = [];
  let day = start;
  let left = n;
  while (left > 0) {
    day = addDays(day, 1);
    const works = isWorkingDay(day, calendars);
    if (works === null) return { known: false, missingYear: parts(day)[0] };
    const w = weekday(day);
    const weekend = w === 0 || w === 6;
    steps.push({ day, counted: works, why: works ? (weekend ? 'make-up' : 'working') : weekend ? 'weekend' : 'holiday' });
    if (works) left -= 1;
  }
  return { known: true, day, steps };
}

/** The first working day on or after `day` (期间最后一日遇法定休假日顺延). */
export function nextWorkingDay(day: Day, calendars: Calendars): WorkingDayResult {
  const works = isWorkingDay(day, calendars);
  if (works === null) return { known: false, missingYear: parts(day)[0] };
  return works ? { known: true, day, steps: [] } : addWorkingDays(day, 1, calendars);
}
