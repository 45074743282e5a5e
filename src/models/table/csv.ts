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
    let rowStart = 0;
    while (rowStart < n && !this.stopped) {
      row.reset(this.line);
      let p = rowStart;
      let lines = 1;
      let complete = false;
      while (p <= n) {
        let c = p < n ? text.charCodeAt(p) : -1;
        const open = c === QUOTE ? p : c === EQUALS && p + 1 < n && text.charCodeAt(p + 1) === QUOTE ? p + 1 : -1;
        if (open >= 0) {
          const close = closingQuote(text, open + 1, n);
          if (close === -1) {
            // Not closed yet: wait for more text, unless the cell is already longer than any cell can be.
            if (!last && n - open <= LIMITS.cellChars * 2) return rowStart;
            this.brokenQuotes++;
          } else if (close + 1 >= n && !last) {
            return rowStart;
          } else {
            const after = cellEnd(text, close + 1, n, delimiter);
            if (after >= n && !last) return rowStart;
            lines += countLines(text, open, close);
            row.add(...unquote(text, p, open, close, after));
            p = after;
            if (p < n && text.charCodeAt(p) === delimiter) {
              this.checkColumns();
              p++;
              continue;
            }
            complete = p < n || last;
            break;
          }
        }
        const start = p;
        while (p < n) {
          c = text.charCodeAt(p);
          if (c === delimiter || c === LF || c === CR) break;
          p++;
        }
        if (p >= n && !last) return rowStart;
        row.add(text, start, p);
        if (p < n && c === delimiter) {
          this.checkColumns();
          p++;
          continue;
        }
        complete = true;
        break;
      }
      if (!complete) return rowStart;
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

  private checkColumns(): void {
    if (this.row.count >= LIMITS.columns) throw new TableError('too-many-columns', `第 ${this.line} 行超过 ${LIMITS.columns} 列`);
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
  for (let p = text.indexOf('\n', from); p !== -1 && p < to; p = text.indexOf('\n', p + 1)) lines++;
  return lines;
}

function unquote(text: string, start: number, open: number, close: number, after: number): [string, number, number] {
  // `="…"` keeps its wrapper: the cell reader must know that the number was saved as text.
  if (open !== start) return [text, start, after];
  if (after === close + 1 && !text.slice(open + 1, close).includes('"')) return [text, open + 1, close];
  const cell = text.slice(open + 1, close).replaceAll('""', '"') + text.slice(close + 1, after);
  return [cell, 0, cell.length];
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
