/**
 * One row of a table without copying its text: cell `i` is `texts[i].slice(starts[i], ends[i])`. Readers
 * reuse the same object for every row; whoever wants to keep a cell calls `cell`.
 */
export class Row {
  count = 0;
  /** Line in the file (CSV) or row number in the sheet (XLSX), from 1. */
  line = 0;
  texts: string[] = [];
  starts = new Int32Array(64);
  ends = new Int32Array(64);

  add(text: string, start: number, end: number): void {
    const i = this.count;
    if (i >= this.starts.length) this.grow(i + 1);
    this.texts[i] = text;
    this.starts[i] = start;
    this.ends[i] = end;
    this.count = i + 1;
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
    this.count = 0;
    this.line = line;
  }

  private grow(need: number): void {
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
