import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotice } from '../../../src/models/notice/read.ts';
import { toIcs } from '../../../src/models/ics/ics.ts';
import { addHours, answerDeadline } from '../../../src/models/triage/deadline.ts';
import { checkDuties } from '../../../src/models/triage/duties.ts';
import { followAnswers } from '../../../src/models/triage/path.ts';
import { buildPlan } from '../../../src/models/triage/plan.ts';
import { confirmedFrom, triageCalendar, triageReceipt } from '../../../src/models/triage/receipt.ts';
import type { Confirmed } from '../../../src/models/triage/types.ts';
import { addDays } from '../../../src/models/calendar/day.ts';
import { receipt } from '../../../src/schemas/receipt.ts';
import { triageData } from '../../helpers/triage.ts';

// Working days are tested on an invented calendar: 2026 published with one break, 2027 not.
const data = {
  ...triageData(),
  calendars: [
    {
      year: 2026,
      published: true,
      sources: [],
      holidays: ['2026-10-01', '2026-10-02'],
      workdays: ['2026-10-10'],
      checkedOn: '2026-11-22',
    },
    { year: 2027, published: false, sources: [], holidays: [], workdays: [], checkedOn: '2026-11-22' },
  ],
};
const TODAY = '2026-11-23';
const none: Confirmed = { platform: null, kind: null, stage: null, points: null, orders: 0, noticeAt: null, deadline: null };
const deadline = (c: Partial<Confirmed>) => answerDeadline({ ...none, ...c }, data);
const GENUINE = { source: 'backend', entry: 'open', listed: 'all', hand: 'none', goods: 'shipped', proof: 'few' };

describe('when the answer is due', () => {
  it.each([
    [
      'Taobao counts hours to the minute',
      { platform: 'taobao', kind: 'fake-transaction', noticeAt: { day: '2026-11-20', time: '10:15' } },
      '2026-11-23T10:15:00+08:00',
    ],
    [
      '… and seconds',
      { platform: 'taobao', kind: 'demotion', noticeAt: { day: '2026-12-30', time: '23:59:59' } },
      '2027-01-02T23:59:59+08:00',
    ],
    [
      '… from midnight when no hour was read',
      { platform: 'taobao', kind: 'fake-transaction', noticeAt: { day: '2026-11-20', time: null } },
      '2026-11-23T00:00:00+08:00',
    ],
    [
      '1688 counts working days',
      { platform: '1688', kind: 'fake-transaction', stage: 'suspected', noticeAt: { day: '2026-11-20', time: '16:40' } },
      '2026-11-27',
    ],
    [
      '… over a break and a worked Saturday',
      { platform: '1688', kind: 'fake-transaction', stage: 'suspected', noticeAt: { day: '2026-09-30', time: null } },
      '2026-10-09',
    ],
    [
      '1688 appeals count natural days',
      { platform: '1688', kind: 'fake-transaction', stage: 'decided', noticeAt: { day: '2026-11-16', time: null } },
      '2026-12-01',
    ],
    [
      'the notice’s own date wins',
      {
        platform: 'taobao',
        kind: 'fake-transaction',
        noticeAt: { day: '2026-11-20', time: '10:15' },
        deadline: { date: { day: '2026-11-22', time: '08:30' } },
      },
      '2026-11-22T08:30:00+08:00',
    ],
    [
      'the notice’s own length wins',
      {
        platform: 'taobao',
        kind: 'fake-transaction',
        noticeAt: { day: '2026-11-20', time: '10:15' },
        deadline: { limit: { amount: 24, unit: 'hours', from: 'notice' } },
      },
      '2026-11-21T10:15:00+08:00',
    ],
  ] as [string, Partial<Confirmed>, string][])('%s', (_name, confirmed, at) => {
    expect(deadline(confirmed)).toMatchObject({ status: 'dated', at });
  });

  it.each([
    ['no platform', { kind: 'fake-transaction' }, '平台'],
    ['no notice time', { platform: 'taobao', kind: 'fake-transaction' }, '通知时间'],
    [
      'a marketplace without a sourced length',
      { platform: 'tmall', kind: 'fake-transaction', noticeAt: { day: TODAY, time: null } },
      '后台',
    ],
    ['Alibaba.com', { platform: 'alibaba-com', kind: 'fake-transaction', noticeAt: { day: TODAY, time: null } }, '站内通知'],
    [
      'a day before any sourced version',
      { platform: 'taobao', kind: 'fake-transaction', noticeAt: { day: '2015-06-01', time: null } },
      '不拿后来的规则去套',
    ],
    [
      'working days beyond the sourced calendar',
      { platform: '1688', kind: 'fake-transaction', stage: 'suspected', noticeAt: { day: '2026-12-29', time: null } },
      '年历未公布',
    ],
    ['1688 with an unread stage', { platform: '1688', kind: 'fake-transaction', noticeAt: { day: TODAY, time: null } }, '举证'],
    [
      'time left',
      { platform: 'taobao', kind: 'fake-transaction', deadline: { limit: { amount: 2, unit: 'days', from: 'remaining' } } },
      '剩余',
    ],
    [
      'an unclear zone',
      { platform: 'aliexpress', kind: 'fake-transaction', deadline: { date: { day: TODAY, time: '10:00', zoneUnclear: true } } },
      '时区',
    ],
  ] as [string, Partial<Confirmed>, string][])('says why it is unknown: %s', (_name, confirmed, word) => {
    const d = deadline(confirmed);
    expect(d.status).toBe('unknown');
    expect(d.status === 'unknown' && d.reason).toContain(word);
  });

  it('adding hours is the same as adding days and the rest', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(23), fc.nat(3000), (d, h, n) => {
        const start = { day: addDays('2026-01-01', d), time: `${String(h).padStart(2, '0')}:30` };
        const end = addHours(start, n);
        expect(end.day).toBe(addDays(start.day, Math.floor((h + n) / 24)));
        expect(Number(end.time?.slice(0, 2))).toBe((h + n) % 24);
      }),
    );
  });
});

