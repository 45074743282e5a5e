import { cleanId } from '../../table/cells/id.ts';
import { out } from '../../table/cells/out.ts';
import { cleanHeader } from '../../table/cells/texts.ts';
import { trim } from '../../table/cells/trim.ts';
import { textOf, type Codes } from '../../table/codes.ts';

/** Trims a cell into `out`; false when it says nothing: empty, null, 无, -. */
export function hasText(codes: Codes, start: number, end: number): boolean {
  const n = trim(codes, start, end);
  if (n === 0) return false;
  if (n > 4) return true;
  // Only these begin a word that says nothing; the rest needs no string.
  const c = codes[out.start]! | 32;
  if (c !== 110 && c !== 0x65e0 && c !== 45) return true;
  const word = textOf(codes, out.start, out.end).toLowerCase();
  return !(word === 'null' || word === '无' || word === '-' || word === '--');
}

/** True unless a cell of a yes-or-no column is empty or says no. */
export function saysYes(codes: Codes, start: number, end: number): boolean {
  if (trim(codes, start, end) === 0) return false;
  const word = textOf(codes, out.start, Math.min(out.end, out.start + 8)).toLowerCase();
  return !['否', 'no', '0', 'false', 'null', '无', '-'].includes(word);
}

/** True for the order cell of a line of totals. */
export function isTotal(codes: Codes, start: number, end: number): boolean {
  const c = codes[start];
  if (c !== 0x5408 && c !== 0x603b && c !== 0x5c0f && c !== 0x6c47 && c !== 0x5171) return false;
  return /^(合计|总计|小计|汇总|共)/.test(textOf(codes, start, Math.min(end, start + 2)));
}

/** True when a weight column is headed in grams. */
export function isGrams(header: string): boolean {
  const name = cleanHeader(header).toLowerCase();
  return /\(g\)|\(克\)|克$/.test(name) && !name.includes('千克') && !name.includes('kg');
}

/** Parcel numbers of a cell: courier names in front of a colon and words without digits are left out. */
export function splitWaybills(cell: string): string[] {
  return cell
    .normalize('NFKC')
    .replace(/["'=‘’]/g, '')
    .split(/[\s,;、|]+/)
    .map((part) => cleanId(part.slice(part.lastIndexOf(':') + 1)))
    .filter((part) => part.length >= 5 && /\d{3}/.test(part))
    .map((part) => part.slice(0, 40));
}
