import { addMonths, compose, daysBetween, formatDay, maxDay, parts, type Day } from '../calendar/day.ts';
import type { ClockResult } from './types.ts';

/** A bar of the drawn timeline; positions are fractions of the drawn span, 0 to 1. */
export interface Bar {
  label: string;
  /** What the bar says, for screen readers and beside the bar. */
  text: string;
  from: number;
  to: number;
  style: 'ends' | 'estimate' | 'never' | 'open';
}
export interface Timeline {
  bars: Bar[];
  ticks: { at: number; label: string }[];
  today: number | null;
}

/** When a clock ends, in one phrase. */
export function endPhrase(clock: ClockResult): string {
  if (clock.status === 'never') return '不会结束';
  if (clock.status === 'ends' && clock.freeFrom) {
    if (clock.lastDay === clock.freeFrom)
      return `${formatDay(clock.freeFrom)}${clock.endsAt ? ` ${clock.endsAt.slice(11, 16)}` : '的同一时刻'}结束`;
    return `到 ${formatDay(clock.lastDay ?? clock.freeFrom)}为止，${formatDay(clock.freeFrom)}起解除`;
  }
  const days = [...new Set(clock.estimates.map((e) => e.freeFrom))];
  return days.length > 0 ? `尚无定论；估计 ${days.map(formatDay).join(' 或 ')}起解除` : '尚无定论';
}

/** Geometry of the timeline: from the first start to the last end known, a month of air on the right. */
export function layoutTimeline(clocks: readonly ClockResult[], today: Day): Timeline {
  const starts = clocks.map((c) => c.start);
  const first = starts.reduce((a, b) => (a < b ? a : b), today);
  const ends = clocks.flatMap((c) => [c.freeFrom ?? c.start, ...c.estimates.map((e) => e.freeFrom)]);
  const last = addMonths(ends.reduce(maxDay, first), 1);
  const total = Math.max(1, daysBetween(first, last));
  const at = (day: Day) => Math.min(1, Math.max(0, daysBetween(first, day) / total));
  const bars = clocks.flatMap((c): Bar[] => {
    const text = endPhrase(c);
    const from = at(c.start);
    if (c.status === 'ends' && c.freeFrom) return [{ label: c.label, text, from, to: at(c.freeFrom), style: 'ends' }];
    if (c.status === 'never') return [{ label: c.label, text, from, to: 1, style: 'never' }];
    const longest = c.estimates.map((e) => e.freeFrom).reduce<Day | null>((a, b) => (a === null ? b : maxDay(a, b)), null);
    return [{ label: c.label, text, from, to: longest ? at(longest) : 1, style: longest ? 'estimate' : 'open' }];
  });
  return { bars, ticks: ticks(first, last, at), today: today >= first && today <= last ? at(today) : null };
}

/** Month or quarter or year marks, never more than eight. */
function ticks(first: Day, last: Day, at: (day: Day) => number): { at: number; label: string }[] {
  const [y, m] = parts(first);
  const step = [1, 2, 3, 6, 12, 24, 60].find((s) => daysBetween(first, last) / (s * 30.4) <= 7) ?? 120;
  const out: { at: number; label: string }[] = [];
  for (let day = addMonths(compose(y, m, 1), 1); day < last; day = addMonths(day, 1)) {
    const [year, month] = parts(day);
    if ((year * 12 + month - 1) % step === 0)
      out.push({ at: at(day), label: step >= 12 || month === 1 ? `${year} 年` : `${month} 月` });
  }
  return out;
}
