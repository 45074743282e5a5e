import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDay } from '../../../src/models/calendar/day.ts';
import { dayFromFileName, proposeDate, shanghaiDay } from '../../../src/models/binder/dates.ts';

const TODAY = '2026-11-23';

describe('the day a file name states', () => {
  test.each([
    ['IMG_20261103_101530.jpg', '2026-11-03'],
    ['20261103.pdf', '2026-11-03'],
    ['Screenshot_2026-11-03-10-15-30-12_ab.png', '2026-11-03'],
    ['底单 2026年11月3日.jpg', '2026-11-03'],
    ['2026_11_3 签收.png', '2026-11-03'],
    ['2026.02.28.png', '2026-02-28'],
    ['微信图片_20261103101530.jpg', '2026-11-03'],
    ['VID_20261103_101530123.mp4', '2026-11-03'],
    ['账单20260101-20260131.xlsx', '2026-01-01'],
    // 1 700 000 000 000 ms = 2023-11-14T22:13:20Z, already the 15th in Shanghai.
    ['mmexport1700000000000.jpg', '2023-11-15'],
    ['wx_camera_1700000000000.jpg', '2023-11-15'],
  ])('%s → %s', (name, day) => expect(dayFromFileName(name, TODAY)).toBe(day));

  test.each([
    ['订单202611031234567890.png', 'an order number that begins like a date'],
    ['YT20261103123.png', 'eleven digits'],
    ['1202611031.png', 'a date inside a longer number'],
    ['20261332.png', 'no such month'],
    ['2026-02-30.png', 'no such day'],
    ['20270101.png', 'after today'],
    ['19991231.png', 'before the century'],
    ['1700000000000.jpg', 'milliseconds without a known prefix'],
    ['底单.jpg', 'nothing'],
  ])('%s → nothing (%s)', (name) => expect(dayFromFileName(name, TODAY)).toBeNull());

  test('never invents a day that does not exist or lies ahead', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9年月日_.\- ]{0,24}$/), (name) => {
        const day = dayFromFileName(name, TODAY);
        expect(day === null || (isDay(day) && day <= TODAY)).toBe(true);
      }),
    );
  });
});

test('the name outranks the change date, which outranks nothing', () => {
  const modified = Date.parse('2026-10-01T15:59:59Z');
  expect(proposeDate({ name: '20260901.png', lastModified: modified }, TODAY)).toEqual({
    date: '2026-09-01',
    dateOrigin: 'name',
  });
  expect(proposeDate({ name: 'a.png', lastModified: modified }, TODAY)).toEqual({ date: '2026-10-01', dateOrigin: 'modified' });
  expect(proposeDate({ name: 'a.png', lastModified: modified + 1000 }, TODAY).date).toBe('2026-10-02');
  expect(proposeDate({ name: 'a.png', lastModified: 0 }, TODAY)).toEqual({ date: null, dateOrigin: 'none' });
});

test('impossible moments have no day', () => {
  expect(shanghaiDay(Number.NaN)).toBeNull();
  expect(shanghaiDay(8.64e15)).toBeNull();
});
