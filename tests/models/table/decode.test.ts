import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, textOf, wordAt } from '../../../src/models/table/codes.ts';
import { CodeDecoder, type Encoding } from '../../../src/models/table/decode.ts';
import { toGbk } from '../../fixtures/orders/gbk.ts';

function decode(encoding: Encoding, pieces: readonly Uint8Array[]): string {
  const decoder = new CodeDecoder(encoding, ',');
  let text = '';
  pieces.forEach((bytes, i) => {
    const piece = decoder.read(bytes, i === pieces.length - 1);
    text += textOf(piece.codes, 0, piece.length);
    expect([...piece.marks.subarray(0, piece.marked)]).toEqual(
      [...piece.codes.subarray(0, piece.length).entries()].filter(([, c]) => [44, 10, 13, 34].includes(c)).map(([at]) => at),
    );
  });
  return text;
}

/** What the browser's decoder makes of the bytes: the truth. */
const truth = (encoding: Encoding, bytes: Uint8Array): string => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const ends = [...at.map((n) => n % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

/**
 * Node's own decoder throws where a piece ends inside a four-byte character that then breaks off (browsers do not): such
 * cuts say nothing about ours.
 */
function unlessNodeFails(run: () => void): void {
  try {
    run();
  } catch (error) {
    fc.pre((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA');
    throw error;
  }
}

/** Bytes that mean something in one of the encodings, more often than chance would have them. */
const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(10, 13, 34, 44, 0x30, 0x39, 0x7f, 0x80, 0x81, 0x84, 0xbf, 0xc2, 0xe0, 0xe4, 0xed, 0xef, 0xf0, 0xf4, 0xfe, 0xff),
);

describe.each(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const)('%s', (encoding) => {
  test('any bytes, cut anywhere, are read as the browser reads them', () => {
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 5 }), (list, at) => {
        const bytes = Uint8Array.from(list);
        unlessNodeFails(() => expect(decode(encoding, cut(bytes, at))).toBe(truth(encoding, bytes)));
      }),
      { numRuns: 3000 },
    );
  });
  test('every single and double byte is read as the browser reads it', () => {
    for (let first = 0; first < 256; first++) {
      const bytes = Uint8Array.from({ length: 256 * 3 }, (_, i) => (i % 3 === 0 ? first : i % 3 === 1 ? (i - 1) / 3 : 10));
      expect(decode(encoding, [bytes]), `first byte ${first}`).toBe(truth(encoding, bytes));
    }
  });
});

test('every character outside the surrogates comes through UTF-8', () => {
  for (let from = 0; from < 0x11000; from += 0x800) {
    if (from === 0xd800) continue;
    const text = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, i) => from + i));
    expect(decode('utf-8', [new TextEncoder().encode(text)])).toBe(text);
  }
});

test('a file of lines is read without help from the slow way', () => {
  const lines = '订单编号,买家应付货款,收货地址\r\n="1234567890123456789",12.00元,浙江省虚构市\r\n'.repeat(50);
  for (const [encoding, bytes] of [
    ['utf-8', new TextEncoder().encode(lines)],
    ['gb18030', toGbk(lines)],
  ] as const) {
    const slow = TextDecoder.prototype.decode;
    decode(encoding, [new Uint8Array(0)]);
    TextDecoder.prototype.decode = () => {
      throw new Error('slow');
    };
    try {
      const piece = new CodeDecoder(encoding, ',').read(bytes);
      expect(textOf(piece.codes, 0, piece.length)).toBe(lines);
    } finally {
      TextDecoder.prototype.decode = slow;
    }
  }
});

test('a word is found where it stands and not beyond the end of a cell', () => {
  const codes = codesOf('浙江省杭州');
  expect(wordAt(codes, 0, 5, '浙江')).toBe(true);
  expect(wordAt(codes, 3, 5, '杭州')).toBe(true);
  expect(wordAt(codes, 3, 4, '杭州')).toBe(false);
  expect(wordAt(codes, 1, 5, '浙江')).toBe(false);
});
