import { isBlankCode } from './row.ts';

/** A cell that holds nothing. Times are whole seconds since 2000-01-01 00:00 of the clock on the wall. */
export const NO_TIME = -0x80000000;

/** What one cell said, without allocating: the readers below write here and return true when it was read. */
export const out = {
  time: NO_TIME,
  /** Finest unit the cell gave: 1 second, 60 minute, 86400 day. */
  precision: 1,
  /** True when the time came from a serial number, whose day 0 depends on the workbook. */
  serial: false,
  amount: NaN,
  /** Digits after the point, for weights. */
  decimals: 0,
  id: '',
  start: 0,
  end: 0,
};

const SECONDS_PER_DAY = 86_400;
/** Days from 1970-01-01 to 2000-01-01. */
const EPOCH_2000 = 10_957;
/** Excel's day 0 (1899-12-30), counted from 2000-01-01. */
const EXCEL_EPOCH = -36_526;

/** Codes no trimming takes off: most letters, digits and Chinese characters, but no blank, quote or `=`. */
function isPlainEdge(c: number): boolean {
  return (c >= 48 && c < 0xa0 && c !== EQUALS) || (c >= 0x4e00 && c < 0xa000);
}

const EQUALS = 61;

/** Trims blanks, quotes, a leading `'` and an `="…"` wrapper; leaves the bounds in `out`. Returns the length. */
export function trim(text: string, start: number, end: number): number {
  if (start < end && isPlainEdge(text.charCodeAt(start)) && isPlainEdge(text.charCodeAt(end - 1))) {
    out.start = start;
    out.end = end;
    return end - start;
  }
  let s = start;
  let e = end;
  for (;;) {
    while (s < e && isBlankCode(text.charCodeAt(s))) s++;
    while (e > s && isBlankCode(text.charCodeAt(e - 1))) e--;
    if (s >= e) break;
    const c = text.charCodeAt(s);
    const next = s + 1 < e ? text.charCodeAt(s + 1) : 0;
    if (c === 61 && next === 34) {
      s += 2;
      if (e > s && text.charCodeAt(e - 1) === 34) e--;
    } else if (c === 39 || c === 0x2019 || c === 0x2018) s++;
    else if (c === 34 && text.charCodeAt(e - 1) === 34 && e - s >= 2) {
      s++;
      e--;
    } else break;
  }
  out.start = s;
  out.end = e;
  return e - s;
}

/** True when the trimmed cell (bounds in `out`) says “nothing”: empty, null, -, 无. */
function saysNothing(text: string): boolean {
  const n = out.end - out.start;
  if (n === 0) return true;
  if (n > 4) return false;
  // The words below begin with one of these; anything else needs no string.
  const c = text.charCodeAt(out.start) | 32;
  if (c !== 110 && c !== 45 && c !== 0x65e0 && c !== 47) return false;
  const word = text.slice(out.start, out.end).toLowerCase();
  return word === 'null' || word === '-' || word === '--' || word === '无' || word === 'none' || word === 'nan' || word === '/';
}

/** Powers of ten; `**` is far slower. */
const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

export type CellResult = 'value' | 'empty' | 'unreadable';

/**
 * Reads a time cell into `out.time` and `out.precision`: `2026-05-23 22:02:11`, `2026/5/23 22:02`,
 * `2026年5月23日`, `20260523`, ISO with T, Excel serial numbers. The clock on the wall is kept as it is;
 * no zone is applied. What can be read two ways (5/6/2026) is unreadable: we do not guess.
 */
