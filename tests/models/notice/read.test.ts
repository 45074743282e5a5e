import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/models/calendar/day.ts';
import { readNotice } from '../../../src/models/notice/read.ts';
import { countOrders, type Moment } from '../../../src/models/notice/reading.ts';
import { NOTICE_KINDS, STAGES } from '../../../src/schemas/names.ts';
import { ALARMS, ELEMENTS, noticeWords } from '../../../src/schemas/notice.ts';
import { toolPlatform } from '../../../src/schemas/common.ts';
import { yaml } from '../../helpers/yaml.ts';

const words = noticeWords.parse(yaml('src/content/flows/notice-words.yaml'));

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/);
const fixture = z.strictObject({
  id: z.string(),
  today: z.string().optional(),
  text: z.string(),
  expect: z
    .strictObject({
      platform: toolPlatform.nullable(),
      kind: z.enum(NOTICE_KINDS).nullable(),
      stage: z.enum(STAGES).nullable(),
      points: z.number().nullable(),
      class: z.enum(['A', 'B']).nullable(),
      orders: z.number(),
      orderNumbers: z.array(z.string()),
      products: z.array(z.string()),
      noticeAt: moment.nullable(),
      deadline: z
        .union([
          z.strictObject({ date: moment }),
          z.strictObject({ amount: z.number(), unit: z.enum(['hours', 'days', 'working-days']) }),
        ])
        .nullable(),
      missing: z.array(z.enum(ELEMENTS)),
      alarms: z.array(z.enum(ALARMS)),
    })
    .partial(),
});
type Fixture = z.infer<typeof fixture>;

const FILES = ['notices', 'notices-unseen', 'notices-third']
  .map((name) => `tests/fixtures/${name}.yaml`)
  .filter((f) => existsSync(new URL(`../../../${f}`, import.meta.url)));
const fixtures: Fixture[] = FILES.flatMap((file) => z.strictObject({ notices: z.array(fixture) }).parse(yaml(file)).notices);

/** 24:00 of a day is 00:00 of the next; an author may write either. */
const midnight = (text: string) => (text.includes(' 24:00') ? `${addDays(text.slice(0, 10), 1)} 00:00${text.slice(16)}` : text);
const show = (m: Moment | undefined) => (m ? `${m.day}${m.time ? ` ${m.time}` : ''}` : null);

/** The reading in the shape of `expect`, so that one comparison shows every difference. */
function asExpected(f: Fixture): Fixture['expect'] {
  const r = readNotice(f.text, words, f.today ?? '2026-11-23');
  const all: Required<Fixture['expect']> = {
    platform: r.platform?.value ?? null,
    kind: r.kind?.value ?? null,
    stage: r.stage?.value ?? null,
    points: r.points?.value.points ?? null,
    class: r.points?.value.cls ?? null,
    orders: countOrders(r),
    orderNumbers: r.orders.map((o) => o.value),
    products: r.products.map((p) => p.value),
    noticeAt: show(r.noticeAt?.value),
    deadline: r.deadlineDate
      ? { date: show(r.deadlineDate.value)! }
      : r.deadlineLimit
        ? { amount: r.deadlineLimit.value.amount, unit: r.deadlineLimit.value.unit }
        : null,
    missing: ELEMENTS.filter((e) => !r.elements[e]),
    alarms: r.alarms.map((a) => a.value).sort(),
  };
  return Object.fromEntries(Object.keys(f.expect).map((key) => [key, all[key as keyof typeof all]]));
}

