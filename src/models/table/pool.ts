import { codesOf, textOf, type Codes } from './codes.ts';

/**
 * Strings kept once, as numbers from 0: text goes into one typed array, so a million order numbers cost
 * tens of megabytes, and no slice keeps a whole chunk of the file alive.
 */
export class StringPool {
  private codes: Codes = new Uint16Array(1 << 12);
  private offsets = new Int32Array(1 << 9);
  /** Open addressing: number of the string plus one, 0 where the slot is free. */
  private table = new Int32Array(1 << 10);
  /** Hash of each string: most strings that differ are told apart without touching their characters. */
  private hashes = new Int32Array(1 << 9);
  private mask = (1 << 10) - 1;
  size = 0;

  /** Makes room for about `count` further strings, so that a long file does not copy everything again and again. */
  expect(count: number): void {
    const strings = this.size + count;
    if (strings + 2 > this.offsets.length) {
      this.offsets = enlarged(this.offsets, strings + 2);
      this.hashes = enlarged(this.hashes, strings + 2);
      this.growCodes(this.offsets[this.size]! + count * EXPECTED_LENGTH);
    }
    if (strings * 2 > this.mask) this.rehash(2 ** Math.ceil(Math.log2(strings * 2 + 1)));
  }

  /** Number of `codes[start..end)`, adding it when new. */
  intern(codes: Codes, start: number, end: number): number {
    const h = hash(codes, start, end);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]! - 1;
      if (id === -1) return this.keep(codes, start, end, slot, h);
      if (this.hashes[id] === h && this.equals(id, codes, start, end)) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  /** The same for a text that stands alone. */
  internText(text: string): number {
    return this.intern(codesOf(text), 0, text.length);
  }

  /** Number of `text`, -1 when it is not there. */
  find(text: string): number {
    const codes = codesOf(text);
    const h = hash(codes, 0, codes.length);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]! - 1;
      if (id === -1 || (this.hashes[id] === h && this.equals(id, codes, 0, codes.length))) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  get(id: number): string {
    return textOf(this.codes, this.offsets[id]!, this.offsets[id + 1]!);
  }

  /** True when string `id` holds one of these UTF-16 codes; needs no string. */
  holds(id: number, wanted: readonly number[]): boolean {
    for (let i = this.offsets[id]!, end = this.offsets[id + 1]!; i < end; i++) if (wanted.includes(this.codes[i]!)) return true;
    return false;
  }

  /** First UTF-16 code of string `id`; 0 when it is empty. */
  firstCode(id: number): number {
    const from = this.offsets[id]!;
    return from < this.offsets[id + 1]! ? this.codes[from]! : 0;
  }

  private equals(id: number, codes: Codes, start: number, end: number): boolean {
    const own = this.codes;
    const from = this.offsets[id]!;
    if (this.offsets[id + 1]! - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (codes[i] !== own[j]) return false;
    return true;
  }

  private keep(codes: Codes, start: number, end: number, slot: number, h: number): number {
    const id = this.size++;
    if (id + 2 > this.offsets.length) {
      this.offsets = enlarged(this.offsets, this.offsets.length * 2);
      this.hashes = enlarged(this.hashes, this.hashes.length * 2);
    }
    const from = this.offsets[id]!;
    const to = from + (end - start);
    if (to > this.codes.length) this.growCodes(to);
    const own = this.codes;
    for (let i = start, j = from; i < end; i++, j++) own[j] = codes[i]!;
    this.hashes[id] = h;
    this.offsets[id + 1] = to;
    this.table[slot] = id + 1;
    if (this.size * 2 > this.mask) this.rehash((this.mask + 1) * 2);
    return id;
  }

  private growCodes(need: number): void {
    const codes = new Uint16Array(Math.max(need, this.codes.length * 2));
    codes.set(this.codes);
    this.codes = codes;
  }

  private rehash(size: number): void {
    this.table = new Int32Array(size);
    this.mask = size - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = this.hashes[id]! & this.mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & this.mask;
      this.table[slot] = id + 1;
    }
  }
}

/** Characters of an order or parcel number, roughly: what room is made for. */
const EXPECTED_LENGTH = 20;

/** FNV-1a over the code units, two at a time, its bits mixed once more at the end. */
function hash(codes: Codes, start: number, end: number): number {
  let h = 0x811c9dc5;
  let i = start;
  for (; i + 1 < end; i += 2) h = Math.imul(h ^ (codes[i]! | (codes[i + 1]! << 16)), 0x01000193);
  if (i < end) h = Math.imul(h ^ codes[i]!, 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

function enlarged(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(old);
  return next;
}
