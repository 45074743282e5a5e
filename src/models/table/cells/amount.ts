import { textOf, type Codes } from '../codes.ts';
import { isBlankCode } from '../row.ts';
import { out, type CellResult } from './out.ts';
import { saysNothing, trim } from './trim.ts';

/** Powers of ten; `**` is far slower. */
const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);

/**
 * Reads an amount or plain number into `out.amount` (yuan or the unit of the column) and `out.decimals`:
 * 元, ￥, US $, thousands commas, full-width digits, bracket negatives; 无退款申请 is 0; null is empty.
 */
export function readAmount(codes: Codes, start: number, end: number): CellResult {
  out.amount = NaN;
  out.decimals = 0;
  trim(codes, start, end);
  if (saysNothing(codes)) return 'empty';
  let sign = 1;
  let whole = 0;
  let scale = 0;
  let digits = 0;
  let point = false;
  let bracket = false;
  for (let p = out.start; p < out.end; p++) {
    let c = codes[p]!;
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
      const n = Number(textOf(codes, out.start, out.end));
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
    else return noRefund(codes);
  }
  if (digits === 0 || bracket) return noRefund(codes);
  out.amount = (sign * whole) / POWERS[scale]!;
  out.decimals = scale;
  return 'value';
}

function noRefund(codes: Codes): CellResult {
  const word = textOf(codes, out.start, Math.min(out.end, out.start + 12));
  if (word.includes('无退款') || word.includes('没有申请退款') || word.includes('未退款')) {
    out.amount = 0;
    return 'value';
  }
  return 'unreadable';
}
