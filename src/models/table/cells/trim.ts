import { textOf, type Codes } from '../codes.ts';
import { isBlankCode } from '../row.ts';
import { out } from './out.ts';

/** Codes no trimming takes off: most letters, digits and Chinese characters, but no blank, quote or `=`. */
function isPlainEdge(c: number): boolean {
  return (c >= 48 && c < 0xa0 && c !== EQUALS) || (c >= 0x4e00 && c < 0xa000);
}

const EQUALS = 61;

/** Trims blanks, quotes, a leading `'` and an `="…"` wrapper; leaves the bounds in `out`. Returns the length. */
export function trim(codes: Codes, start: number, end: number): number {
  if (start < end && isPlainEdge(codes[start]!) && isPlainEdge(codes[end - 1]!)) {
    out.start = start;
    out.end = end;
    return end - start;
  }
  let s = start;
  let e = end;
  for (;;) {
    while (s < e && isBlankCode(codes[s]!)) s++;
    while (e > s && isBlankCode(codes[e - 1]!)) e--;
    if (s >= e) break;
    const c = codes[s]!;
    const next = s + 1 < e ? codes[s + 1]! : 0;
    if (c === 61 && next === 34) {
      s += 2;
      if (e > s && codes[e - 1] === 34) e--;
    } else if (c === 39 || c === 0x2019 || c === 0x2018) s++;
    else if (c === 34 && codes[e - 1] === 34 && e - s >= 2) {
      s++;
      e--;
    } else break;
  }
  out.start = s;
  out.end = e;
  return e - s;
}

/** True when the trimmed cell (bounds in `out`) says “nothing”: empty, null, -, 无. */
export function saysNothing(codes: Codes): boolean {
  const n = out.end - out.start;
  if (n === 0) return true;
  if (n > 4) return false;
  // The words below begin with one of these; anything else needs no string.
  const c = codes[out.start]! | 32;
  if (c !== 110 && c !== 45 && c !== 0x65e0 && c !== 47) return false;
  const word = textOf(codes, out.start, out.end).toLowerCase();
  return word === 'null' || word === '-' || word === '--' || word === '无' || word === 'none' || word === 'nan' || word === '/';
}
