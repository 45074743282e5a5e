import { LIMITS, TableError } from './errors.ts';
import { Row } from './row.ts';

export type Delimiter = ',' | '\t' | ';';

/** What the splitter does with a row; return false to stop reading. The row object is reused. */
export type OnRow = (row: Row) => boolean | void;

const QUOTE = 34;
const LF = 10;
const CR = 13;
const EQUALS = 61;

/**
 * Splits delimited text into rows, chunk by chunk (RFC 4180 with what real exports do to it): quotes only
 * open at the beginning of a cell, `="…"` is one cell, a quote that never closes is read as a plain
 * character so that one broken row cannot swallow the rest of the file.
 */
export class CsvSplitter {
  private rest = '';
  private line = 1;
  private stopped = false;
  private readonly row = new Row();
  private readonly delimiter: number;
  private readonly onRow: OnRow;
  /** Rows whose quotes did not match. */
  brokenQuotes = 0;

  constructor(delimiter: Delimiter, onRow: OnRow) {
    this.delimiter = delimiter.charCodeAt(0);
    this.onRow = onRow;
  }

  /** Feeds decoded text. Throws TableError when a row or the number of columns has no sane length. */
  push(chunk: string): void {
    if (this.stopped || chunk === '') return;
    const text = this.rest === '' ? chunk : this.rest + chunk;
    const used = this.split(text, false);
    this.rest = used >= text.length ? '' : text.slice(used);
    if (this.rest.length > LIMITS.rowChars) throw new TableError('long-row', `第 ${this.line} 行`);
  }

  /** Reads what is left as the last row. */
  end(): void {
    if (this.stopped || this.rest === '') return;
    const text = this.rest;
    this.rest = '';
    this.split(text, true);
  }

  get done(): boolean {
    return this.stopped;
  }

  /** Emits all complete rows of `text` and returns where the first incomplete row begins. */
  private split(text: string, last: boolean): number {
    const { row, delimiter } = this;
    const n = text.length;
    row.from(text);
    let rowStart = 0;
    while (rowStart < n && !this.stopped) {
      row.reset(this.line);
      let p = rowStart;
      let lines = 1;
      for (;;) {
        const start = p;
        let c = p < n ? text.charCodeAt(p) : -1;
        const open = c === QUOTE ? p : c === EQUALS && p + 1 < n && text.charCodeAt(p + 1) === QUOTE ? p + 1 : -1;
        const close = open === -1 ? -1 : closingQuote(text, open + 1, n);
        if (close >= 0) {
          if (close + 1 >= n && !last) return rowStart;
          p = cellEnd(text, close + 1, n, delimiter);
          if (p >= n && !last) return rowStart;
          lines += countLines(text, open, close);
          addQuoted(row, text, start, open, close, p);
        } else {
          if (open >= 0) {
            // Not closed yet: wait for more text, unless the cell is already longer than any cell can be.
            if (!last && n - open <= LIMITS.cellChars * 2) return rowStart;
            this.brokenQuotes++;
          }
          for (; p < n; p++) {
            c = text.charCodeAt(p);
            if (c === delimiter || c === LF || c === CR) break;
          }
          if (p >= n && !last) return rowStart;
          row.add(start, p);
        }
        if (p >= n || text.charCodeAt(p) !== delimiter) break;
        if (row.count >= LIMITS.columns) this.tooManyColumns();
        p++;
      }
      // A CR at the very end of the chunk may be half of CRLF.
      if (p < n && text.charCodeAt(p) === CR) {
        if (p + 1 >= n && !last) return rowStart;
        p += p + 1 < n && text.charCodeAt(p + 1) === LF ? 2 : 1;
      } else if (p < n) p++;
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
function closingQuote(text: string, from: number, n: number): number {
  let p = from;
  for (;;) {
    p = text.indexOf('"', p);
    if (p === -1 || p - from > LIMITS.cellChars) return -1;
    if (p + 1 < n && text.charCodeAt(p + 1) === QUOTE) {
      p += 2;
      continue;
    }
    return p;
  }
}

function cellEnd(text: string, from: number, n: number, delimiter: number): number {
  let p = from;
  while (p < n) {
    const c = text.charCodeAt(p);
    if (c === delimiter || c === LF || c === CR) break;
    p++;
  }
  return p;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let p = from; p < to; p++) if (text.charCodeAt(p) === LF) lines++;
  return lines;
}

function addQuoted(row: Row, text: string, start: number, open: number, close: number, after: number): void {
  // `="…"` keeps its wrapper: the cell reader must know that the number was saved as text.
  if (open !== start) row.add(start, after);
  else if (after === close + 1 && !hasQuote(text, open + 1, close)) row.add(open + 1, close);
  else row.addOwn(text.slice(open + 1, close).replaceAll('""', '"') + text.slice(close + 1, after));
}

function hasQuote(text: string, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (text.charCodeAt(p) === QUOTE) return true;
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
