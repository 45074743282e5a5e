import { writeCodes } from './codes.ts';
import { CR, LF, markCodes, Piece, QUOTE, type Delimiter } from './piece.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * Bytes of a file to UTF-16 code units, piece by piece, exactly as the browser's `TextDecoder` reads them. What
 * real files consist of, single bytes and well-formed characters, is read here straight into the array, and marked on
 * the way; from the first byte that is anything else, the rest of the piece goes through `TextDecoder`, which knows all
 * the rules.
 */
export class CodeDecoder {
  private readonly piece = new Piece();
  private readonly decoder: TextDecoder;
  private readonly delimiter: number;
  private readonly plain: ((bytes: Uint8Array, piece: Piece, delimiter: number) => number) | null;
  /** False while `TextDecoder` may hold the beginning of a character. */
  private clean = true;

  constructor(encoding: Encoding, delimiter: Delimiter) {
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.delimiter = delimiter.charCodeAt(0);
    this.plain = encoding === 'utf-8' ? plainUtf8 : encoding === 'gb18030' ? plainGb18030 : null;
  }

  /** The units of the next bytes; the last call says that it is. The piece is reused by the next call. */
  read(bytes: Uint8Array, last = false): Piece {
    const { piece } = this;
    // One unit for each byte at most, and for what was held back before.
    piece.empty(bytes.length + 4);
    const done = this.clean && this.plain ? this.plain(bytes, piece, this.delimiter) : 0;
    if (done === bytes.length && !(last && !this.clean)) return piece;
    const text = this.decoder.decode(bytes.subarray(done), { stream: !last });
    const from = piece.length;
    writeCodes(piece.codes, from, text);
    piece.length += text.length;
    markCodes(piece, from, this.delimiter);
    // No character of these two encodings goes on behind a line end.
    this.clean = last || (this.plain !== null && bytes[bytes.length - 1] === LF);
    return piece;
  }
}

/**
 * Well-formed UTF-8, to the first byte that is not; returns how many bytes were read. The loop stands twice, here and for GB18030:
 * one loop with a call for each character took a sixth longer over a large file.
 */
function plainUtf8(bytes: Uint8Array, piece: Piece, delimiter: number): number {
  const { codes, marks } = piece;
  const highest = Math.max(delimiter, QUOTE);
  const n = bytes.length;
  let i = 0;
  let j = 0;
  let m = 0;
  while (i < n) {
    const a = bytes[i]!;
    if (a < 0x80) {
      if (a <= highest && (a === delimiter || a === LF || a === CR || a === QUOTE)) marks[m++] = j;
      codes[j++] = a;
      i++;
      continue;
    }
    const b = i + 1 < n ? bytes[i + 1]! : 0;
    if ((b & 0xc0) !== 0x80 || a < 0xc2) break;
    if (a < 0xe0) {
      codes[j++] = ((a & 0x1f) << 6) | (b & 0x3f);
      i += 2;
      continue;
    }
    const c = i + 2 < n ? bytes[i + 2]! : 0;
    if ((c & 0xc0) !== 0x80 || a >= 0xf0) break;
    const code = ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
    // Written longer than need be, or half of a surrogate pair.
    if (code < 0x800 || (code & 0xf800) === 0xd800) break;
    codes[j++] = code;
    i += 3;
  }
  piece.length = j;
  piece.marked = m;
  return i;
}

/** Single and double bytes of GB18030, to the first byte that is neither; returns how many bytes were read. */
function plainGb18030(bytes: Uint8Array, piece: Piece, delimiter: number): number {
  const table = (doubleBytes ??= readDoubleBytes());
  const { codes, marks } = piece;
  const highest = Math.max(delimiter, QUOTE);
  const n = bytes.length;
  let i = 0;
  let j = 0;
  let m = 0;
  while (i < n) {
    const a = bytes[i]!;
    if (a < 0x80) {
      if (a <= highest && (a === delimiter || a === LF || a === CR || a === QUOTE)) marks[m++] = j;
      codes[j++] = a;
      i++;
      continue;
    }
    const code = i + 1 < n ? table[((a & 0x7f) << 8) | bytes[i + 1]!]! : 0;
    if (code === 0) break;
    codes[j++] = code;
    i += 2;
  }
  piece.length = j;
  piece.marked = m;
  return i;
}

/** Unit of each pair of bytes, at `(first & 0x7f) << 8 | second`; 0 where the pair is not one unit. */
let doubleBytes: Uint16Array | null = null;

/** Asks the browser's own decoder for every pair, so that there is no second table to keep right. */
function readDoubleBytes(): Uint16Array {
  const bytes = new Uint8Array(126 * 190 * 3);
  let at = 0;
  const eachPair = (visit: (first: number, second: number) => void): void => {
    for (let first = 0x81; first <= 0xfe; first++)
      for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) visit(first, second);
  };
  eachPair((first, second) => {
    bytes[at++] = first;
    bytes[at++] = second;
    bytes[at++] = LF;
  });
  const lines = new TextDecoder('gb18030').decode(bytes).split('\n');
  const table = new Uint16Array(1 << 15);
  let pair = 0;
  eachPair((first, second) => {
    const line = lines[pair++]!;
    if (line.length === 1 && line !== '\ufffd') table[((first & 0x7f) << 8) | second] = line.charCodeAt(0);
  });
  return table;
}
