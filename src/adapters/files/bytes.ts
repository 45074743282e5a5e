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
