import type { Codes } from './codes.ts';

export type Delimiter = ',' | '\t' | ';';

export const QUOTE = 34;
export const LF = 10;
export const CR = 13;

/**
 * A piece of delimited text: code units, and where among them stand the delimiters, line ends and quotes, so that
 * splitting goes from mark to mark instead of reading every character again.
 */
export class Piece {
  codes: Codes = new Uint16Array(0);
  length = 0;
  /** Positions, ascending: `marks[0..marked)`. */
  marks = new Int32Array(0);
  marked = 0;

  /** Makes room for `length` units. What stood here is gone. */
  empty(length: number): void {
    if (this.codes.length < length) {
      this.codes = new Uint16Array(length);
      this.marks = new Int32Array(length);
    }
    this.length = this.marked = 0;
  }
}

/** Marks the units from `from` to the end of the piece. */
export function markCodes(piece: Piece, from: number, delimiter: number): void {
  const { codes, length, marks } = piece;
  let m = piece.marked;
  for (let p = from; p < length; p++) {
    const c = codes[p]!;
    if (c === delimiter || c === LF || c === CR || c === QUOTE) marks[m++] = p;
  }
  piece.marked = m;
}

/** A text as a marked piece. */
export function pieceOf(codes: Codes, delimiter: Delimiter): Piece {
  const piece = new Piece();
  piece.empty(codes.length);
  piece.codes.set(codes);
  piece.length = codes.length;
  markCodes(piece, 0, delimiter.charCodeAt(0));
  return piece;
}
