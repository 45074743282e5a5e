import { codesOf } from '../../../src/models/table/codes.ts';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openTables } from '../../../src/components/widgets/order-audit/tables.ts';
import { TableError } from '../../../src/models/table/errors.ts';
import { StringPool } from '../../../src/models/table/pool.ts';
import { toCsv, toXlsx } from '../../../src/models/table/write.ts';
import { audit, BOOK } from '../../fixtures/orders/audit.ts';
import { csv, qianniu, xlsx } from '../../fixtures/orders/formats.ts';
import { quietShop } from '../../fixtures/orders/shop.ts';

const file = (bytes: Uint8Array | string, name = 'a'): File => new File([bytes as BlobPart], name);
const good = xlsx({ a: qianniu(quietShop(30)) });

/** Opens and reads everything; returns the sentence of the failure, or '' when it was read. */
async function outcome(bytes: Uint8Array | string): Promise<string> {
  try {
    for (const table of await openTables(file(bytes), BOOK)) await table.read(() => {}, {});
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(TableError);
    return (error as TableError).code;
  }
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
}

describe('files that cannot be read give a sentence', () => {
  const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const patched = (at: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = good.slice();
    at(bytes);
    return bytes;
  };
  const central = (bytes: Uint8Array): number => {
    for (let p = bytes.length - 4; p >= 0; p--)
      if (bytes[p] === 0x50 && bytes[p + 1] === 0x4b && bytes[p + 2] === 1 && bytes[p + 3] === 2) return p;
    throw new Error('no central directory');
  };
  test.each<[string, Uint8Array | string, string]>([
    ['empty', '', 'empty'],
    ['only blanks', '\n\n  \n', 'empty'],
    ['old .xls', Uint8Array.from([...ole, ...new Array<number>(600).fill(0)]), 'old-xls'],
    [
      'encrypted workbook',
      Uint8Array.from([...ole, ...new Array<number>(504).fill(0), ...utf16('EncryptedPackage')]),
      'encrypted',
    ],
    ['web page named .xls', '<html><table><tr><td>订单编号</td></tr></table></html>', 'html'],
    ['spreadsheet XML', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 'html'],
    ['picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1]), 'not-a-table'],
    ['PDF', '%PDF-1.7', 'not-a-table'],
    ['archive that is no workbook', zipSync({ 'a.txt': strToU8('x') }), 'not-a-table'],
    ['workbook without sheets', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'no-sheet'],
    ['workbook cut off', good.subarray(0, good.length - 300), 'truncated'],
    ['workbook cut off early', good.subarray(0, 100), 'truncated'],
    ['encrypted parts', patched((b) => (b[central(b) + 8]! |= 1)), 'encrypted'],
    ['zip64', patched((b) => b.fill(0xff, central(b) + 24, central(b) + 28)), 'zip64'],
    ['unknown compression', patched((b) => (b[central(b) + 10] = 99)), 'zip-method'],
  ])('%s', async (_, bytes, code) => expect(await outcome(bytes)).toBe(code));

  test('a part that inflates beyond reason stops early', async () => {
    const row = strToU8(
      `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>订单编号</t></is></c></row>${' '.repeat(120 * 1024 * 1024)}</sheetData></worksheet>`,
    );
    const bomb = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': [row, { level: 9 }] });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await outcome(bomb)).toBe('bomb');
  });

  test('damaged compressed data', async () => {
    const bytes = good.slice();
    for (let i = 60; i < 200; i++) bytes[i]! ^= 0x5a;
    expect(['truncated', 'xml', 'bomb']).toContain(await outcome(bytes));
  });
});

test('fuzzed bytes never hang and never throw past the error type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      await outcome(bytes);
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        await outcome(bytes);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

test('fuzzed sheets never hang and never throw past the error type', async () => {
  const piece = fc.constantFrom(
    '<row r="2">',
    '</row>',
    '<row/>',
    '<c r="A1" t="s">',
    '<c r="ZZZ9">',
    '<c t="inlineStr">',
    '</c>',
    '<v>',
    '</v>',
    '1',
    '99999',
    '<is><t>',
    '</t></is>',
    '&#x0;',
    '&amp;',
    '<c',
    '>',
    '"',
    '<rowBreaks>',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      await outcome(
        zipSync({ 'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${pieces.join('')}</sheetData></worksheet>`) }),
      );
    }),
    { numRuns: 500 },
  );
}, 120_000);

test('a GBK character cut by a chunk border stays whole', async () => {
  // One-byte shifts move every border; 70 KB is more than one chunk of a stream.
  for (const shift of [0, 1, 2, 3]) {
    const rows = [
      ['订单编号', '订单状态', '商品标题'],
      ...Array.from({ length: 3000 }, (_, i) => [`x${'y'.repeat(shift)}${i}`, '交易成功', '虚构样品收纳袋虚构样品收纳袋']),
    ];
    const { toGbk } = await import('../../fixtures/orders/gbk.ts');
    const a = await audit([{ name: 'a.csv', bytes: toGbk(csv(rows)) }]);
    expect(a.summary.rows.orders).toBe(3000);
    expect(a.session.query({ check: 'no-waybill', search: '', only: [], offset: 0, limit: 1 }).total).toBe(0);
  }
});

test('a long ASCII beginning does not decide the encoding', async () => {
  const { toGbk } = await import('../../fixtures/orders/gbk.ts');
  const rows = [
    ['OrderNo', 'State', 'Title'],
    ...Array.from({ length: 4000 }, (_, i) => [`9000${i}`, 'paid', 'demo goods demo goods']),
    ['9009999', '交易成功', '虚构样品'],
  ];
  const seen: string[][] = [];
  const [table] = await openTables(file(toGbk(csv(rows))), BOOK);
  await table!.read((row) => void seen.push(row.cells()), {});
  expect(seen.at(-1)).toEqual(['9009999', '交易成功', '虚构样品']);
});

test('own workbooks and CSV are read back, formulas neutralised', async () => {
  const rows = [
    ['订单编号', '订单状态'],
    ['=HYPERLINK("x")', '@SUM(1)'],
    ['9000001', '+1'],
  ];
  const seen: string[][] = [];
  const [table] = await openTables(file(toXlsx([{ name: '甲/乙', rows }])), BOOK);
  await table!.read((row) => void seen.push(row.cells()), {});
  expect(seen).toEqual([
    ['订单编号', '订单状态'],
    ['\'=HYPERLINK("x")', "'@SUM(1)"],
    ['9000001', "'+1"],
  ]);
  expect(toCsv([['=1+1', 'a"b', 5]])).toBe(`\ufeff'=1+1,"a""b",5\r\n`);
});

test('the pool gives equal texts one number and unequal texts two', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 300 }), (texts) => {
      const pool = new StringPool();
      const ids = texts.map((t) => pool.intern(codesOf(`<${t}>`), 1, t.length + 1));
      expect(pool.size).toBe(new Set(texts).size);
      texts.forEach((t, i) => {
        expect(pool.get(ids[i]!)).toBe(t);
        expect(pool.find(t)).toBe(ids[i]);
      });
      expect(pool.find('not there at all')).toBe(-1);
    }),
  );
});