describe('reading a notice', () => {
  it('has every marketplace and kind among the texts, and unique ids', () => {
    expect(new Set(fixtures.map((f) => f.id)).size).toBe(fixtures.length);
    expect(new Set(fixtures.map((f) => f.expect.platform).filter(Boolean)).size).toBe(5);
    expect(new Set(fixtures.map((f) => f.expect.kind).filter(Boolean)).size).toBe(NOTICE_KINDS.length);
  });

  it.each(fixtures.map((f) => [f.id, f] as const))('%s', (_id, f) => {
    const expected = {
      ...f.expect,
      ...(f.expect.alarms ? { alarms: [...f.expect.alarms].sort() } : {}),
      ...(f.expect.deadline && 'date' in f.expect.deadline ? { deadline: { date: midnight(f.expect.deadline.date) } } : {}),
    };
    expect(asExpected(f)).toEqual(expected);
  });

  it.each([
    ['2026-12-03 01:00 GMT', '2026-12-03 09:00', false],
    ['2026-12-03 01:00 UTC', '2026-12-03 09:00', false],
    ['2026-12-03 00:59 PST', '2026-12-03 16:59', false],
    ['2026-07-03 00:59 PDT', '2026-07-03 15:59', false],
    // In summer PST is often written for PDT; an hour too late would cost the appeal.
    ['2026-07-03 00:59 PST', '2026-07-03 00:59', true],
    ['2026-12-03 00:59 PT', '2026-12-03 00:59', true],
    ['2026-12-03 00:59 北京时间', '2026-12-03 00:59', false],
    ['2026-12-03 00:59', '2026-12-03 00:59', false],
  ])('takes %s to Shanghai, or says that the zone is unclear', (written, shanghai, unclear) => {
    const found = readNotice(`You may appeal before ${written}.`, words, '2026-06-01').deadlineDate;
    expect([show(found?.value), found?.value.zoneUnclear ?? false]).toEqual([shanghai, unclear]);
  });

  it('marks exactly the pasted characters it read', () => {
    for (const f of fixtures) {
      const r = readNotice(f.text, words, f.today ?? '2026-11-23');
      for (const order of [...r.orders, ...r.products]) {
        const marked = f.text.slice(order.span.start, order.span.end).normalize('NFKC').replace(/\D/g, '');
        expect(marked, `${f.id}: ${order.value}`).toBe(order.value);
      }
    }
  });
});

const PIECES = [
  '淘宝网',
  '虚假交易',
  '扣',
  'A类',
  '12分',
  '订单号：',
  '4012345678901234567',
  '\n',
  '> ',
  '72小时内',
  '申诉',
  '2026-11-20',
  ' 10:15',
  '若',
  '，',
  '。',
  '﻿',
  '①',
  'points',
  'appeal',
  'before',
  '1688',
  '前',
  '至',
  '9',
  '分',
  ':',
  '\r\n',
  '(',
  '举证',
];

describe('any paste', () => {
  it('never throws, and every span lies inside the paste', () => {
    const paste = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((a) => a.join('')),
    );
    fc.assert(
      fc.property(paste, (text) => {
        const r = readNotice(text, words, '2026-11-23');
        const spans = [
          r.platform,
          r.kind,
          r.stage,
          r.points,
          r.noticeAt,
          r.deadlineDate,
          r.deadlineLimit,
          r.orderCount,
          ...r.orders,
          ...r.products,
          ...r.dates,
          ...r.alarms,
          ...r.allPoints,
        ];
        for (const found of spans) {
          if (!found) continue;
          expect(found.span.start).toBeGreaterThanOrEqual(0);
          expect(found.span.end).toBeGreaterThan(found.span.start);
          expect(found.span.end).toBeLessThanOrEqual(text.length);
        }
        for (const o of r.orders) expect(o.value).toMatch(/^\d{9,21}$/);
      }),
      { numRuns: 400 },
    );
  });

  it('reads the same whatever invisible characters are slipped in', () => {
    const base = fixtures.find((f) => f.id === 'a-taobao-full')!;
    fc.assert(
      fc.property(
        fc.array(fc.nat(base.text.length), { maxLength: 30 }),
        fc.constantFrom('\u200b', '\ufeff', '\u2060', '\u00ad'),
        (places, mark) => {
          const chars = [...base.text];
          for (const at of [...places].sort((a, b) => b - a)) chars.splice(at, 0, mark);
          expect(asExpected({ ...base, text: chars.join('') })).toEqual(asExpected(base));
        },
      ),
    );
  });

  it('does a bounded amount of work: what follows the limit is not read, and says so', () => {
    const r = readNotice(`${'好'.repeat(50_000)}淘宝网虚假交易扣12分`, words, '2026-11-23');
    expect(r.truncated).toBe(true);
    expect(r.platform).toBeNull();
  });

  it.each([
    ['digits', '1'.repeat(60_000)],
    ['digits and breaks', '12345\n'.repeat(10_000)],
    ['points', '9分'.repeat(20_000)],
    ['labels', '订单'.repeat(20_000)],
    ['quotes', '> '.repeat(20_000)],
    ['blanks', ' '.repeat(60_000)],
    ['dates', '2026-11-20前'.repeat(4_000)],
    ['limits', '72小时内申诉'.repeat(5_000)],
    ['conditions', '若扣12分'.repeat(8_000)],
    ['pairs', '虚假订单不真实'.repeat(5_000)],
    ['form labels', '通知下发:2026-11-20\n'.repeat(2_500)],
  ])('ends on a long run of %s', (_name, text) => {
    expect(readNotice(text, words, '2026-11-23').truncated).toBe(text.length > 40_000);
  });
});
