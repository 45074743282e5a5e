import { codesOf, textOf, type Codes } from '../codes.ts';
import { isBlankCode } from '../row.ts';
import { out } from './out.ts';
import { saysNothing, trim } from './trim.ts';

export type IdResult = 'value' | 'empty' | 'ruined';

/**
 * Reads an order or parcel number: it is `out.codes[out.start..out.end)`. Where it had to be cleaned it also stands in
 * `out.id`, else that is ''. `ruined` when a spreadsheet has rounded it (1.23E+18, or
 * everything behind the 15th digit is 0 and nothing shows that it was kept as text).
 */
export function readId(codes: Codes, start: number, end: number): IdResult {
  out.id = '';
  out.codes = codes;
  trim(codes, start, end);
  const asText = out.start > start && hasTextMark(codes, start, out.start);
  if (saysNothing(codes)) return 'empty';
  // `No:` stands before every parcel number of one export: taken off here, so that the rest is read in place.
  if (
    out.end - out.start > 3 &&
    (codes[out.start]! | 32) === 110 &&
    (codes[out.start + 1]! | 32) === 111 &&
    codes[out.start + 2] === 58
  ) {
    out.start += 3;
    while (out.start < out.end && isBlankCode(codes[out.start]!)) out.start++;
    if (out.start === out.end) return 'empty';
  }
  let plain = true;
  let digitsOnly = true;
  for (let p = out.start; p < out.end; p++) {
    const c = codes[p]!;
    if (c >= 48 && c <= 57) continue;
    digitsOnly = false;
    if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 45 || c === 95) continue;
    plain = false;
    break;
  }
  if (!plain) {
    out.id = cleanId(textOf(codes, out.start, out.end));
    if (out.id === '') return 'empty';
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(out.id)) return 'ruined';
    // A number stored as 123456789012.0
    if (/^\d+\.0+$/.test(out.id)) out.id = out.id.slice(0, out.id.indexOf('.'));
    out.codes = codesOf(out.id);
    out.start = 0;
    out.end = out.codes.length;
    digitsOnly = /^\d+$/.test(out.id);
  } else if (
    !digitsOnly &&
    codes[out.start]! <= NINE &&
    (codes[out.start + 1]! | 32) === 101 &&
    /^\d[eE]\d+$/.test(textOf(codes, out.start, out.end))
  )
    return 'ruined';
  if (digitsOnly && !asText && zeroTail(out.codes, out.start, out.end)) return 'ruined';
  return 'value';
}

const NINE = 57;

function hasTextMark(codes: Codes, from: number, to: number): boolean {
  for (let p = from; p < to; p++) {
    const c = codes[p]!;
    if (c === 39 || c === 61 || c === 0x2018 || c === 0x2019) return true;
  }
  return false;
}

function zeroTail(codes: Codes, start: number, end: number): boolean {
  if (end - start < 17) return false;
  for (let p = start + 15; p < end; p++) if (codes[p] !== 48) return false;
  return true;
}

/** Full-width to half-width, blanks and wrapping marks out, `No:` and a column name in front of the number off. */
export function cleanId(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff="'‘’]+/g, '')
    .replace(/^(?:no|订单编号|订单号|单号|运单号)[.:#]*/i, '');
}
