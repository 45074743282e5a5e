import { textOf, writeCodes, type Codes } from './codes.ts';

/**
 * One row of a table without copying its text: cell `i` is `codes[starts[i]..ends[i])`. Readers reuse the same
 * object for every row; whoever wants to keep a cell calls `cell`.
 */
export class Row {
  count = 0;
  /** Line in the file (CSV) or row number in the sheet (XLSX), from 1. */
  line = 0;
  codes: Codes = new Uint16Array(1 << 12);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Where the piece of text ends that the rows lie in; behind it stand cells that brought a text of their own. */
  private pieceEnd = 0;
  private used = 0;

  /** The piece of text the cells of the next rows lie in: `codes[0..length)`. */
  from(codes: Codes, length: number): void {
    this.codes = codes;
    this.pieceEnd = this.used = length;
  }

  reset(line: number): void {
    this.count = 0;
    this.line = line;
    this.used = this.pieceEnd;
  }

  /** Adds the cell at `start..end` of the piece of text. */
  add(start: number, end: number): void {
    const i = this.count++;
    if (i >= this.starts.length) this.growCells(i + 1);
    this.starts[i] = start;
    this.ends[i] = end;
  }

  /** Adds a cell that does not stand in the piece of text as it is. */
  addOwn(text: string): void {
    this.put(this.count, text);
  }

  /** Puts a cell of its own at `index`, filling skipped cells with nothing. */
  put(index: number, text: string): void {
    if (index >= this.starts.length) this.growCells(index + 1);
    for (let i = this.count; i < index; i++) this.starts[i] = this.ends[i] = 0;
    const from = this.used;
    this.used += text.length;
    if (this.used > this.codes.length) this.growCodes(this.used);
    writeCodes(this.codes, from, text);
    this.starts[index] = from;
    this.ends[index] = this.used;
    if (index >= this.count) this.count = index + 1;
  }

  /** The text of cell `i`; '' past the end of the row. */
  cell(i: number): string {
    return i < this.count ? textOf(this.codes, this.starts[i]!, this.ends[i]!) : '';
  }

  cells(): string[] {
    const out: string[] = [];
    for (let i = 0; i < this.count; i++) out.push(this.cell(i));
    return out;
  }

  /** True when every cell is empty or blank. */
  isBlank(): boolean {
    const { codes } = this;
    for (let i = 0; i < this.count; i++)
      for (let p = this.starts[i]!; p < this.ends[i]!; p++) if (!isBlankCode(codes[p]!)) return false;
    return true;
  }

  private growCodes(need: number): void {
    const codes = new Uint16Array(Math.max(need, this.codes.length * 2));
    codes.set(this.codes);
    this.codes = codes;
  }

  private growCells(need: number): void {
    const size = Math.max(need, this.starts.length * 2);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }
}

/** Blank as spreadsheets and web pages know it: ASCII controls and space, NBSP, full-width space, BOM, zero width. */
export function isBlankCode(c: number): boolean {
  return c <= 32 || c === 0xa0 || c === 0x3000 || c === 0xfeff || (c >= 0x2000 && c <= 0x200f) || c === 0x202c || c === 0x2060;
}
