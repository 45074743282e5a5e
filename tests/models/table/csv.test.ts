import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf } from '../../../src/models/table/codes.ts';
import { CsvSplitter, detectDelimiter } from '../../../src/models/table/csv.ts';
import { TableError } from '../../../src/models/table/errors.ts';
import { pieceOf, type Delimiter } from '../../../src/models/table/piece.ts';

function split(chunks: readonly string[], delimiter: Delimiter = ','): { rows: string[][]; lines: number[]; broken: number } {
  const rows: string[][] = [];
  const lines: number[] = [];
  const splitter = new CsvSplitter(delimiter, (row) => {
    rows.push(row.cells());
    lines.push(row.line);
  });
  for (const chunk of chunks) splitter.push(pieceOf(codesOf(chunk), delimiter));
  splitter.end();
  return { rows, lines, broken: splitter.brokenQuotes };
}

describe('splitting', () => {
  test.each([
    [
      'plain',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['no newline at the end', 'a,b\nc', [['a', 'b'], ['c']]],
    ['lone CR', 'a\rb\r', [['a'], ['b']]],
    ['empty cells', ',,\n', [['', '', '']]],
    ['quoted', '"a,b","c ""d"" e"\n', [['a,b', 'c "d" e']]],
    [
      'quoted newline',
      '"a\nb",c\nd,e',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['="…" keeps its mark', '="123",x\n', [['="123"', 'x']]],
    ['="…" with a comma inside', '="1,2",x\n', [['="1,2"', 'x']]],
    ['quote in the middle is a character', 'a"b,c\n', [['a"b', 'c']]],
    ['text behind a closing quote', '"a"b,c\n', [['ab', 'c']]],
    ['a quote that never closes does not swallow its line', '"abc,d\n', [['"abc', 'd']]],
  ])('%s', (_, text, rows) => expect(split([text]).rows).toEqual(rows));

  test('line numbers count quoted newlines', () => expect(split(['a\n"b\nc"\nd\n']).lines).toEqual([1, 2, 4]));

  test('a quote that never closes leaves the later rows alone', () => {
    const later = Array.from({ length: 20_000 }, (_, i) => `r${i},x`).join('\n');
    const { rows, broken } = split([`a,b\n"broken,c\n${later}\n`]);
    expect(rows).toHaveLength(20_002);
    expect(broken).toBe(1);
  });

  test('what a writer writes is read back, however the text is cut into chunks', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '单', ' ', '=', '\t'), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (rows, cuts) => {
          const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n') + '\r\n';
          const chunks: string[] = [];
          let rest = text;
          for (const cut of cuts) {
            chunks.push(rest.slice(0, cut));
            rest = rest.slice(cut);
          }
          expect(split([...chunks, rest]).rows).toEqual(rows);
        },
      ),
    );
  });

  test('any text in any cut gives the same rows as in one piece, and never hangs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', '单'), maxLength: 60 }),
        fc.nat(60),
        (text, cut) => {
          expect(split([text.slice(0, cut), text.slice(cut)]).rows).toEqual(split([text]).rows);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('ten thousand columns end with a sentence', () => {
    expect(() => split([`${'a,'.repeat(10_000)}\n`])).toThrow(TableError);
    expect(() => split([`${'a,'.repeat(10_000)}\n`])).toThrow(/列太多/);
  });

  test('a row without end ends with a sentence', () => {
    const splitter = new CsvSplitter(',', () => {});
    expect(() => {
      for (let i = 0; i < 100; i++) splitter.push(pieceOf(codesOf('x'.repeat(100_000)), ','));
    }).toThrow(/长得不正常/);
  });
});

test.each([
  ['a,b,c\n1,2,3', ','],
  ['a\tb\tc\n1\t2\t3', '\t'],
  ['a;b;c\n1;2;3', ';'],
  ['订单编号,状态\n123\t,x\n456\t,y', ','],
  ['"a;b;c;d",e\n', ','],
  ['只有一列', ','],
])('delimiter of %j is %j', (text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter));