export function readTime(text: string, start: number, end: number): CellResult {
  out.time = NO_TIME;
  out.serial = false;
  if (end - start === 19 && readPlainTime(text, start)) return 'value';
  trim(text, start, end);
  if (saysNothing(text)) return 'empty';
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
    let c = p < e ? text.charCodeAt(p) : -1;
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
        fraction = Number(`0.${text.slice(p + 1, e)}`);
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
function readPlainTime(text: string, at: number): boolean {
  if (
    text.charCodeAt(at + 4) !== 45 ||
    text.charCodeAt(at + 7) !== 45 ||
    text.charCodeAt(at + 10) !== 32 ||
    text.charCodeAt(at + 13) !== 58 ||
    text.charCodeAt(at + 16) !== 58
  )
    return false;
  const year = twoDigits(text, at) * 100 + twoDigits(text, at + 2);
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  const hour = twoDigits(text, at + 11);
  const minute = twoDigits(text, at + 14);
  const second = twoDigits(text, at + 17);
  // Not digits: NaN fails every comparison.
  if (!(year >= 1990 && year <= 2060 && month >= 1 && month <= 12 && day >= 1 && hour <= 24 && minute <= 59 && second <= 60))
    return false;
  if (day > 28 && day > monthLength(year, month)) return false;
  out.time = daysFromCivil(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  out.precision = 1;
  return true;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
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

/**
 * Reads an amount or plain number into `out.amount` (yuan or the unit of the column) and `out.decimals`:
 * 元, ￥, US $, thousands commas, full-width digits, bracket negatives; 无退款申请 is 0; null is empty.
 */
export function readAmount(text: string, start: number, end: number): CellResult {
  out.amount = NaN;
  out.decimals = 0;
  trim(text, start, end);
  if (saysNothing(text)) return 'empty';
  let sign = 1;
  let whole = 0;
  let scale = 0;
  let digits = 0;
  let point = false;
  let bracket = false;
  for (let p = out.start; p < out.end; p++) {
    let c = text.charCodeAt(p);
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
    if (c >= 48 && c <= 57) {
      if (digits < 15) {
        whole = whole * 10 + (c - 48);
        digits++;
        if (point) scale++;
      } else if (!point) return 'unreadable';
    } else if (c === 46) {
      if (point) return 'unreadable';
      point = true;
    } else if (c === 45 && digits === 0) sign = -1;
    else if (c === 40 && digits === 0) bracket = true;
    else if (c === 41 && bracket) {
      sign = -1;
      bracket = false;
    } else if ((c === 69 || c === 101) && digits > 0) {
      const n = Number(text.slice(out.start, out.end));
      if (!Number.isFinite(n)) return 'unreadable';
      out.amount = n;
      return 'value';
    } else if (
      c === 44 ||
      c === 43 ||
      c === 36 ||
      c === 0xffe5 ||
      c === 0xa5 ||
      c === 0x5143 ||
      isBlankCode(c) ||
      c === 39 ||
      // Latin letters of a currency or unit (CNY, US $, kg); a cell of letters alone has no digits and fails below.
      (c >= 65 && c <= 90) ||
      (c >= 97 && c <= 122) ||
      c === 0x5343 ||
      c === 0x514b ||
      c === 0x4ef6
    )
      continue;
    else return noRefund(text);
  }
  if (digits === 0 || bracket) return noRefund(text);
  out.amount = (sign * whole) / POWERS[scale]!;
  out.decimals = scale;
  return 'value';
}

function noRefund(text: string): CellResult {
  const word = text.slice(out.start, Math.min(out.end, out.start + 12));
  if (word.includes('无退款') || word.includes('没有申请退款') || word.includes('未退款')) {
    out.amount = 0;
    return 'value';
  }
  return 'unreadable';
}

export type IdResult = 'value' | 'empty' | 'ruined';

/**
 * Reads an order or parcel number into `out.id`/bounds: the bounds `out.start..out.end` are of `out.id`
 * when that is not '', else of the given text. `ruined` when a spreadsheet has rounded it (1.23E+18, or
 * everything behind the 15th digit is 0 and nothing shows that it was kept as text).
 */
export function readId(text: string, start: number, end: number): IdResult {
  out.id = '';
  trim(text, start, end);
  const asText = out.start > start && hasTextMark(text, start, out.start);
  if (saysNothing(text)) return 'empty';
  // `No:` stands before every parcel number of one export: taken off here, so that the rest is read in place.
  if (
    out.end - out.start > 3 &&
    (text.charCodeAt(out.start) | 32) === 110 &&
    (text.charCodeAt(out.start + 1) | 32) === 111 &&
    text.charCodeAt(out.start + 2) === 58
  ) {
    out.start += 3;
    while (out.start < out.end && isBlankCode(text.charCodeAt(out.start))) out.start++;
    if (out.start === out.end) return 'empty';
  }
  let plain = true;
  let digitsOnly = true;
  for (let p = out.start; p < out.end; p++) {
    const c = text.charCodeAt(p);
    if (c >= 48 && c <= 57) continue;
    digitsOnly = false;
    if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 45 || c === 95) continue;
    plain = false;
    break;
  }
  if (!plain) {
    out.id = cleanId(text.slice(out.start, out.end));
    out.start = 0;
    out.end = out.id.length;
    if (out.end === 0) return 'empty';
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(out.id)) return 'ruined';
    // A number stored as 123456789012.0
    if (/^\d+\.0+$/.test(out.id)) {
      out.id = out.id.slice(0, out.id.indexOf('.'));
      out.end = out.id.length;
    }
    digitsOnly = /^\d+$/.test(out.id);
  } else if (!digitsOnly && /^\d[eE]\d+$/.test(text.slice(out.start, out.end))) return 'ruined';
  if (digitsOnly && !asText && zeroTail(out.id || text, out.start, out.end)) return 'ruined';
  return 'value';
}

function hasTextMark(text: string, from: number, to: number): boolean {
  for (let p = from; p < to; p++) {
    const c = text.charCodeAt(p);
    if (c === 39 || c === 61 || c === 0x2018 || c === 0x2019) return true;
  }
  return false;
}

function zeroTail(text: string, start: number, end: number): boolean {
  if (end - start < 17) return false;
  for (let p = start + 15; p < end; p++) if (text.charCodeAt(p) !== 48) return false;
  return true;
}

/** Full-width to half-width, blanks and wrapping marks out, `No:` and a column name in front of the number off. */
export function cleanId(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff="'‘’]+/g, '')
    .replace(/^(?:no|订单编号|订单号|单号|运单号)[.:#]*/i, '');
}

/** True when a value is masked (张**, 138****1234) or a placeholder: it never names a person. */
export function isMasked(value: string): boolean {
  return /[*＊•]|^匿名|^已脱敏|^x{3,}$/i.test(value);
}

/** A header as it is compared: no blanks, half-width brackets and colons, no quotes, no BOM. */
export function cleanHeader(raw: string): string {
  return raw
    .replace(/[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/：/g, ':')
    .replace(/！/g, '!')
    .replace(/＋/g, '+')
    .replace(/－/g, '-')
    .replace(/^[="'‘’“”]+|["'‘’“”]+$/g, '')
    .slice(0, 120);
}

/** Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function neutralise(value: string): string {
  return /^[\s\u00a0\u3000]*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
}
