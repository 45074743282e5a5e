import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmount as amountOf } from '../../../src/models/table/cells/amount.ts';
import { readId as idOf } from '../../../src/models/table/cells/id.ts';
import { out } from '../../../src/models/table/cells/out.ts';
import { cleanHeader, isMasked, neutralise } from '../../../src/models/table/cells/texts.ts';
import { earlier, readTime as timeOf, timeText } from '../../../src/models/table/cells/time.ts';
import { codesOf, textOf, type Codes } from '../../../src/models/table/codes.ts';

/** Reads a text as one cell in the middle of others: what stands beside it must not matter. */
function within<T>(read: (codes: Codes, start: number, end: number) => T, text: string): T {
  const between = codesOf(`9,${text},9`);
  return read(between, 2, 2 + text.length);
}
const readTime = (text: string): ReturnType<typeof timeOf> => within(timeOf, text);
const readAmount = (text: string): ReturnType<typeof amountOf> => within(amountOf, text);
const readId = (text: string): ReturnType<typeof idOf> => within(idOf, text);

const time = (text: string): string => {
  const got = readTime(text);
  return got === 'value' ? timeText(out.time, out.precision) : got;
};

describe('times', () => {
  test.each([
    ['2026-05-23 22:02:11', '2026-05-23 22:02:11'],
    ['2026/5/23 22:02', '2026-05-23 22:02'],
    ['2026/5/23', '2026-05-23'],
    ['2026年5月23日', '2026-05-23'],
    ['2026年5月23日 8时05分09秒', '2026-05-23 08:05:09'],
    ['2026.05.23 01:02:03.000', '2026-05-23 01:02:03'],
    ['2026-05-23T22:02:11', '2026-05-23 22:02:11'],
    ['20260523', '2026-05-23'],
    ['20260523220211', '2026-05-23 22:02:11'],
    ['46165', '2026-05-23'],
    ['46165.5', '2026-05-23 12:00:00'],
    ["'2026-05-23 22:02:11\t", '2026-05-23 22:02:11'],
    ['="2026-05-23 22:02:11"', '2026-05-23 22:02:11'],
    ['２０２６-０５-２３', '2026-05-23'],
    ['2024-02-29', '2024-02-29'],
    ['', 'empty'],
    ['null', 'empty'],
    ['  ', 'empty'],
    ['2026-02-29', 'unreadable'],
    ['2026-13-01', 'unreadable'],
    ['5/6/2026', 'unreadable'],
    ['2026-05-23 25:00', 'unreadable'],
    ['123', 'unreadable'],
    ['昨天', 'unreadable'],
    ['12:30:05', 'unreadable'],
  ])('%j → %j', (text, expected) => expect(time(text)).toBe(expected));

  test('every second of the calendar is read back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01T00:00:00Z'), max: new Date('2059-12-31T23:59:59Z'), noInvalidDate: true }),
        (d) => {
          const text = d.toISOString().slice(0, 19).replace('T', ' ');
          expect(time(text)).toBe(text);
        },
      ),
    );
  });

  test('a coarse time is not “earlier” within its own unit', () => {
    expect(earlier(0, 86_400, 3600, 1)).toBe(false);
    expect(earlier(59, 1, 60, 60)).toBe(true);
    expect(earlier(60, 60, 119, 1)).toBe(false);
  });
});

test.each([
  ['12.00元', 12],
  ['￥1,234.50', 1234.5],
  ['US $12.50', 12.5],
  ['(12.00)', -12],
  ['（３．５）', -3.5],
  ['-0.01', -0.01],
  ['１２.３', 12.3],
  ['无退款申请', 0],
  ['没有申请退款', 0],
  ['0.50kg', 0.5],
  ['1.5E3', 1500],
])('amount %j', (text, value) => {
  expect(readAmount(text)).toBe('value');
  expect(out.amount).toBeCloseTo(value as number, 9);
});

test.each(['null', '', '--', ' '])('amount %j is empty', (text) => expect(readAmount(text)).toBe('empty'));
test.each(['abc', '1.2.3', '待定', '(12'])('amount %j is unreadable', (text) => expect(readAmount(text)).toBe('unreadable'));

const id = (text: string): string => {
  const got = readId(text);
  return got === 'value' ? textOf(out.codes, out.start, out.end) : got;
};

test.each([
  ['="2163847562938475612"', '2163847562938475612'],
  ["'2163847562938475612", '2163847562938475612'],
  ['2163847562938475612\t', '2163847562938475612'],
  ['No:SF1234567', 'SF1234567'],
  ['订单编号：2163847562938475612', '2163847562938475612'],
  ['２１６３８４７５６２９３８４７５６１２', '2163847562938475612'],
  ['123456789012.0', '123456789012'],
  ['1.23E+18', 'ruined'],
  ['1E18', 'ruined'],
  ['2163847562938470000', 'ruined'],
  ['="2163847562938470000"', '2163847562938470000'],
  ['100000000000', '100000000000'],
  ['', 'empty'],
  ['null', 'empty'],
])('order number %j → %j', (text, expected) => expect(id(text)).toBe(expected));

test.each([
  ['收货地址 ', '收货地址'],
  ['收入（+元）', '收入(+元)'],
  ['\ufeff订单编号', '订单编号'],
  ['="订单编号"', '订单编号'],
  ['产品信息\n（双击单元格展开所有产品信息！）', '产品信息(双击单元格展开所有产品信息!)'],
])('header %j', (text, expected) => expect(cleanHeader(text)).toBe(expected));

test('masks never name a person', () => {
  for (const mask of ['张**', '138****1234', 'a***b', '匿名买家']) expect(isMasked(mask)).toBe(true);
  expect(isMasked('demo_buyer')).toBe(false);
});

test('nothing that is exported begins like a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '\r', '＝', 'a', '1') }), (text) => {
      expect(neutralise(text).trimStart()).not.toMatch(/^[=+\-@＝]/);
    }),
  );
});

test('readers of cells never throw, whatever stands in the cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(['value', 'empty', 'unreadable']).toContain(readTime(text));
      expect(['value', 'empty', 'unreadable']).toContain(readAmount(text));
      expect(['value', 'empty', 'ruined']).toContain(readId(text));
    }),
  );
});
