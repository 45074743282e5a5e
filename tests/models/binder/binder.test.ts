import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, companionTexts, duplicates, MAX_FILES, MAX_TOTAL_BYTES, numberItems } from '../../../src/models/binder/binder.ts';
import { neutralise, toCsv } from '../../../src/models/binder/csv.ts';
import { guessKind } from '../../../src/models/binder/guess-kind.ts';
import { fingerprintText, formatBytes, INDEX_HEADINGS, indexRows, indexText } from '../../../src/models/binder/index-table.ts';
import { entryPath, safeName } from '../../../src/models/binder/names.ts';
import { move, orderByDate } from '../../../src/models/binder/order.ts';
import { timeline, timelineText } from '../../../src/models/binder/timeline.ts';
import { items, KINDS } from './arbitraries.ts';

const base = { size: 1, kind: 'dispatch-slip', dateOrigin: 'typed' as const, description: '', orders: '' };
const made = (key: string, fileName: string, date: string | null) => ({ ...base, key, fileName, date });

describe('order', () => {
  test('oldest first, undated last, then by name as people count', () => {
    const sorted = orderByDate([
      made('a', '图10.png', '2026-01-02'),
      made('b', '图2.png', '2026-01-02'),
      made('c', 'x.png', null),
      made('d', 'y.png', '2025-12-31'),
    ]);
    expect(sorted.map((i) => i.key)).toEqual(['d', 'b', 'a', 'c']);
  });

  test('loses nothing, and ordering twice changes nothing', () => {
    fc.assert(
      fc.property(items, (list) => {
        const once = orderByDate(list);
        expect(orderByDate(once)).toEqual(once);
        expect(new Set(once)).toEqual(new Set(list));
        const dates = once.map((i) => i.date ?? '9999-99-99');
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });

  test('moving keeps every item and can be undone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(40), fc.nat(40), (list, a, b) => {
        const from = a % list.length;
        const to = b % list.length;
        const moved = move(list, from, to);
        expect(moved[to]).toBe(list[from]);
        expect(move(moved, to, from)).toEqual(list);
      }),
    );
    expect(move([1, 2, 3], 0, 99)).toEqual([2, 3, 1]);
    expect(move([], 0, 1)).toEqual([]);
  });
});

describe('names in the archive', () => {
  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a\\b:c*?.JPG', 'a_b_c__.jpg'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['  .hidden. ', 'hidden'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['', '未命名'],
    ['. .', '未命名'],
  ])('%j → %j', (name, safe) => expect(safeName(name)).toBe(safe));

  test('are unique, safe on every system and short enough', () => {
    fc.assert(
      fc.property(items, (list) => {
        const paths = numberItems(list, KINDS, new Map()).map((i) => i.path);
        expect(new Set(paths.map((p) => p.toLowerCase())).size).toBe(list.length);
        for (const path of paths) {
          const name = path.slice('证据/'.length);
          expect(name).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e]|[. ]$/);
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
          expect(() => encodeURIComponent(name)).not.toThrow();
        }
      }),
    );
  });

  test('numbers have as many digits as the last one needs', () => {
    expect(entryPath(7, 1200, '发货底单', 'a.png')).toBe('证据/0007-发货底单-a.png');
    expect(entryPath(7, 9, null, 'a.png')).toBe('证据/07-a.png');
  });
});

describe('csv', () => {
  test.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '  =cmd', '＝1', '＠a', '123456789012', '\r=1', '\n=1'])(
    '%j is neutralised',
    (cell) => expect(neutralise(cell)).toBe(`'${cell}`),
  );
  test.each(['证据 1', '2026-11-03', '12345678901', 'a=1', '', '3.5 MB'])('%j stays', (cell) =>
    expect(neutralise(cell)).toBe(cell),
  );

  test('a reader of RFC 4180 gets every cell back', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        expect(parseCsv(toCsv(rows))).toEqual(rows.map((row) => row.map(neutralise)));
      }),
    );
  });

  test('no cell of any index begins a formula', () => {
    fc.assert(
      fc.property(items, (list) => {
        const csv = companionTexts(numberItems(list, KINDS, new Map()), KINDS)[0]!.text;
        for (const row of parseCsv(csv)) {
          expect(row).toHaveLength(INDEX_HEADINGS.length);
          for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        }
      }),
    );
  });
});

