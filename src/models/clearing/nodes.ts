import { addDays, formatDay, type Day } from '../calendar/day.ts';
import type { ClearingEvent } from './types.ts';

/** A span during which a node penalty runs. */
export interface NodeRun {
  start: Day;
  level: number;
  lastDay: Day;
  steps: string[];
}

/**
 * Accumulated points after each event. Points of one calendar year add up; entries that already rise from
 * node to node (12, 24, …) under kind `node` are read as the accumulated level itself.
 */
export function nodeLevels(
  events: readonly ClearingEvent[],
  limit: number,
  asLevels: boolean,
  sameWindow: (first: Day, later: Day) => boolean,
): number[] {
  const points = events.map((e) => e.points ?? 0);
  const rising = points.length > 1 && points.every((p, i) => i === 0 || p > (points[i - 1] ?? 0));
  if (asLevels && rising) return points;
  return events.map((e, i) =>
    Math.min(
      limit,
      events.slice(0, i + 1).reduce((sum, x, j) => (sameWindow(x.date, e.date) ? sum + (points[j] ?? 0) : sum), 0),
    ),
  );
}

/**
 * The runs of node penalties. The first day counts. With `merge`, a later node reached while one is running
 * replaces it: the heavier length, counted from the first start.
 * @param days length in natural days by node
 */
export function nodeRuns(
  events: readonly ClearingEvent[],
  levels: readonly number[],
  days: Record<string, number>,
  merge: boolean,
): NodeRun[] {
  const nodes = Object.keys(days)
    .map(Number)
    .sort((a, b) => a - b);
  const runs: NodeRun[] = [];
  let reached = 0;
  events.forEach((event, i) => {
    const total = levels[i] ?? 0;
    if (total < reached) reached = 0;
    const node = nodes.filter((n) => n <= total).at(-1);
    if (node === undefined || node <= reached) return;
    reached = node;
    const length = days[String(node)] ?? 0;
    const current = runs.at(-1);
    if (merge && current && event.date <= current.lastDay) {
      current.level = node;
      current.lastDay = addDays(current.start, length - 1);
      current.steps.push(
        `${formatDay(event.date)}累计到 ${node} 分，前一个节点还没走完，合并成最重的一个：从 ${formatDay(current.start)}起共 ${length} 天，到 ${formatDay(current.lastDay)}。`,
      );
      return;
    }
    const lastDay = addDays(event.date, length - 1);
    runs.push({
      start: event.date,
      level: node,
      lastDay,
      steps: [`${formatDay(event.date)}累计到 ${node} 分，当天算第 1 天，共 ${length} 天，到 ${formatDay(lastDay)}。`],
    });
  });
  return runs;
}
