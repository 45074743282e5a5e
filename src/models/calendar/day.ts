/**
 * Calendar days without a clock or time zone: a day is `YYYY-MM-DD`, read in Asia/Shanghai, and
 * arithmetic runs on the number of days since 1970-01-01 (proleptic Gregorian).
 */

/** A calendar day `YYYY-MM-DD`. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True when `text` is a day that exists in the calendar (29 February only in leap years). */
export function isDay(text: string): text is Day {
  const m = SHAPE.exec(text);
  if (!m) return false;
  const ms = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
  return Number(m[1]) >= 1000 && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Days since 1970-01-01. Throws RangeError when the day does not exist. */
export function toEpochDay(day: Day): number {
  if (!isDay(day)) throw new RangeError(`No such day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** The day `n` days after 1970-01-01. */
export function fromEpochDay(n: number): Day {
  return new Date(n * MS_PER_DAY).toISOString().slice(0, 10);
}

/** `day` plus `n` natural days (n may be negative). */
export function addDays(day: Day, n: number): Day {
  return fromEpochDay(toEpochDay(day) + n);
}

/** Natural days from `a` to `b`; negative when b is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return toEpochDay(b) - toEpochDay(a);
}

/**
 * `day` plus `n` calendar months. The day of the month is kept; where the target month is shorter, its
 * last day is used (31 January + 1 month = 28 or 29 February), as 《民法典》第二百零二条 counts months.
 */
export function addMonths(day: Day, n: number): Day {
  const [y, m, d] = parts(day);
  const index = y * 12 + (m - 1) + n;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return compose(year, month, Math.min(d, daysInMonth(year, month)));
}

/** Year, month (1–12) and day of the month. */
export function parts(day: Day): [year: number, month: number, dayOfMonth: number] {
  const m = SHAPE.exec(day);
  if (!m || !isDay(day)) throw new RangeError(`No such day: ${day}`);
  return [Number(m[1]), Number(m[2]), Number(m[3])];
}

/** The day with that year, month (1–12) and day of the month. */
export function compose(year: number, month: number, dayOfMonth: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(day: Day): number {
  return (((toEpochDay(day) + 4) % 7) + 7) % 7;
}

/** The later of two days. */
export function maxDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** First day a partial date (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) covers. */
export function firstDayOf(partial: string): Day {
  if (partial.length === 4) return `${partial}-01-01`;
  return partial.length === 7 ? `${partial}-01` : partial;
}

/** Last day a partial date covers. */
export function lastDayOf(partial: string): Day {
  if (partial.length === 4) return `${partial}-12-31`;
  if (partial.length > 7) return partial;
  return compose(
    Number(partial.slice(0, 4)),
    Number(partial.slice(5)),
    daysInMonth(Number(partial.slice(0, 4)), Number(partial.slice(5))),
  );
}

/** `2026-11-23` → `2026 年 11 月 23 日`; partial dates keep what they have. */
export function formatDay(partial: string): string {
  const [y, m, d] = partial.split('-');
  return [`${Number(y)} 年`, m && `${Number(m)} 月`, d && `${Number(d)} 日`].filter(Boolean).join(' ');
}
