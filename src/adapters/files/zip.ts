/**
 * A ZIP written around the files instead of through memory. Every entry is stored uncompressed (photos,
 * videos and PDFs do not shrink), its checksum is known from fingerprinting, so all headers can be
 * written beforehand and the archive is a Blob that refers to the files on disk: 2 GB cost no memory, in
 * any browser. No data descriptors, no 64-bit extensions: the plainest form, which every unpacker opens.
 */
import { crc32 } from './crc32.ts';

export interface ZipEntry {
  /** Path inside the archive, forward slashes. */
  readonly path: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
  /** Bytes of `content`. */
  readonly size: number;
  /** CRC-32 of `content`. */
  readonly crc: number;
}

/** Largest archive without 64-bit extensions. */
const LIMIT = 0xffff_ffff;
const MAX_ENTRIES = 0xffff;
/** Bit 11: names are UTF-8. */
const UTF8 = 0x0800;
const VERSION = 20;

/** An entry from text, written as UTF-8. */
export function textEntry(path: string, text: string): ZipEntry {
  return bytesEntry(path, new TextEncoder().encode(text));
}

/** An entry from bytes already in memory. */
export function bytesEntry(path: string, bytes: Uint8Array<ArrayBuffer>): ZipEntry {
  return { path, content: bytes, size: bytes.length, crc: crc32(bytes) };
}

/**
 * The pieces of the archive in order. `modified` is written as the time of every entry (local wall
 * clock of its components; ZIP knows no zone). Throws RangeError when the archive would need 64-bit
 * extensions or two entries share a path.
 */
export function zipParts(entries: readonly ZipEntry[], modified: ZipTime): (Blob | Uint8Array<ArrayBuffer>)[] {
  if (entries.length > MAX_ENTRIES) throw new RangeError('Too many entries for one archive');
  if (new Set(entries.map((e) => e.path)).size !== entries.length) throw new RangeError('Two entries share a path');
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  const central: Uint8Array<ArrayBuffer>[] = [];
  const stamp = dosTime(modified);
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.path);
    if (offset + 30 + name.length + entry.size > LIMIT) throw new RangeError('Archive over 4 GB');
    parts.push(header(0x04034b50, entry, name, stamp, null), entry.content);
    central.push(header(0x02014b50, entry, name, stamp, offset));
    offset += 30 + name.length + entry.size;
  }
  const size = central.reduce((sum, record) => sum + record.length, 0);
  if (offset + size > LIMIT) throw new RangeError('Archive over 4 GB');
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return [...parts, ...central, end];
}

/** The archive as one Blob; content given as Blobs is referred to, not copied. */
export function zipBlob(entries: readonly ZipEntry[], modified: ZipTime, type = 'application/zip'): Blob {
  return new Blob(zipParts(entries, modified), { type });
}

/** Wall-clock time of an entry; two-second steps, 1980 to 2107. */
export interface ZipTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
}

function dosTime(t: ZipTime): { date: number; time: number } {
  const year = Math.min(Math.max(t.year, 1980), 2107);
  return { date: ((year - 1980) << 9) | (t.month << 5) | t.day, time: ((t.hour ?? 0) << 11) | ((t.minute ?? 0) << 5) };
}

/** Local header, or with an `offset` the central directory record, which repeats it with a few fields more. */
function header(
  signature: number,
  entry: ZipEntry,
  name: Uint8Array,
  stamp: { date: number; time: number },
  offset: number | null,
): Uint8Array<ArrayBuffer> {
  const fixed = offset === null ? 30 : 46;
  const bytes = new Uint8Array(fixed + name.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const u16 = (value: number): void => void (view.setUint16(at, value, true), (at += 2));
  const u32 = (value: number): void => void (view.setUint32(at, value, true), (at += 4));
  u32(signature);
  if (offset !== null) u16(VERSION);
  u16(VERSION);
  u16(UTF8);
  u16(0); // stored
  u16(stamp.time);
  u16(stamp.date);
  u32(entry.crc);
  u32(entry.size);
  u32(entry.size);
  u16(name.length);
  u16(0); // extra field
  if (offset !== null) {
    u16(0); // comment
    u16(0); // disk
    u16(0); // internal attributes
    u32(0); // external attributes
    u32(offset);
  }
  bytes.set(name, fixed);
  return bytes;
}
