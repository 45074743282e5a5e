import type { Phase, PlanItem, Route, TriageFlow } from '../../schemas/flow.ts';
import { addDays, formatDay, type Day } from '../calendar/day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { addHours, lengthOn } from './deadline.ts';
import type { Confirmed, Deadline, Path, TriageData } from './types.ts';

/** A plan item with its date: a day, an ISO moment, or null with the reason. */
export interface DatedItem {
  item: PlanItem;
  /** Facts of the item that are about this marketplace (or about all). */
  facts: string[];
  on: string | null;
  /** Why there is no date, or what the date is. */
  note: string | null;
}

export interface Plan {
  phase: Phase;
  label: string;
  items: DatedItem[];
}

/** Whether an item belongs into this seller's plan. What is not known does not exclude it, except a marketplace. */
export function applies(item: PlanItem, route: Route, confirmed: Confirmed, tags: readonly string[]): boolean {
  const known = <T>(list: readonly T[] | undefined, value: T | null) => !list || value === null || list.includes(value);
  return (
    known(item.routes, route) &&
    (!item.platforms || (confirmed.platform !== null && item.platforms.includes(confirmed.platform))) &&
    known(item.kinds, confirmed.kind) &&
    known(item.stages, confirmed.stage) &&
    (!item.tags || item.tags.some((t) => tags.includes(t))) &&
    !item.without?.some((t) => tags.includes(t))
  );
}

/**
 * The plan by phase. `now` and `today` carry today's date, `before-deadline` the deadline, `after` the
 * dates that follow from facts.
 */
export function buildPlan(path: Path, confirmed: Confirmed, deadline: Deadline, today: Day, data: TriageData): Plan[] {
  if (!path.route) return [];
  const route = path.route;
  return data.flow.phases.map(({ phase, label }) => ({
    phase,
    label,
    items: data.flow.plan
      .filter((item) => item.phase === phase && applies(item, route, confirmed, path.tags))
      .map((item) => ({ item, facts: factsFor(item.facts, confirmed, data), ...dateOf(item, confirmed, deadline, today, data) })),
  }));
}

/** A rule of one marketplace is no ground for a plan on another. */
export function factsFor(ids: readonly string[], confirmed: Pick<Confirmed, 'platform'>, data: TriageData): string[] {
  return ids.filter((id) => {
    const platform = data.facts[id]?.platform ?? null;
    return platform === null || confirmed.platform === null || platform === confirmed.platform;
  });
}

function dateOf(
  item: PlanItem,
  confirmed: Confirmed,
  deadline: Deadline,
  today: Day,
  data: TriageData,
): { on: string | null; note: string | null } {
  if (item.due) {
    const start =
      item.due.from === 'today'
        ? today
        : item.due.from === 'notice'
          ? (confirmed.noticeAt?.day ?? null)
          : deadline.status === 'dated'
            ? deadline.at.slice(0, 10)
            : null;
    if (!start)
      return {
        on: null,
        note: item.due.from === 'deadline' ? '截止时间还不知道，这一天也算不出。' : '通知时间还不知道，这一天也算不出。',
      };
    const length = lengthOn(data.lengths[`${item.due.length.fact}.${item.due.length.figure}`], start);
    if (length === null) return { on: null, note: '那一天适用的期限没有读到。' };
    if (item.due.unit === 'hours') return { on: addHours({ day: start, time: '00:00' }, length).day, note: null };
    if (item.due.unit === 'days') return { on: addDays(start, length), note: `${formatDay(start)}往后数 ${length} 天。` };
    const result = addWorkingDays(start, length, new Map(data.calendars.map((y) => [y.year, y])));
    return result.known
      ? { on: result.day, note: `${formatDay(start)}往后数 ${length} 个工作日。` }
      : { on: null, note: `${result.missingYear} 年的工作日安排年历未公布。` };
  }
  if (item.phase === 'now' || item.phase === 'today') return { on: today, note: null };
  if (item.phase === 'before-deadline')
    return deadline.status === 'dated' ? { on: deadline.at, note: null } : { on: null, note: '以后台标示的截止时间为准。' };
  return { on: null, note: null };
}

/** Every item a route can hold for a marketplace, for the page without script. */
export function allItems(flow: TriageFlow, route: Route, phase: Phase): PlanItem[] {
  return flow.plan.filter((item) => item.phase === phase && (!item.routes || item.routes.includes(route)));
}
