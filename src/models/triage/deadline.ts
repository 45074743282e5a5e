import type { AnswerWindow } from '../../schemas/flow.ts';
import { addDays, firstDayOf, formatDay, fromEpochDay, lastDayOf, toEpochDay, type Day } from '../calendar/day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Moment } from '../notice/reading.ts';
import type { Confirmed, Deadline, DatedLength, TriageData } from './types.ts';

/** A moment in Asia/Shanghai as ISO with its offset; a day without a time stays a day. */
export function isoOf(m: Moment): string {
  if (!m.time) return m.day;
  return `${m.day}T${m.time.length === 5 ? `${m.time}:00` : m.time}+08:00`;
}

/** The window whose marketplace, finding and stage fit; the first in the file wins. */
export function windowFor(confirmed: Confirmed, data: TriageData): AnswerWindow | null {
  const { platform, kind, stage } = confirmed;
  if (!platform || !kind) return null;
  return (
    data.flow.windows.find(
      (w) => w.platform === platform && w.kinds.includes(kind) && (!w.stages || (stage !== null && w.stages.includes(stage))),
    ) ?? null
  );
}

/** The length in force on `day`; null when no version covers it. */
export function lengthOn(lengths: readonly DatedLength[] | undefined, day: Day): number | null {
  return (
    lengths?.find((v) => (v.from === null || firstDayOf(v.from) <= day) && (v.until === null || day <= lastDayOf(v.until)))
      ?.value ?? null
  );
}

/**
 * When the seller's answer is due. The notice's own date or length comes first, then the record of the
 * marketplace on the day of the notice; otherwise unknown, with the reason. Hours run from the minute of
 * the notice; days and working days start on the day after (《民法典》第二百零一条).
 */
export function answerDeadline(confirmed: Confirmed, data: TriageData): Deadline {
  const window = windowFor(confirmed, data);
  const label = window?.label ?? '申诉或举证';
  const facts = window ? [...window.facts] : [];
  if (confirmed.deadline && 'date' in confirmed.deadline) {
    const { date } = confirmed.deadline;
    if (date.zoneUnclear) {
      return {
        status: 'unknown',
        label,
        facts,
        steps: [],
        reason: `通知写的是 ${formatDay(date.day)} ${date.time ?? ''}，但没有写清是哪个时区。请看后台换算成北京时间。`,
      };
    }
    return {
      status: 'dated',
      at: isoOf(date),
      basis: 'notice',
      label,
      facts,
      steps: [`通知自己写了截止：${formatDay(date.day)}${date.time ? ` ${date.time}` : ''}。`],
      caveats: date.time ? [] : ['通知只写到日。「前」字算不算当天没有写，前一天交最稳。'],
    };
  }
  if (confirmed.deadline) {
    const { limit } = confirmed.deadline;
    if (limit.from === 'remaining') {
      return {
        status: 'unknown',
        label,
        facts,
        steps: [],
        reason: '读到的是剩余时间，从复制那一刻起算，这里算不出。请填后台写的截止时间。',
      };
    }
    return count(limit.amount, limit.unit, '通知', confirmed, data, label, facts, 'notice', []);
  }
  if (!window) {
    const need = confirmed.platform ? '通知的种类' : '平台';
    return { status: 'unknown', label, facts, steps: [], reason: `还不知道${need}，没法找时限。请在上面选。` };
  }
  if (!window.length || !window.unit) return { status: 'unknown', label, facts, steps: [], reason: window.note };
  if (!confirmed.noticeAt)
    return { status: 'unknown', label, facts, steps: [], reason: `时限从${window.from}起算。没有读到通知时间，请填上。` };
  const length = lengthOn(data.lengths[`${window.length.fact}.${window.length.figure}`], confirmed.noticeAt.day);
  if (length === null)
    return {
      status: 'unknown',
      label,
      facts,
      steps: [],
      reason: `${formatDay(confirmed.noticeAt.day)}时的时限没有读到，不拿后来的规则去套。`,
    };
  return count(length, window.unit, '规则', confirmed, data, label, facts, 'record', [window.note]);
}

const UNIT = { hours: '小时', days: '天', 'working-days': '个工作日' } as const;

function count(
  amount: number,
  unit: 'hours' | 'days' | 'working-days',
  who: string,
  confirmed: Confirmed,
  data: TriageData,
  label: string,
  facts: string[],
  basis: 'notice' | 'record',
  caveats: string[],
): Deadline {
  const start = confirmed.noticeAt;
  if (!start)
    return {
      status: 'unknown',
      label,
      facts,
      steps: [],
      reason: `${who}给了 ${amount} ${UNIT[unit]}，但没有读到从哪天起。请填通知时间。`,
    };
  if (start.zoneUnclear)
    return { status: 'unknown', label, facts, steps: [], reason: '通知时间没有写清是哪个时区。请填北京时间。' };
  const first = `${who}给 ${amount} ${UNIT[unit]}，从通知 ${formatDay(start.day)}${start.time ? ` ${start.time}` : ''} 起。`;
  if (unit === 'hours') {
    const end = addHours({ day: start.day, time: start.time ?? '00:00' }, amount);
    const noTime = start.time ? [] : ['没有读到通知是几点，从当天 0 点起算，这是最早的可能。'];
    return {
      status: 'dated',
      at: isoOf(end),
      basis,
      label,
      facts,
      steps: [first, `到 ${formatDay(end.day)} ${end.time ?? ''}。`],
      caveats: [...noTime, ...caveats],
    };
  }
  if (unit === 'days') {
    const day = addDays(start.day, amount);
    return {
      status: 'dated',
      at: day,
      basis,
      label,
      facts,
      steps: [first, `次日算第 1 天，第 ${amount} 天是 ${formatDay(day)}。`],
      caveats: ['起始那天算不算，各处写法不一。早一天交最稳。', ...caveats],
    };
  }
  const result = addWorkingDays(start.day, amount, new Map(data.calendars.map((y) => [y.year, y])));
  if (!result.known)
    return {
      status: 'unknown',
      label,
      facts,
      steps: [first],
      reason: `${result.missingYear} 年的工作日安排年历未公布，不推算。`,
    };
  const WHY = { working: '工作日', weekend: '周末', holiday: '放假', 'make-up': '调休上班' } as const;
  let n = 0;
  const steps = result.steps.map((s) => `${formatDay(s.day)}：${WHY[s.why]}${s.counted ? `，第 ${(n += 1)} 个` : '，不算'}。`);
  return { status: 'dated', at: result.day, basis, label, facts, steps: [first, ...steps], caveats };
}

/** `m` plus `n` hours; China keeps one time all year, so an hour is always sixty minutes. */
export function addHours(m: { day: Day; time: string }, n: number): Moment {
  const [h = '0', min = '00', s] = m.time.split(':');
  const total = toEpochDay(m.day) * 24 + Number(h) + n;
  return {
    day: fromEpochDay(Math.floor(total / 24)),
    time: `${String(((total % 24) + 24) % 24).padStart(2, '0')}:${min}${s ? `:${s}` : ''}`,
  };
}
