import { KINDS, TOOL_PLATFORMS } from '../../schemas/names.ts';
import { PLATFORM_WORDS } from '../../schemas/platform-words.ts';
import { formatDay, isDay, type Day } from '../calendar/day.ts';
import type { ClearingData, ClearingInput, FieldError } from './types.ts';

/** Text exactly as typed or as it stood in the address. */
export interface RawInput {
  platform: string;
  kind: string;
  events: { date: string; points: string; time: string }[];
}

export type Validated = { ok: true; input: ClearingInput; notices: string[] } | { ok: false; errors: FieldError[] };

/** Reads 2026-12-30, 2026/12/30, 2026.12.30, 20261230 and 2026年12月30日 as a day; anything else stays as it is. */
export function normaliseDate(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const m = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return m ? `${m[1]}-${m[2]?.padStart(2, '0')}-${m[3]?.padStart(2, '0')}` : plain;
}

/** Whether this situation needs points to be computed. */
export function needsPoints(kind: string): boolean {
  return kind === 'points-general' || kind === 'points-serious' || kind === 'node' || kind === 'marketing-ban';
}

function checkPoints(
  raw: string,
  kind: string,
  platform: string,
  data: ClearingData,
): { value: number | null; error?: string; notice?: string } {
  const text = raw.normalize('NFKC').trim().replace(/分$/, '');
  const table = data.points.find((p) => p.platform === platform);
  if (text === '') {
    if (!needsPoints(kind) || !table) return { value: null };
    // A platform whose marketing clock has no points in it does not ask for them.
    const asked = data.rules.some((r) => r.platform === platform && r.kinds.includes(kind as never) && r.when !== undefined);
    return asked || kind.startsWith('points') || kind === 'node'
      ? { value: null, error: '请填这次扣了几分，通知里写着。' }
      : { value: null };
  }
  if (!/^\d{1,3}$/.test(text)) return { value: null, error: `「${raw.trim()}」不是分数。请只填数字，例如 12。` };
  const value = Number(text);
  if (!table) return { value };
  const name = PLATFORM_WORDS[table.platform];
  const list = kind === 'node' ? table.node : kind === 'points-serious' ? (table.serious ?? table.general) : table.general;
  if (value < 1 || value > table.limit)
    return { value: null, error: `${name}的扣分在 1 到 ${table.limit} 分之间，没有 ${value} 分。请再看一眼通知。` };
  if (list && !list.includes(value)) {
    if (kind === 'points-serious' && table.general?.includes(value))
      return {
        value: null,
        error: `${name}的严重违规没有 ${value} 分。${value} 分属于一般违规（A 类），请把「发生了什么」改成一般违规。`,
      };
    return {
      value: null,
      error: `${name}这一类没有 ${value} 分，会出现的是 ${list.join('、')} 分。请看清是单次扣分还是累计分。`,
    };
  }
  if (value === table.limit && kind === 'points-general' && table.serious)
    return {
      value,
      notice: `${value} 分有两种：一般违规（A 类）的年底清零，严重违规（B 类）的不清零。请核对通知上写的是哪一类。`,
    };
  return { value };
}

/**
 * Checks what the reader entered. Every message says what is wrong and what to do; nothing entered is changed.
 * @param today calendar day in Asia/Shanghai; later days are refused, since nothing has happened yet
 */
export function validate(raw: RawInput, data: ClearingData, today: Day): Validated {
  const errors: FieldError[] = [];
  const notices = new Set<string>();
  const platform = TOOL_PLATFORMS.find((p) => p === raw.platform);
  const kind = KINDS.find((k) => k === raw.kind);
  if (!platform) errors.push({ field: 'platform', row: null, message: '请选平台。' });
  if (!kind) errors.push({ field: 'kind', row: null, message: '请选发生了什么。' });
  const events = raw.events.map((event, row) => {
    const date = normaliseDate(event.date);
    if (date === '') errors.push({ field: 'date', row, message: '请填日期，通知里写着。' });
    else if (!isDay(date))
      errors.push({ field: 'date', row, message: `没有「${event.date.trim()}」这一天。请按「年-月-日」填，例如 2025-12-30。` });
    else if (date > today)
      errors.push({ field: 'date', row, message: `${formatDay(date)}还没到。请填已经发生的那一天；是不是年份写错了？` });
    const points = checkPoints(event.points, raw.kind, raw.platform, data);
    if (points.error) errors.push({ field: 'points', row, message: points.error });
    if (points.notice) notices.add(points.notice);
    const time = event.time.normalize('NFKC').trim();
    if (time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      errors.push({ field: 'time', row, message: `「${time}」不是时刻。请按 24 小时制填，例如 09:30。` });
    return { date, points: points.value, time: time === '' ? null : time };
  });
  if (events.length === 0) errors.push({ field: 'date', row: 0, message: '请至少填一个日期。' });
  if (errors.length > 0 || !platform || !kind) return { ok: false, errors };
  events.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { ok: true, input: { platform, kind, events }, notices: [...notices] };
}
