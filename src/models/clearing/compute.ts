import { addDays, addMonths, daysBetween, formatDay, parts, type Day } from '../calendar/day.ts';
import { adminClock } from './admin.ts';
import { nodeLevels, nodeRuns } from './nodes.ts';
import type {
  ClearingData,
  ClearingEvent,
  ClearingInput,
  ClockResult,
  Estimate,
  ResolvedClockRule,
  ResolvedMethod,
  ResolvedVersion,
} from './types.ts';
import { versionOn } from './versions.ts';

/** A computed span before it becomes a result or an estimate. */
interface Span {
  start: Day;
  lastDay: Day;
  freeFrom: Day;
  endsAt?: string;
  steps: string[];
  /** Two readings of the same rule that end on different days. */
  rival?: Omit<Estimate, 'label'> & { label: string };
  label?: string;
}

const OFFSET = '+08:00';

/** Whether two deductions add up towards the same limit under a rule. */
function sameWindow(method: ResolvedMethod): (first: Day, later: Day) => boolean {
  if (method.type === 'rolling-per-deduction') return (a, b) => daysBetween(a, b) < method.days;
  return (a, b) => parts(a)[0] === parts(b)[0];
}

/** 31 December 24:00 of the year of the deduction; one clock for all deductions of a year. */
function yearEnd(events: readonly ClearingEvent[]): Span[] {
  const years = [...new Set(events.map((e) => parts(e.date)[0]))];
  return years.map((year) => {
    const first = events.find((e) => parts(e.date)[0] === year)?.date ?? `${year}-01-01`;
    const freeFrom = `${year + 1}-01-01`;
    return {
      start: first,
      lastDay: `${year}-12-31`,
      freeFrom,
      endsAt: `${freeFrom}T00:00:00${OFFSET}`,
      steps: [`扣分在 ${year} 年，按自然年算：到 ${formatDay(`${year}-12-31`)} 24:00 为止，${formatDay(freeFrom)}起清零。`],
    };
  });
}

function rollingPerDeduction(event: ClearingEvent, method: Extract<ResolvedMethod, { type: 'rolling-per-deduction' }>): Span {
  const byDays = addDays(event.date, method.days);
  const at = event.time ? `T${event.time}:00${OFFSET}` : undefined;
  const ends = (day: Day) => ({
    lastDay: method.toTheMoment && event.time !== '00:00' ? day : addDays(day, -1),
    freeFrom: day,
    ...(method.toTheMoment && at ? { endsAt: `${day}${at}` } : {}),
  });
  const how = method.toTheMoment
    ? `${formatDay(event.date)}${event.time ? ` ${event.time}` : ''}扣分，加 ${method.days} 天，到 ${formatDay(byDays)}的同一时刻归零。`
    : `${formatDay(event.date)}扣分，当天算第 1 天，第 ${method.days} 天是 ${formatDay(addDays(byDays, -1))}，次日起不再计。`;
  const span: Span = { start: event.date, ...ends(byDays), steps: [how] };
  if (method.alsoMonths !== undefined) {
    const byMonths = addMonths(event.date, method.alsoMonths);
    if (byMonths !== byDays) {
      const why = `这段时间跨过闰年的 2 月 29 日，${method.days} 天和 ${method.alsoMonths} 个月差一天`;
      span.label = `按 ${method.days} 天算`;
      span.rival = {
        label: `按 ${method.alsoMonths} 个月算`,
        ...ends(byMonths),
        assumption: `${why}；规则把两者写成一回事，没有说以哪个为准。按 ${method.alsoMonths} 个月数。`,
      };
      span.steps.push(`${why}：按 ${method.alsoMonths} 个月数是 ${formatDay(byMonths)}。规则没有说以哪个为准，两个日子都列出。`);
    }
  }
  return span;
}

/** N days from the last detection; detections further apart than a run start a new one. */
function rollingFromLast(events: readonly ClearingEvent[], days: number): Span[] {
  const spans: Span[] = [];
  for (const event of events) {
    const lastDay = addDays(event.date, days - 1);
    const current = spans.at(-1);
    const step = `${formatDay(event.date)}查出，当天算第 1 天，第 ${days} 天是 ${formatDay(lastDay)}。`;
    if (current && event.date <= addDays(current.lastDay, 1)) {
      current.lastDay = lastDay;
      current.freeFrom = addDays(lastDay, 1);
      current.steps.push(`${step}还在上一次的期限里，滚动顺延；从头算共 ${daysBetween(current.start, lastDay) + 1} 天。`);
    } else spans.push({ start: event.date, lastDay, freeFrom: addDays(lastDay, 1), steps: [step] });
  }
  return spans;
}

/** The day of the deduction + N; several deductions: the one that frees last. */
function eligibleAfter(events: readonly ClearingEvent[], days: Record<string, number>): Span[] {
  let latest: Span | undefined;
  for (const event of events) {
    const length = days[String(event.points)];
    if (length === undefined) continue;
    const freeFrom = addDays(event.date, length);
    const span = {
      start: event.date,
      lastDay: addDays(freeFrom, -1),
      freeFrom,
      steps: [`${formatDay(event.date)}扣分，往后数 ${length} 天，${formatDay(freeFrom)}起可以报名。`],
    };
    if (!latest || span.freeFrom > latest.freeFrom) latest = span;
  }
  return latest ? [latest] : [];
}