describe('route', () => {
  it.each([
    [GENUINE, 'genuine'],
    [{ source: 'backend', entry: 'open', listed: 'all', hand: 'others', who: 'agency' }, 'not-mine'],
    [{ source: 'backend', entry: 'open', listed: 'all', hand: 'mixed' }, 'true'],
    [{ source: 'backend', entry: 'open', listed: 'all', hand: 'none', goods: 'empty' }, 'true'],
    [{ source: 'backend' }, null],
  ] as const)('%j → %s', (answers, route) => {
    expect(followAnswers(data.flow, answers).route).toBe(route);
  });

  it('forgets the answers of a branch that was left', () => {
    const path = followAnswers(data.flow, { ...GENUINE, hand: 'mine' });
    expect(path.route).toBe('true');
    expect(path.asked.map((a) => a.question)).not.toContain('goods');
    expect(path.tags).not.toContain('needs-proof');
  });
});

describe('from a paste to plan, receipt and calendar', () => {
  const text = '【淘宝网】您的店铺因虚假交易扣A类12分，订单号 4012345678901234567，通知时间 2026-11-21 10:00，请在72小时内申诉。';
  const reading = readNotice(text, data.words, TODAY);
  const confirmed = confirmedFrom(reading);
  const due = answerDeadline(confirmed, data);
  const path = followAnswers(data.flow, GENUINE);
  const plan = buildPlan(path, confirmed, due, TODAY, data);
  const duties = checkDuties(reading, confirmed.noticeAt?.day ?? null, data);
  const made = triageReceipt(confirmed, path, due, plan, duties, TODAY, data);

  it('gives the outputs of the design', () => {
    expect(made.outputs).toEqual({
      platform: 'taobao',
      kind: 'fake-transaction',
      points: 12,
      orders: 1,
      deadlineAt: '2026-11-24T10:00:00+08:00',
      route: 'genuine',
    });
    expect(receipt.parse(made)).toEqual(made);
    expect(made.facts).toContain('tb-appeal-window');
    expect(made.sources.length).toBeGreaterThan(0);
  });

  it('keeps the notice and its order numbers out of the receipt and the calendar', () => {
    const out = JSON.stringify(made) + toIcs(triageCalendar(due, plan, '2026-11-23T09:00:00+08:00'));
    expect(out).not.toContain('4012345678901234567');
    expect(out).not.toContain('【淘宝网】');
  });

  it('dates the phases', () => {
    const by = Object.fromEntries(plan.map((p) => [p.phase, p.items]));
    expect(by.now!.every((i) => i.on === TODAY)).toBe(true);
    expect(by['before-deadline']!.every((i) => i.on === '2026-11-24T10:00:00+08:00')).toBe(true);
    expect(by.after!.find((i) => i.item.id === 'result-tb')?.on).toBe('2026-11-29');
  });

  it('says what the notice ought to contain, only from the day of the law', () => {
    expect(duties.status).toBe('owed');
    expect(duties.missing.map((d) => d.element)).toContain('basis');
    expect(checkDuties(reading, '2026-01-31', data)).toMatchObject({ status: 'earlier', missing: [] });
    expect(checkDuties(reading, '2026-02-01', data).status).toBe('owed');
  });

  it('puts the deadline into the calendar once, with a reminder', () => {
    const ics = toIcs(triageCalendar(due, plan, '2026-11-23T09:00:00+08:00'));
    expect(ics.match(/DTSTART:20261124T020000Z/g)).toHaveLength(1);
    expect(ics).toContain('TRIGGER:-PT1440M');
  });

  it('names no rule of another marketplace', () => {
    for (const platform of ['1688', 'aliexpress', 'alibaba-com', 'tmall'] as const) {
      const c = { ...confirmed, platform };
      const d = answerDeadline(c, data);
      const r = triageReceipt(c, path, d, buildPlan(path, c, d, TODAY, data), duties, TODAY, data);
      for (const id of r.facts) expect([null, platform], id).toContain(data.facts[id]?.platform ?? null);
    }
  });

  it('makes no entry where nothing has a date', () => {
    const unknown = answerDeadline({ ...none, platform: 'tmall', kind: 'fake-transaction' }, data);
    expect(triageCalendar(unknown, buildPlan(path, none, unknown, TODAY, data), '2026-11-23T09:00:00+08:00').events).toEqual([]);
  });
});
