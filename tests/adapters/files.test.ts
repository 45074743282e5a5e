import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../src/adapters/files/crc32.ts';
import { Digester, digestFile } from '../../src/adapters/files/digest.ts';
import { bytesEntry, textEntry, zipBlob, zipParts } from '../../src/adapters/files/zip.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const TIME = { year: 2026, month: 11, day: 23, hour: 10, minute: 30 };

describe('fingerprints', () => {
  // FIPS 180-4 examples and the empty message; the check value of CRC-32/ISO-HDLC is cbf43926.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 0x352441c2],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      0x171a3f5f,
    ],
    ['123456789', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225', 0xcbf43926],
  ])('%j', (text, sha256, crc) => {
    const digester = new Digester();
    digester.update(utf8(text));
    expect(digester.finish()).toEqual({ sha256, crc32: crc, size: text.length });
  });

  test('a million a (FIPS 180-4), in uneven pieces', () => {
    const digester = new Digester();
    for (let left = 1_000_000; left > 0; left -= 997) digester.update(new Uint8Array(Math.min(997, left)).fill(97));
    expect(digester.finish().sha256).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  });

  test('how a file is cut changes nothing, and Node agrees', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 700 }), async (bytes, chunk) => {
        let read = 0;
        const digest = await digestFile(new Blob([bytes]), (more) => (read += more), undefined, chunk);
        expect(digest).toEqual({
          sha256: createHash('sha256').update(bytes).digest('hex'),
          crc32: nodeCrc32(bytes),
          size: bytes.length,
        });
        expect(read).toBe(bytes.length);
      }),
    );
  });

  test('the browser’s own SHA-256 and the streaming one agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        let read = 0;
        const whole = await digestFile(new Blob([bytes]), (more) => (read += more));
        expect(whole).toEqual(await digestFile(new Blob([bytes]), () => {}, undefined, 64));
        expect(read).toBe(bytes.length);
      }),
    );
  });

  test('crc of a joined piece continues the crc before it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (a, b) => {
        expect(crc32(b, crc32(a))).toBe(nodeCrc32(Buffer.concat([a, b])));
      }),
    );
  });

  test('stops between two pieces when told to', async () => {
    const control = new AbortController();
    const reading = digestFile(new Blob([new Uint8Array(100)]), () => control.abort(), control.signal, 10);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('archive', () => {
  test('fflate reads back names and bytes', async () => {
    const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((s) => `证据/${s.replaceAll('\ufffd', '')}`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 500 })), { maxLength: 12, selector: ([p]) => p }),
        async (files) => {
          const entries = await Promise.all(
            files.map(async ([p, bytes]) => {
              const content = new Blob([bytes]);
              const digest = await digestFile(content, () => {});
              return { path: p, content, size: digest.size, crc: digest.crc32 };
            }),
          );
          const unpacked = unzipSync(new Uint8Array(await zipBlob(entries, TIME).arrayBuffer()));
          expect(Object.keys(unpacked).sort()).toEqual(files.map(([p]) => p).sort());
          for (const [p, bytes] of files) expect(Array.from(unpacked[p]!)).toEqual(Array.from(bytes));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('the system unpacker checks it and finds no fault', async () => {
    const python = (() => {
      try {
        execFileSync('python3', ['-c', 'import zipfile']);
        return true;
      } catch {
        return false;
      }
    })();
    if (!python) return;
    const dir = mkdtempSync(join(tmpdir(), 'binder-'));
    try {
      const file = join(dir, 'a.zip');
      const blob = zipBlob(
        [textEntry('00-目录.csv', '编号,日期\r\n'), bytesEntry('证据/01-底单.jpg', new Uint8Array(3000).fill(7))],
        TIME,
      );
      writeFileSync(file, new Uint8Array(await blob.arrayBuffer()));
      const script =
        'import sys,zipfile,json;z=zipfile.ZipFile(sys.argv[1]);print(json.dumps([z.testzip(),z.namelist(),list(z.infolist()[0].date_time)]))';
      expect(JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }))).toEqual([
        null,
        ['00-目录.csv', '证据/01-底单.jpg'],
        [2026, 11, 23, 10, 30, 0],
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('refers to the files instead of copying them', () => {
    const content = new Blob(['x']);
    expect(zipParts([{ path: 'a', content, size: 1, crc: crc32(utf8('x')) }], TIME)).toContain(content);
  });

  test('refuses what a plain ZIP cannot hold', () => {
    const big = { content: new Blob([]), size: 2 ** 31, crc: 0 };
    expect(() =>
      zipParts(
        [
          { ...big, path: 'a' },
          { ...big, path: 'b' },
        ],
        TIME,
      ),
    ).toThrow(/4 GB/);
    expect(() => zipParts([textEntry('a', ''), textEntry('a', '')], TIME)).toThrow(/path/);
  });
});