function spansOf(method: ResolvedMethod, events: readonly ClearingEvent[], input: ClearingInput, data: ClearingData): Span[] {
  switch (method.type) {
    case 'calendar-year-end':
      return yearEnd(events);
    case 'rolling-per-deduction':
      return events.map((e) => rollingPerDeduction(e, method));
    case 'rolling-from-last':
      return rollingFromLast(events, method.days);
    case 'eligible-after':
      return eligibleAfter(events, method.days);
    case 'fixed-by-points': {
      const limit = data.points.find((p) => p.platform === input.platform)?.limit ?? Infinity;
      const levels = nodeLevels(
        events,
        limit,
        input.kind === 'node',
        sameWindow(pointsMethod(input, data, events[0]?.date ?? '') ?? method),
      );
      return nodeRuns(events, levels, method.days, method.merge).map((run) => ({
        start: run.start,
        lastDay: run.lastDay,
        freeFrom: addDays(run.lastDay, 1),
        steps: run.steps,
      }));
    }
    case 'none':
      return [];
  }
}

/** How points accumulate on this platform; nodes follow the same window. */
function pointsMethod(input: ClearingInput, data: ClearingData, day: Day): ResolvedMethod | undefined {
  const rule = data.rules.find((r) => r.platform === input.platform && r.clock === 'points');
  return rule && day ? versionOn(rule.versions, day)?.method : undefined;
}

/** Highest accumulated points of the events, in the platform's own window. */
function accumulated(input: ClearingInput, data: ClearingData): number {
  const first = input.events[0];
  if (!first) return 0;
  const method = pointsMethod(input, data, first.date) ?? { type: 'calendar-year-end' as const };
  return Math.max(...nodeLevels(input.events, Infinity, input.kind === 'node', sameWindow(method)), 0);
}

function eventFits(rule: ResolvedClockRule, event: ClearingEvent, total: number, kind: string): boolean {
  if (!rule.when || event.points === null) return true;
  // Nodes are reached by the accumulated points, every other clock by the single deduction.
  const points =
    rule.clock === 'node' && kind !== 'node' ? total : rule.clock === 'node' ? Math.max(event.points, total) : event.points;
  return points >= (rule.when.minPoints ?? 0) && points <= (rule.when.maxPoints ?? Infinity);
}

function base(rule: ResolvedClockRule, version: ResolvedVersion | null, start: Day): Omit<ClockResult, 'status'> {
  return {
    clock: rule.clock,
    rule: rule.id,
    label: rule.label,
    start,
    estimates: [],
    reason: version?.reason ?? '这一天适用的版本没有读到。',
    caveats: rule.caveats ?? [],
    unknowns: rule.unknowns ?? [],
    steps: [],
    facts: [
      ...new Set([...(version?.facts ?? rule.versions.flatMap((v) => v.facts)), ...(rule.caveats ?? []).flatMap((c) => c.facts)]),
    ],
    confidence: rule.confidence,
  };
}

/** Whether the start of this clock is the very day the reader was asked for. */
function startIsKnown(rule: ResolvedClockRule, method: ResolvedMethod, input: ClearingInput): boolean {
  if (rule.startsAt !== 'execution') return rule.startsAt !== 'not-stated';
  // Only rules with an example counting from the deduction itself (merge) settle the start of a node.
  return input.kind === 'node' || (method.type === 'fixed-by-points' && method.merge);
}

function clocksOf(rule: ResolvedClockRule, input: ClearingInput, data: ClearingData): ClockResult[] {
  const total = accumulated(input, data);
  const never = rule.never?.find((n) => n.kinds.includes(input.kind) && total >= n.minPoints);
  const first = input.events[0];
  if (!first) return [];
  if (never)
    return [
      {
        ...base(rule, versionOn(rule.versions, first.date), input.events.at(-1)?.date ?? first.date),
        status: 'never',
        reason: never.reason,
        facts: never.facts,
        steps: [`累计 ${total} 分，已经到 ${never.minPoints} 分。`],
      },
    ];
  const events = input.events.filter((e) => eventFits(rule, e, total, input.kind));
  if (rule.clock === 'node' ? total < (rule.when?.minPoints ?? 0) : events.length === 0) return [];
  const used = rule.clock === 'node' ? input.events : events;
  // The rule as in force on each day: events are computed together only under the same version.
  const groups = new Map<ResolvedVersion | null, ClearingEvent[]>();
  for (const event of used) {
    const version = versionOn(rule.versions, event.date);
    groups.set(version, [...(groups.get(version) ?? []), event]);
  }
  return [...groups].flatMap(([version, group]): ClockResult[] => {
    const start = group[0]?.date ?? first.date;
    const spans = version ? spansOf(version.method, group, input, data) : [];
    if (!version || spans.length === 0) return [{ ...base(rule, version, start), status: 'unknown' }];
    return spans.map((span): ClockResult => {
      const { start: from, steps, rival, label, ...end } = span;
      const common = { ...base(rule, version, from), steps };
      if (rival)
        return {
          ...common,
          status: 'unknown',
          estimates: [
            { label: label ?? rule.label, ...end, assumption: rival.assumption.replace(/按 .*?数。$/, '按天数数。') },
            rival,
          ],
        };
      if (version.settled && startIsKnown(rule, version.method, input)) return { ...common, status: 'ends', ...end };
      const assumption = version.assumption ?? '按扣分当天就开始执行算；执行日以后台显示为准。';
      return { ...common, status: 'unknown', estimates: [{ label: rule.label, ...end, assumption }] };
    });
  });
}

/**
 * Every clock that runs for what happened, with its end or the reason it has none.
 *
 * Days are calendar days in Asia/Shanghai. The rule used is the one in force on the day of each event;
 * where no version is on record the status is `unknown`, never the latest rule. `events` must be sorted.
 */
export function computeClocks(input: ClearingInput, data: ClearingData): ClockResult[] {
  if (input.kind === 'admin-record') return input.events.map((e) => adminClock(e.date, data));
  return data.rules
    .filter((r) => r.platform === input.platform && r.kinds.includes(input.kind))
    .flatMap((rule) => clocksOf(rule, input, data));
}
