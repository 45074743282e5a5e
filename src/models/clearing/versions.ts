import { firstDayOf, lastDayOf, type Day } from '../calendar/day.ts';

/** True when `day` lies inside a period whose ends are partial dates; an open end is null. */
export function covers(period: { from: string | null; until: string | null }, day: Day): boolean {
  return (period.from === null || firstDayOf(period.from) <= day) && (period.until === null || day <= lastDayOf(period.until));
}

/** The version in force on `day`; null when none is on record — never the nearest one. */
export function versionOn<T extends { from: string | null; until: string | null }>(versions: readonly T[], day: Day): T | null {
  return versions.find((v) => covers(v, day)) ?? null;
}
