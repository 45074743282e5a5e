/**
 * Strings kept once, as numbers from 0: text goes into one typed array, so a million order numbers cost
 * tens of megabytes, and no slice keeps a whole chunk of the file alive.
 */
export class StringPool {
  private codes = new Uint16Array(1 << 12);
  private offsets = new Int32Array(1 << 9);
  private table = new Int32Array(1 << 10).fill(-1);
  /** Hash of each string: most strings that differ are told apart without touching their characters. */
  private hashes = new Int32Array(1 << 9);
  private mask = (1 << 10) - 1;
  size = 0;

  /** Number of `text[start..end)`, adding it when new. */
  intern(text: string, start: number, end: number): number {
    const h = hash(text, start, end);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]!;
      if (id === -1) return this.add(text, start, end, slot, h);
      if (this.hashes[id] === h && this.equals(id, text, start, end)) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  /** Number of `text`, -1 when it is not there. */
  find(text: string): number {
    const h = hash(text, 0, text.length);
    let slot = h & this.mask;
    for (;;) {
      const id = this.table[slot]!;
      if (id === -1 || (this.hashes[id] === h && this.equals(id, text, 0, text.length))) return id;
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

  private equals(id: number, text: string, start: number, end: number): boolean {
    const from = this.offsets[id]!;
    if (this.offsets[id + 1]! - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (text.charCodeAt(i) !== this.codes[j]) return false;
    return true;
  }

  private add(text: string, start: number, end: number, slot: number, h: number): number {
    const id = this.size++;
    const from = this.offsets[id]!;
    const to = from + (end - start);
    if (to > this.codes.length) {
      const codes = new Uint16Array(Math.max(to, this.codes.length * 2));
      codes.set(this.codes);
      this.codes = codes;
    }
    for (let i = start, j = from; i < end; i++, j++) this.codes[j] = text.charCodeAt(i);
    if (id + 2 > this.offsets.length) {
      const offsets = new Int32Array(this.offsets.length * 2);
      offsets.set(this.offsets);
      this.offsets = offsets;
      const hashes = new Int32Array(offsets.length);
      hashes.set(this.hashes);
      this.hashes = hashes;
    }
    this.hashes[id] = h;
    this.offsets[id + 1] = to;
    this.table[slot] = id;
    if (this.size * 2 > this.mask) this.rehash();
    return id;
  }

  private rehash(): void {
    const size = (this.mask + 1) * 2;
    this.table = new Int32Array(size).fill(-1);
    this.mask = size - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = this.hashes[id]! & this.mask;
      while (this.table[slot] !== -1) slot = (slot + 1) & this.mask;
      this.table[slot] = id;
    }
  }
}

function hash(text: string, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
