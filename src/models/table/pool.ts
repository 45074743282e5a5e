/**
 * Strings kept once, as numbers from 0: text goes into one typed array, so a million order numbers cost
 * tens of megabytes, and no slice keeps a whole chunk of the file alive.
 */
export class StringPool {
  private codes = new Uint16Array(1 << 12);
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

  /** Number of `text[start..end)`, adding it when new. */
  intern(text: string, start: number, end: number): number {
    // The text is copied to where it would stay, and hashed on the way: each character is touched once.
    const from = this.offsets[this.size]!;
    const to = from + (end - start);
    if (to > this.codes.length) this.growCodes(to);
    const { codes, hashes } = this;
    let h = SEED;
    for (let i = start, j = from; i < end; i++, j++) {
      const c = text.charCodeAt(i);
      codes[j] = c;
      h = Math.imul(h ^ c, PRIME);
    }
    h = mixed(h);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]! - 1;
      if (id === -1) return this.keep(to, slot, h);
      if (hashes[id] === h && this.equals(id, from, to)) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  /** Number of `text`, -1 when it is not there. */
  find(text: string): number {
    let h = SEED;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
    h = mixed(h);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]! - 1;
      if (id === -1 || (this.hashes[id] === h && this.get(id) === text)) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  get(id: number): string {
    const codes = this.codes.subarray(this.offsets[id]!, this.offsets[id + 1]!);
    let out = '';
    for (let i = 0; i < codes.length; i += 4096) out += String.fromCharCode(...codes.subarray(i, i + 4096));
    return out;
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

  /** True when string `id` is the one that was copied to `from..to`. */
  private equals(id: number, from: number, to: number): boolean {
    const { codes, offsets } = this;
    const start = offsets[id]!;
    if (offsets[id + 1]! - start !== to - from) return false;
    for (let i = start, j = from; j < to; i++, j++) if (codes[i] !== codes[j]) return false;
    return true;
  }

  /** Keeps what was copied behind the last string. */
  private keep(to: number, slot: number, h: number): number {
    const id = this.size++;
    if (id + 2 > this.offsets.length) {
      this.offsets = enlarged(this.offsets, this.offsets.length * 2);
      this.hashes = enlarged(this.hashes, this.hashes.length * 2);
    }
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

/** FNV-1a over the characters, its bits mixed once more at the end. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

function enlarged(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(old);
  return next;
}
