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
  /** Hand over whole lines where the encoding allows it. */
  lines?: boolean;
}

/** Bytes held back for the rest of a line at most; longer lines are handed over in pieces. */
const LONGEST_LINE = 1 << 20;

/**
 * Cuts a stream of bytes behind line ends, so that rows do not lie across two pieces of text: joining pieces
 * makes strings that are slow to read character by character. Only where byte 10 is nothing but a line end
 * (UTF-8 and GB18030, not UTF-16).
 */
class WholeLines {
  private rest = new Uint8Array(0);

  take(piece: Uint8Array): Uint8Array {
    const cut = piece.lastIndexOf(10) + 1;
    if (cut === 0 && this.rest.length + piece.length < LONGEST_LINE) {
      this.rest = joined(this.rest, piece);
      return new Uint8Array(0);
    }
    const lines = joined(this.rest, cut === 0 ? piece : piece.subarray(0, cut));
    this.rest = cut === 0 ? new Uint8Array(0) : piece.slice(cut);
    return lines;
  }

  end(): Uint8Array {
    return this.rest;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

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
  const lines = hooks.lines && !encoding.startsWith('utf-16') ? new WholeLines() : null;
  const reader = stream.getReader();
  try {
    for (;;) {
      hooks.signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      hooks.onBytes?.(value.byteLength);
      onText(decoder.decode(lines ? lines.take(value) : value, { stream: true }));
      if (hooks.isDone?.()) return;
    }
    const last = decoder.decode(lines?.end());
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
