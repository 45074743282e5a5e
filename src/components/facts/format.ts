import { formatDay } from '../../models/calendar/day.ts';
import type { Figure } from '../../schemas/common.ts';

/** A large amount in the Chinese way: 1000000 → 100 万. */
function formatNumber(n: number): string {
  if (Math.abs(n) >= 1e8 && n % 1e6 === 0) return `${n / 1e8} 亿`;
  if (Math.abs(n) >= 10_000 && n % 1000 === 0) return `${n / 10_000} 万`;
  return Number.isInteger(n) && Math.abs(n) >= 10_000 ? n.toLocaleString('en-US') : String(n);
}

/** Dates and month-days written in data as ISO text, for the reader. */
function formatText(text: string): string {
  const clock = text.match(/^(.*)T(\d{2}:\d{2})$/);
  if (clock) return `${formatText(clock[1] ?? '')} ${clock[2]}`;
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return formatDay(text);
  const monthDay = text.match(/^(\d{2})-(\d{2})$/);
  return monthDay ? `${Number(monthDay[1])} 月 ${Number(monthDay[2])} 日` : text;
}

/**
 * A figure as the reader sees it, with its unit.
 * @param index picks one of a list
 * @throws RangeError when the list has no such item
 */
export function formatFigure(figure: Figure, index?: number): string {
  const all = Array.isArray(figure.value) ? figure.value : [figure.value];
  if (index !== undefined && all[index] === undefined)
    throw new RangeError(`no item ${index} in ${JSON.stringify(figure.value)}`);
  const chosen = index === undefined ? all : [all[index] as number | string];
  const words = chosen.map((v) => (typeof v === 'number' ? formatNumber(v) : formatText(v))).join('、');
  if (!figure.unit) return words;
  if (figure.unit === '%') return `${words}%`;
  // 「100 万元」: the unit follows 万 without a gap.
  return /[万亿]$/.test(words) ? `${words}${figure.unit}` : `${words} ${figure.unit}`;
}