describe('index and timeline', () => {
  const list = numberItems(
    [
      made('a', 'b.png', '2026-11-02'),
      { ...made('b', 'a.png', null), description: '甲\n乙', orders: '123' },
      made('c', 'c.png', '2026-11-01'),
    ],
    KINDS,
    new Map([['a', 'ff']]),
  );

  test('a row says number, date, kind, what it shows and the fingerprint', () => {
    expect(indexRows(list, KINDS)[0]).toEqual([
      '证据 1',
      '2026-11-02',
      '自己填的',
      '发货底单',
      '',
      '',
      '单号是谁寄给谁的',
      '证据/01-发货底单-b.png',
      '1 B',
      'ff',
    ]);
    expect(indexRows(list, KINDS)[1]?.slice(1, 3)).toEqual(['未填', '']);
  });

  test('the text index is one line an item', () => {
    expect(indexText(list, KINDS).split('\n')).toHaveLength(3);
    expect(indexText(list, KINDS)).toContain('证据 2：发货底单（02-发货底单-a.png）；甲 乙；订单 123');
  });

  test('the timeline runs forward and ends with what has no date', () => {
    expect(timeline(list).map((d) => [d.date, d.items.map((i) => i.number)])).toEqual([
      ['2026-11-01', [3]],
      ['2026-11-02', [1]],
      [null, [2]],
    ]);
    expect(timelineText(list, KINDS)).toBe(
      '2026 年 11 月 1 日\n  证据 3　发货底单\n2026 年 11 月 2 日\n  证据 1　发货底单\n日期未填\n  证据 2　发货底单：甲 乙',
    );
  });

  test('a date taken from the file system is marked as doubtful', () => {
    const [first] = numberItems([{ ...made('a', 'b.png', '2026-11-02'), dateOrigin: 'modified' }], KINDS, new Map());
    expect(timelineText([first!], KINDS)).toContain('请核对');
  });

  test('every item stands in the timeline exactly once', () => {
    fc.assert(
      fc.property(items, (many) => {
        const numbers = timeline(numberItems(many, KINDS, new Map())).flatMap((d) => d.items.map((i) => i.number));
        expect(numbers.sort((a, b) => a - b)).toEqual(many.map((_, at) => at + 1));
      }),
    );
  });

  test('only read files are in the fingerprint list', () => {
    expect(fingerprintText(list)).toBe('ff  证据/01-发货底单-b.png\n');
  });

  test('the same content twice is noticed', () => {
    const same = numberItems(
      [made('a', 'x', null), made('b', 'y', null), made('c', 'z', null)],
      KINDS,
      new Map([
        ['a', '1'],
        ['b', '2'],
        ['c', '1'],
      ]),
    );
    expect(duplicates(same)).toEqual([[1, 3]]);
    expect(duplicates(list)).toEqual([]);
  });
});

describe('admitting files', () => {
  const file = (name: string, size: number) => ({ name, size, lastModified: 1 });
  test('says for each file why not', () => {
    const { taken, refused } = admit(
      [file('a', 1), file('a', 1), file('b', 0), file('c', MAX_TOTAL_BYTES), file('d', 5)],
      [file('d', 5)],
    );
    expect(taken.map((f) => f.name)).toEqual(['a']);
    expect(refused).toEqual([
      { name: 'a', why: 'same-file' },
      { name: 'b', why: 'empty' },
      { name: 'c', why: 'too-big' },
      { name: 'd', why: 'same-file' },
    ]);
  });
  test('takes exactly the limit', () => {
    expect(admit([file('a', MAX_TOTAL_BYTES)], []).taken).toHaveLength(1);
    expect(admit([file('a', MAX_TOTAL_BYTES), file('b', 1)], []).refused).toEqual([{ name: 'b', why: 'too-big' }]);
    const many = Array.from({ length: MAX_FILES + 1 }, (_, i) => file(`f${i}`, 1));
    expect(admit(many, []).refused).toEqual([{ name: `f${MAX_FILES}`, why: 'too-many' }]);
  });
});

test.each([
  ['发货底单-1.jpg', 'slip'],
  ['物流签收底单.jpg', 'pod'],
  ['底单.png', 'slip'],
  ['report.pdf', null],
  ['PO-77.pdf', 'contract'],
  ['IMG_1.jpg', null],
])('guess from %s', (name, kind) => {
  const kinds = [
    { id: 'slip', name: '发货底单', aliases: ['底单'] },
    { id: 'pod', name: '签收底单', aliases: ['签收'] },
    { id: 'contract', name: '合同', aliases: ['PO'] },
  ];
  expect(guessKind(name, kinds)).toBe(kind);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KB'],
  [2 * 1024 ** 3, '2 GB'],
])('%d bytes reads %s', (n, text) => expect(formatBytes(n)).toBe(text));

/** A strict RFC 4180 reader for the tests. */
function parseCsv(text: string): string[][] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 1;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        if (text[at] === '"' && text[at + 1] === '"') {
          cell += '"';
          at += 2;
        } else if (text[at] === '"') break;
        else cell += text[at++];
      }
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      continue;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}
