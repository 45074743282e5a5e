import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedPieces } from '../../../src/models/notice/marks.ts';
import { readNotice } from '../../../src/models/notice/read.ts';
import { parseMoment, rawFrom, validateConfirmed, type RawConfirmed } from '../../../src/models/triage/input.ts';
import { confirmedFrom } from '../../../src/models/triage/receipt.ts';
import { triageData } from '../../helpers/triage.ts';

const empty: RawConfirmed = {
  platform: '',
  kind: '',
  stage: '',
  points: '',
  orders: '',
  noticeAt: '',
  deadline: '',
  limitAmount: '',
  limitUnit: 'hours',
};

describe('what the seller puts right', () => {
  it.each([
    ['2026-11-20', { day: '2026-11-20', time: null }],
    ['2026/1/2 9:05', { day: '2026-01-02', time: '09:05' }],
    ['２０２６－１１－２０　１０：１５：３０', { day: '2026-11-20', time: '10:15:30' }],
    ['2026年11月20日 10点', { day: '2026-11-20', time: '10:00' }],
    ['2026-12-31 24:00', { day: '2027-01-01', time: '00:00' }],
    ['2026-02-30', null],
    ['2026-11-20 25:00', null],
    ['明天', null],
  ])('%s', (text, moment) => {
    expect(parseMoment(text)).toEqual(moment);
  });

  it.each([
    [{ points: '十二' }, ['points']],
    [{ orders: '-1' }, ['orders']],
    [{ noticeAt: '20 号' }, ['noticeAt']],
    [{ noticeAt: '2026-11-20', deadline: '2026-11-19' }, ['deadline']],
    [{ noticeAt: '2026-11-20 10:00', deadline: '2026-11-20 09:00' }, ['deadline']],
    [{ points: 'x', deadline: 'y' }, ['points', 'deadline']],
  ] as [Partial<RawConfirmed>, string[]][])('names the field of %j', (raw, fields) => {
    const result = validateConfirmed({ ...empty, ...raw });
    expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual(fields);
  });

  it('takes nothing entered for nothing known', () => {
    expect(validateConfirmed(empty)).toEqual({
      ok: true,
      confirmed: { platform: null, kind: null, stage: null, points: null, orders: 0, noticeAt: null, deadline: null },
    });
  });

  it('fills in the reading so that reading the fields back changes nothing', () => {
    const { words } = triageData();
    for (const text of [
      '淘宝网 虚假交易 扣A类12分 通知时间 2026-11-20 10:15 72小时内申诉',
      '1688 涉嫌虚假交易 5个工作日内举证',
      '速卖通 申诉截止 2026-12-01 23:59',
      '今天天气不错',
    ]) {
      const confirmed = confirmedFrom(readNotice(text, words, '2026-11-23'));
      expect(validateConfirmed(rawFrom(confirmed))).toEqual({ ok: true, confirmed });
    }
  });
});

describe('marks in the paste', () => {
  it('lose no character, whatever is pasted', () => {
    const { words } = triageData();
    const parts = [
      '淘宝',
      '虚假交易',
      '扣12分',
      '订单',
      '4012345678901234567',
      '\n',
      '72小时内申诉',
      '2026-11-20',
      '加微信',
      '\u200b',
      'a',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (list) => {
        const paste = list.join('');
        const pieces = markedPieces(paste, readNotice(paste, words, '2026-11-23'));
        expect(pieces.map((p) => p.text).join('')).toBe(paste);
        expect(pieces.every((p) => p.text.length > 0)).toBe(true);
      }),
    );
  });
});
