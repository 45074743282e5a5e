/** The browser's edge for files: slices, decoded text, inflated parts. Nothing here leaves the device. */

export async function readSlice(blob: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(Math.max(0, from), Math.max(0, to)).arrayBuffer());
}

export interface Hooks {
  /** Called with the number of bytes each step has taken. */
  onBytes?: (bytes: number) => void;
  signal?: AbortSignal;
  /** Return true to stop early. */
  isDone?: () => boolean;
}

/** Bytes read from the file at once: large enough that asking for them costs nothing. */
const READ = 4 * 1024 * 1024;
/** Bytes handed over at once: small enough to stay near the processor while they are worked on. */
const PIECE = 128 * 1024;

/**
 * Reads a file piece by piece, the next bytes while the last are worked on. Pieces end behind a line end where there is
 * one, so that rows and characters stay whole. `onPiece` returns false to stop; the last piece says that it is.
 */
export async function readPieces(
  file: Blob,
  onPiece: (bytes: Uint8Array, last: boolean) => boolean,
  hooks: Hooks = {},
): Promise<void> {
  let at = 0;
  let reading = readSlice(file, 0, READ);
  for (;;) {
    hooks.signal?.throwIfAborted();
    const read = await reading;
    const lines = at + read.length >= file.size ? read.length : read.lastIndexOf(LF) + 1 || read.length;
    at += lines;
    const end = at >= file.size || lines === 0;
    if (!end) {
      reading = readSlice(file, at, at + READ);
      // A failure of the bytes read ahead is met when their turn comes, not before.
      reading.catch(() => undefined);
    }
    hooks.onBytes?.(lines);
    let from = 0;
    do {
      const to = from + PIECE >= lines ? lines : read.lastIndexOf(LF, from + PIECE - 1) + 1;
      const piece = read.subarray(from, to > from ? to : Math.min(from + PIECE, lines));
      from += piece.length;
      const last = end && from >= lines;
      if (!onPiece(piece, last) || last) return;
    } while (from < lines);
  }
}

const LF = 10;

/**
 * Decodes a byte stream and hands over the text piece by piece. The decoder is told that more follows, so a
 * character split between two pieces stays whole: parsers that decode piece by piece break Chinese text.
 */
export async function decodeStream(
  stream: ReadableStream<Uint8Array>,
  encoding: string,
  onText: (text: string) => void,
  hooks: Hooks = {},
): Promise<void> {
  const decoder = new TextDecoder(encoding);
  const reader = stream.getReader();
  try {
    for (;;) {
      hooks.signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      hooks.onBytes?.(value.byteLength);
      onText(decoder.decode(value, { stream: true }));
      if (hooks.isDone?.()) return;
    }
    const last = decoder.decode();
    if (last !== '') onText(last);
  } finally {
    // Not awaited: a source that failed may never settle its cancellation.
    reader.cancel().catch(() => undefined);
  }
}

/** The stored or deflated bytes of a part of an archive, inflated. */
export function partStream(blob: Blob, from: number, length: number, method: 0 | 8): ReadableStream<Uint8Array> {
  const raw = blob.slice(from, from + length).stream();
  const stream = method === 0 ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw') as never);
  return stream as ReadableStream<Uint8Array>;
}
