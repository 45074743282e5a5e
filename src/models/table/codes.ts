/**
 * Text as UTF-16 code units in a typed array. The readers of orders work on these instead of strings: a cell is
 * two positions, nothing is cut out before somebody wants to keep it, and reading a unit costs one array access.
 */
export type Codes = Uint16Array;

/** The code units of a text. */
export function codesOf(text: string): Codes {
  const codes = new Uint16Array(text.length);
  writeCodes(codes, 0, text);
  return codes;
}

/** Writes a text into `codes` from `at` on; there must be room. */
export function writeCodes(codes: Codes, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) codes[at + i] = text.charCodeAt(i);
}

/** `codes[start..end)` as a string. */
export function textOf(codes: Codes, start: number, end: number): string {
  let out = '';
  // Arguments of a call are limited in number.
  for (let i = start; i < end; i += 4096) out += String.fromCharCode(...codes.subarray(i, Math.min(end, i + 4096)));
  return out;
}

/** True when `word` stands at `at` and ends before `end`. */
export function wordAt(codes: Codes, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (codes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
