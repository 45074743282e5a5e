/**
 * One row of a table without copying its text: cell `i` is `texts[i].slice(starts[i], ends[i])`. Readers
 * reuse the same object for every row; whoever wants to keep a cell calls `cell`.
 */
export class Row {
  count = 0;
  /** Line in the file (CSV) or row number in the sheet (XLSX), from 1. */
  line = 0;
  texts: string[] = new Array<string>(64).fill('');
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  private piece = '';
  /** Cells that brought a text of their own. */
  private readonly own: number[] = [];

  /** The piece of text the cells of the next rows lie in: named once, not with every cell. */
  from(piece: string): void {
    this.piece = piece;
    this.texts.fill(piece);
  }

  /** Adds the cell at `start..end` of the piece of text. */
  add(start: number, end: number): void {
    const i = this.count++;
    if (i >= this.starts.length) this.grow(i + 1);
    this.starts[i] = start;
    this.ends[i] = end;
  }

  /** Adds a cell that does not stand in the piece of text as it is. */
  addOwn(text: string): void {
    const i = this.count;
    this.add(0, text.length);
    this.texts[i] = text;
    this.own.push(i);
  }

  /** Puts a cell at `index`, filling skipped cells with nothing. */
  put(index: number, text: string): void {
    if (index >= this.starts.length) this.grow(index + 1);
    for (let i = this.count; i < index; i++) {
      this.texts[i] = '';
      this.starts[i] = 0;
      this.ends[i] = 0;
    }
    this.texts[index] = text;
    this.starts[index] = 0;
    this.ends[index] = text.length;
    if (index >= this.count) this.count = index + 1;
  }

  /** The text of cell `i`; '' past the end of the row. */
  cell(i: number): string {
    return i < this.count ? this.texts[i]!.slice(this.starts[i]!, this.ends[i]!) : '';
  }

  cells(): string[] {
    const out: string[] = [];
    for (let i = 0; i < this.count; i++) out.push(this.cell(i));
    return out;
  }

  /** True when every cell is empty or blank. */
  isBlank(): boolean {
    for (let i = 0; i < this.count; i++) {
      const text = this.texts[i]!;
      for (let p = this.starts[i]!; p < this.ends[i]!; p++) if (!isBlankCode(text.charCodeAt(p))) return false;
    }
    return true;
  }

  reset(line: number): void {
    for (const i of this.own) this.texts[i] = this.piece;
    this.own.length = 0;
    this.count = 0;
    this.line = line;
  }

  private grow(need: number): void {
    const size = Math.max(need, this.starts.length * 2);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    for (let i = this.texts.length; i < size; i++) this.texts.push(this.piece);
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
