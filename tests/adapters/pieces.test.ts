import { describe, expect, test } from 'vitest';
import { readPieces } from '../../src/adapters/files/bytes.ts';

/** `size` bytes with a line end every `line` bytes; 0 = none. */
function bytesOf(size: number, line: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, i) => (line > 0 && i % line === line - 1 ? 10 : 97 + (i % 26)));
}

async function read(file: Blob): Promise<{ pieces: Uint8Array[]; lasts: boolean[]; told: number }> {
  const pieces: Uint8Array[] = [];
  const lasts: boolean[] = [];
  let told = 0;
  await readPieces(
    file,
    (bytes, last) => {
      pieces.push(bytes.slice());
      lasts.push(last);
      return true;
    },
    { onBytes: (n) => (told += n) },
  );
  return { pieces, lasts, told };
}

describe.each([
  ['nothing', 0, 0],
  ['one byte', 1, 0],
  ['lines', 9_000_001, 300],
  ['a file that ends with a line', 300 * 40_000, 300],
  ['lines longer than a piece', 9_000_000, 1_000_000],
  ['no line end at all', 9_000_000, 0],
])('%s', (_, size, line) => {
  test('arrives once, in order, and the last piece says so', async () => {
    const bytes = bytesOf(size, line);
    const { pieces, lasts, told } = await read(new Blob([bytes]));
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(told).toBe(size);
    expect(lasts.indexOf(true)).toBe(lasts.length - 1);
    if (line > 0 && line < 1000) for (const piece of pieces.slice(0, -1)) expect(piece.at(-1)).toBe(10);
  });
});

test('reading stops where it is told to, and when it is given up', async () => {
  const file = new Blob([bytesOf(9_000_000, 300)]);
  let seen = 0;
  await readPieces(file, () => ++seen < 3);
  expect(seen).toBe(3);
  await expect(readPieces(file, () => true, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
});
