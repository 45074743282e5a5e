import { textOf, type Codes } from '../codes.ts';
import { isBlankCode } from '../row.ts';
import { NO_TIME, out, type CellResult } from './out.ts';
import { saysNothing, trim } from './trim.ts';

const SECONDS_PER_DAY = 86_400;
/** Days from 1970-01-01 to 2000-01-01. */
const EPOCH_2000 = 10_957;
/** Excel's day 0 (1899-12-30), counted from 2000-01-01. */
const EXCEL_EPOCH = -36_526;

/**
 * Reads a time cell into `out.time` and `out.precision`: `2026-05-23 22:02:11`, `2026/5/23 22:02`,
 * `2026年5月23日`, `20260523`, ISO with T, Excel serial numbers. The clock on the wall is kept as it is;
 * no zone is applied. What can be read two ways (5/6/2026) is unreadable: we do not guess.
 */
export function readTime(codes: Codes, start: number, end: number): CellResult {
  out.time = NO_TIME;
  out.serial = false;
  if (end - start === 19 && readPlainTime(codes, start)) return 'value';
  trim(codes, start, end);
  if (saysNothing(codes)) return 'empty';
  let p = out.start;
  const e = out.end;
  let groups = 0;
  let digits = 0;
  let value = 0;
  let first = 0;
  let month = 1;
  let day = 1;
  let hour = 0;
  let minute = 0;
  let second = 0;
  let firstDigits = 0;
  let fraction = 0;
  let lastSeparator = 0;
  for (; p <= e; p++) {
    let c = p < e ? codes[p]! : -1;
    if (c >= 0xff10 && c <= 0xff19) c -= 0xfee0;
    if (c >= 48 && c <= 57) {
      value = value * 10 + (c - 48);
      if (++digits > 14) return 'unreadable';
      continue;
    }
    if (digits > 0) {
      switch (groups) {
        case 0:
          first = value;
          firstDigits = digits;
          break;
        case 1:
          month = value;
          break;
        case 2:
          day = value;
          break;
        case 3:
          hour = value;
          break;
        case 4:
          minute = value;
          break;
        case 5:
          second = value;
          break;
        default:
          // Milliseconds after the seconds are dropped; anything further is not a time we know.
          if (groups !== 6 || lastSeparator !== 46) return 'unreadable';
      }
      if (groups === 0 && c === 46 && firstDigits === 5) {
        fraction = Number(`0.${textOf(codes, p + 1, e)}`);
        if (!(fraction >= 0 && fraction < 1)) return 'unreadable';
        groups = 1;
        digits = 0;
        p = e;
        break;
      }
      groups++;
      digits = 0;
      value = 0;
    }
    if (c === -1) break;
    lastSeparator = c;
    // - / . : T space 年 月 日 时 分 秒 and their full-width forms
    if (
      c !== 45 &&
      c !== 47 &&
      c !== 46 &&
      c !== 58 &&
      c !== 84 &&
      !isBlankCode(c) &&
      c !== 0x5e74 &&
      c !== 0x6708 &&
      c !== 0x65e5 &&
      c !== 0x65f6 &&
      c !== 0x5206 &&
      c !== 0x79d2 &&
      c !== 0xff1a &&
      c !== 0xff0f &&
      c !== 0xff0d
    )
      return 'unreadable';
  }
  if (groups === 1) {
    if (firstDigits === 5 && first >= 20_000 && first <= 80_000) {
      const seconds = Math.round(fraction * SECONDS_PER_DAY);
      out.time = (EXCEL_EPOCH + first) * SECONDS_PER_DAY + seconds;
      out.precision = fraction === 0 ? SECONDS_PER_DAY : 1;
      out.serial = true;
      return 'value';
    }
    if (firstDigits === 14) {
      second = first % 100;
      minute = Math.floor(first / 1e2) % 100;
      hour = Math.floor(first / 1e4) % 100;
      first = Math.floor(first / 1e6);
      firstDigits = 8;
      groups = 6;
    } else groups = 3;
    if (firstDigits !== 8) return 'unreadable';
    day = first % 100;
    month = Math.floor(first / 100) % 100;
    first = Math.floor(first / 10_000);
    firstDigits = 4;
  }
  if (groups < 3 || groups === 4 || firstDigits !== 4 || first < 1990 || first > 2060) return 'unreadable';
  if (month < 1 || month > 12 || day < 1 || day > monthLength(first, month)) return 'unreadable';
  if (hour > 24 || minute > 59 || second > 60) return 'unreadable';
  out.time = daysFromCivil(first, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  out.precision = groups >= 6 ? 1 : groups === 5 ? 60 : SECONDS_PER_DAY;
  return 'value';
}

/** The form nearly every export uses, `2026-05-23 22:02:11`; false for anything else, which is then read slowly. */
function readPlainTime(codes: Codes, at: number): boolean {
  if (codes[at + 4] !== 45 || codes[at + 7] !== 45 || codes[at + 10] !== 32 || codes[at + 13] !== 58 || codes[at + 16] !== 58)
    return false;
  const year = twoDigits(codes, at) * 100 + twoDigits(codes, at + 2);
  const month = twoDigits(codes, at + 5);
  const day = twoDigits(codes, at + 8);
  const hour = twoDigits(codes, at + 11);
  const minute = twoDigits(codes, at + 14);
  const second = twoDigits(codes, at + 17);
  // Not digits: NaN fails every comparison.
  if (!(year >= 1990 && year <= 2060 && month >= 1 && month <= 12 && day >= 1 && hour <= 24 && minute <= 59 && second <= 60))
    return false;
  if (day > 28 && day > monthLength(year, month)) return false;
  out.time = daysFromCivil(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  out.precision = 1;
  return true;
}

function twoDigits(codes: Codes, at: number): number {
  const tens = codes[at]! - 48;
  const ones = codes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 2000-01-01 of a proleptic Gregorian date (year ≥ 1). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468 - EPOCH_2000;
}

/** Calendar day `YYYY-MM-DD` of a time, or of a day number times 86400. */
export function dayText(time: number): string {
  return new Date((Math.floor(time / SECONDS_PER_DAY) + EPOCH_2000) * 86_400_000).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:mm:ss`, shortened to what the cell gave. '' for no time. */
export function timeText(time: number, precision: number): string {
  if (time === NO_TIME) return '';
  const full = new Date((time + EPOCH_2000 * SECONDS_PER_DAY) * 1000).toISOString();
  return precision >= SECONDS_PER_DAY ? full.slice(0, 10) : `${full.slice(0, 10)} ${full.slice(11, precision >= 60 ? 16 : 19)}`;
}

/** True when a is earlier than b in the coarser of the two precisions. */
export function earlier(a: number, aPrecision: number, b: number, bPrecision: number): boolean {
  const unit = Math.max(aPrecision, bPrecision);
  return Math.floor(a / unit) < Math.floor(b / unit);
}
