import { textOf, type Codes } from './codes.ts';
import { LIMITS, TableError } from './errors.ts';
import { CR, LF, pieceOf, QUOTE, type Delimiter, type Piece } from './piece.ts';
import { Row } from './row.ts';

/** What the splitter does with a row; return false to stop reading. The row object is reused. */
export type OnRow = (row: Row) => boolean | void;

const EQUALS = 61;

/**
 * Splits delimited text into rows, chunk by chunk (RFC 4180 with what real exports do to it): quotes only
 * open at the beginning of a cell, `="…"` is one cell, a quote that never closes is read as a plain
 * character so that one broken row cannot swallow the rest of the file.
 */
export class CsvSplitter {
  private rest: Codes = new Uint16Array(0);
  private line = 1;
  private stopped = false;
  private readonly row = new Row();
  private readonly delimiter: Delimiter;
  private readonly onRow: OnRow;
  /** Rows whose quotes did not match. */
  brokenQuotes = 0;

  constructor(delimiter: Delimiter, onRow: OnRow) {
    this.delimiter = delimiter;
    this.onRow = onRow;
  }

  /** Feeds a piece, which may be reused afterwards. Throws TableError when a row or the number of columns has no sane length. */
  push(piece: Piece): void {
    if (this.stopped || piece.length === 0) return;
    const whole = this.rest.length === 0 ? piece : pieceOf(joined(this.rest, piece), this.delimiter);
    const used = this.split(whole, false);
    this.rest = whole.codes.slice(used, whole.length);
    if (this.rest.length > LIMITS.rowChars) throw new TableError('long-row', `第 ${this.line} 行`);
  }

  /** Reads what is left as the last row. */
  end(): void {
    if (this.stopped || this.rest.length === 0) return;
    const piece = pieceOf(this.rest, this.delimiter);
    this.rest = new Uint16Array(0);
    this.split(piece, true);
  }

  get done(): boolean {
    return this.stopped;
  }

  /** Emits all complete rows of a piece and returns where the first incomplete row begins. */
  private split(piece: Piece, last: boolean): number {
    const { row } = this;
    const { codes, length: n, marks, marked } = piece;
    const delimiter = this.delimiter.charCodeAt(0);
    row.from(codes, n);
    let rowStart = 0;
    /** The first mark not before `p`. */
    let m = 0;
    while (rowStart < n && !this.stopped) {
      row.reset(this.line);
      let p = rowStart;
      let lines = 1;
      for (;;) {
        const start = p;
        const c = p < n ? codes[p]! : -1;
        const open = c === QUOTE ? p : c === EQUALS && p + 1 < n && codes[p + 1] === QUOTE ? p + 1 : -1;
        const close = open === -1 ? -1 : closingQuote(codes, open + 1, n);
        if (open >= 0 && close === -1) {
          // Not closed yet: wait for more text, unless the cell is already longer than any cell can be.
          if (!last && n - open <= LIMITS.cellChars * 2) return rowStart;
          this.brokenQuotes++;
        }
        if (close >= 0) {
          lines += countLines(codes, open, close);
          while (m < marked && marks[m]! <= close) m++;
        }
        // A quote in the middle is a character like others.
        while (m < marked && codes[marks[m]!] === QUOTE) m++;
        if (m >= marked && !last) return rowStart;
        p = m < marked ? marks[m]! : n;
        if (close >= 0) addQuoted(row, codes, start, open, close, p);
        else row.add(start, p);
        if (p >= n || codes[p] !== delimiter) break;
        if (row.count >= LIMITS.columns) this.tooManyColumns();
        p++;
        m++;
      }
      // A CR at the very end of the chunk may be half of CRLF.
      if (p < n && codes[p] === CR) {
        if (p + 1 >= n && !last) return rowStart;
        const pair = p + 1 < n && codes[p + 1] === LF;
        p += pair ? 2 : 1;
        m += pair ? 2 : 1;
      } else if (p < n) {
        p++;
        m++;
      }
      this.line += lines;
      rowStart = p;
      if (this.onRow(row) === false) this.stopped = true;
    }
    return rowStart;
  }

  private tooManyColumns(): never {
    throw new TableError('too-many-columns', `第 ${this.line} 行超过 ${LIMITS.columns} 列`);
  }
}

/** Index of the quote that ends the cell; -1 when there is none within a cell's longest length. */
function closingQuote(codes: Codes, from: number, n: number): number {
  const to = Math.min(n, from + LIMITS.cellChars + 1);
  for (let p = from; p < to; p++) {
    if (codes[p] !== QUOTE) continue;
    if (p + 1 >= n || codes[p + 1] !== QUOTE) return p;
    p++;
  }
  return -1;
}

function joined(rest: Codes, piece: Piece): Codes {
  const codes = new Uint16Array(rest.length + piece.length);
  codes.set(rest);
  codes.set(piece.codes.subarray(0, piece.length), rest.length);
  return codes;
}

function countLines(codes: Codes, from: number, to: number): number {
  let lines = 0;
  for (let p = from; p < to; p++) if (codes[p] === LF) lines++;
  return lines;
}

function addQuoted(row: Row, codes: Codes, start: number, open: number, close: number, after: number): void {
  // `="…"` keeps its wrapper: the cell reader must know that the number was saved as text.
  if (open !== start) row.add(start, after);
  else if (after === close + 1 && !hasQuote(codes, open + 1, close)) row.add(open + 1, close);
  else row.addOwn(textOf(codes, open + 1, close).replaceAll('""', '"') + textOf(codes, close + 1, after));
}

function hasQuote(codes: Codes, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (codes[p] === QUOTE) return true;
  return false;
}

/** The delimiter the first lines use most, counted outside quotes. Comma when nothing else stands out. */
export function detectDelimiter(sample: string): Delimiter {
  const counts: Record<Delimiter, number> = { ',': 0, '\t': 0, ';': 0 };
  let quoted = false;
  for (let i = 0; i < sample.length; i++) {
    const c = sample[i]!;
    if (c === '"') quoted = !quoted;
    else if (!quoted && (c === ',' || c === '\t' || c === ';')) counts[c]++;
  }
  // Order numbers may carry a trailing tab in comma files; so the tab needs a clear majority.
  if (counts['\t'] > counts[','] * 1.5 && counts['\t'] >= counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}
