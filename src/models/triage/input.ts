import { LENGTH_UNITS, NOTICE_KINDS, STAGES, TOOL_PLATFORMS } from '../../schemas/names.ts';
import { addDays, compose, isDay } from '../calendar/day.ts';
import type { Moment } from '../notice/reading.ts';
import type { Confirmed } from './types.ts';

/** The correction fields as typed; empty = not known. */
export interface RawConfirmed {
  platform: string;
  kind: string;
  stage: string;
  points: string;
  orders: string;
  noticeAt: string;
  deadline: string;
  limitAmount: string;
  limitUnit: string;
}

export interface FieldProblem {
  field: keyof RawConfirmed;
  message: string;
}

/** Reads `2026-11-20` or `2026-11-20 10:15[:30]` (also with / . or 年月日, and full-width); null when it is neither. */
export function parseMoment(text: string): Moment | null {
  const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t]*(\d{1,2})[:点时](\d{2})?分?(?::(\d{2}))?)?$/.exec(
    text.normalize('NFKC').trim().toLowerCase(),
  );
  if (!m) return null;
  const day = compose(Number(m[1]), Number(m[2]), Number(m[3]));
  if (!isDay(day)) return null;
  if (m[4] === undefined) return { day, time: null };
  const hour = Number(m[4]);
  const minute = Number(m[5] ?? 0);
  const pad = (n: number) => String(n).padStart(2, '0');
  if (hour === 24 && minute === 0) return { day: addDays(day, 1), time: '00:00' };
  if (hour > 23 || minute > 59 || Number(m[6] ?? 0) > 59) return null;
  return { day, time: `${pad(hour)}:${pad(minute)}${m[6] ? `:${m[6]}` : ''}` };
}

/** Checks the corrected reading; every problem stands beside its field in words, nothing is lost. */
export function validateConfirmed(
  raw: RawConfirmed,
): { ok: true; confirmed: Confirmed } | { ok: false; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const whole = (field: 'points' | 'orders' | 'limitAmount', max: number, what: string): number | null => {
    const text = raw[field].normalize('NFKC').trim();
    if (text === '') return null;
    if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
    problems.push({ field, message: `${what}填整数，例如 12；不知道就留空。` });
    return null;
  };
  const moment = (field: 'noticeAt' | 'deadline', what: string): Moment | null => {
    if (raw[field].trim() === '') return null;
    const read = parseMoment(raw[field]);
    if (!read)
      problems.push({
        field,
        message: `${what}看不懂「${raw[field].trim()}」。按 2026-11-20 10:15 这样填，只知道日期就只填日期。`,
      });
    return read;
  };
  const points = whole('points', 200, '分数');
  const orders = whole('orders', 1_000_000, '订单数');
  const amount = whole('limitAmount', 999, '期限');
  const noticeAt = moment('noticeAt', '通知时间');
  const date = moment('deadline', '截止时间');
  const unit = LENGTH_UNITS.find((u) => u === raw.limitUnit);
  if (
    noticeAt &&
    date &&
    (date.day < noticeAt.day || (date.day === noticeAt.day && date.time && noticeAt.time && date.time < noticeAt.time))
  ) {
    problems.push({ field: 'deadline', message: '截止时间比通知时间还早。看看是不是填反了。' });
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    confirmed: {
      platform: TOOL_PLATFORMS.find((p) => p === raw.platform) ?? null,
      kind: NOTICE_KINDS.find((k) => k === raw.kind) ?? null,
      stage: STAGES.find((s) => s === raw.stage) ?? null,
      points,
      orders: orders ?? 0,
      noticeAt,
      deadline: date ? { date } : amount !== null && amount > 0 && unit ? { limit: { amount, unit, from: 'notice' } } : null,
    },
  };
}

/** The fields as text, for filling in what was read. */
export function rawFrom(c: Confirmed): RawConfirmed {
  const text = (m: Moment | null) => (m ? `${m.day}${m.time ? ` ${m.time}` : ''}` : '');
  const limit = c.deadline && 'limit' in c.deadline && c.deadline.limit.from === 'notice' ? c.deadline.limit : null;
  return {
    platform: c.platform ?? '',
    kind: c.kind ?? '',
    stage: c.stage ?? '',
    points: c.points === null ? '' : String(c.points),
    orders: c.orders === 0 ? '' : String(c.orders),
    noticeAt: text(c.noticeAt),
    // A time in an unclear zone is not filled in: the seller must turn it into Beijing time.
    deadline: c.deadline && 'date' in c.deadline && !c.deadline.date.zoneUnclear ? text(c.deadline.date) : '',
    limitAmount: limit ? String(limit.amount) : '',
    limitUnit: limit ? limit.unit : 'hours',
  };
}
