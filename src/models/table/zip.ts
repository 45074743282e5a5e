import { TableError } from './errors.ts';

/** One file inside a zip archive. Offsets and sizes come from the central directory, never from guesses. */
export interface ZipEntry {
  name: string;
  method: 0 | 8;
  compressed: number;
  inflated: number;
  /** Where the local header begins. */
  offset: number;
}

/** Bytes from the end of the file that are sure to hold the end record (22 + longest comment). */
export const TAIL_BYTES = 22 + 0xffff;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

export interface Directory {
  offset: number;
  size: number;
  entries: number;
}

/** Finds the end record in the last bytes of a file. `tailStart` is where those bytes begin in the file. */
export function findDirectory(tail: Uint8Array, fileSize: number): Directory {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let p = tail.byteLength - 22; p >= 0; p--) {
    if (view.getUint32(p, true) !== END) continue;
    const entries = view.getUint16(p + 10, true);
    const size = view.getUint32(p + 12, true);
    const offset = view.getUint32(p + 16, true);
    if (entries === 0xffff || size === 0xffffffff || offset === 0xffffffff) throw new TableError('zip64');
    if (offset + size > fileSize || entries > 10_000 || size > 8 * 1024 * 1024) throw new TableError('truncated');
    return { offset, size, entries };
  }
  throw new TableError('truncated');
}

/** Reads the central directory. Throws for encrypted parts, zip64 and unknown methods of parts we need. */
export function readDirectory(bytes: Uint8Array, count: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out: ZipEntry[] = [];
  let p = 0;
  for (let i = 0; i < count; i++) {
    if (p + 46 > bytes.byteLength || view.getUint32(p, true) !== CENTRAL) throw new TableError('truncated');
    const flags = view.getUint16(p + 8, true);
    const method = view.getUint16(p + 10, true);
    const compressed = view.getUint32(p + 20, true);
    const inflated = view.getUint32(p + 24, true);
    const nameLength = view.getUint16(p + 28, true);
    const skip = nameLength + view.getUint16(p + 30, true) + view.getUint16(p + 32, true);
    const offset = view.getUint32(p + 42, true);
    if (p + 46 + skip > bytes.byteLength) throw new TableError('truncated');
    // Part names of workbooks are short; longer ones are none of ours.
    const name = nameLength <= 512 ? new TextDecoder().decode(bytes.subarray(p + 46, p + 46 + nameLength)) : '';
    if (flags & 1) throw new TableError('encrypted');
    if (compressed === 0xffffffff || inflated === 0xffffffff || offset === 0xffffffff) throw new TableError('zip64');
    if (method === 0 || method === 8)
      out.push({ name: name.replaceAll('\\', '/').replace(/^\//, ''), method, compressed, inflated, offset });
    else if (/\.xml$|\.rels$/i.test(name)) throw new TableError('zip-method');
    p += 46 + skip;
  }
  return out;
}

/** Length of the local header in front of the data of an entry. */
export function localHeaderLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 30 || view.getUint32(0, true) !== LOCAL) throw new TableError('truncated');
  return 30 + view.getUint16(26, true) + view.getUint16(28, true);
}
