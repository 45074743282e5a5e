import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { crc32 } from './crc32.ts';

/** What one pass over a file yields: the fingerprint for the reader, the checksum for the archive. */
export interface Digest {
  /** Lower-case hex SHA-256. */
  readonly sha256: string;
  /** CRC-32, unsigned. */
  readonly crc32: number;
  /** Bytes read. */
  readonly size: number;
}

/** Takes a file piece by piece; `crypto.subtle` would need it whole in memory. */
export class Digester {
  readonly #sha = sha256.create();
  #crc = 0;
  #size = 0;

  update(bytes: Uint8Array): void {
    this.#sha.update(bytes);
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
  }

  finish(): Digest {
    return { sha256: bytesToHex(this.#sha.digest()), crc32: this.#crc, size: this.#size };
  }
}

/** Bytes held at once. */
export const CHUNK = 4 * 1024 * 1024;

/**
 * Reads `file` in pieces. `onBytes` is told how many more bytes were read. Rejects with the browser's
 * error when the file cannot be read (moved, changed or deleted since it was chosen), and with
 * AbortError when `signal` fires between two pieces.
 */
export async function digestFile(file: Blob, onBytes: (more: number) => void, signal?: AbortSignal, chunk = CHUNK): Promise<Digest> {
  const digester = new Digester();
  for (let at = 0; at < file.size; at += chunk) {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(at, at + chunk).arrayBuffer());
    digester.update(bytes);
    onBytes(bytes.length);
  }
  signal?.throwIfAborted();
  return digester.finish();
}
