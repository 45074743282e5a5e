import type { ClockName, Kind } from '../../schemas/clock.ts';
import type { ToolPlatform } from '../../schemas/common.ts';
import type { Finding, RecoveryFile, RecoveryItem, ShopType } from '../../schemas/recovery.ts';
import { addDays, daysBetween, maxDay, type Day } from '../calendar/day.ts';

/** What the plan needs to know of one clock; the results of `clearing-date` fit. */
export interface PlanClock {
  clock: ClockName;
  label: string;
  status: 'ends' | 'never' | 'unknown';
  /** First day on which it no longer holds; with status `ends`. */
  freeFrom?: Day;
  /** Why, in words for the reader. */
  reason: string;
  facts: readonly string[];
}

export interface PlanInput {
  platform: ToolPlatform;
  kind: Kind;
  shopType: ShopType;
  finding: Finding;
  /** Day of the penalty, Asia/Shanghai. */
  penalty: Day;
  /** Day the plan starts, usually today, Asia/Shanghai. */
  start: Day;
  clocks: readonly PlanClock[];
}

export type PhaseId = RecoveryFile['phases'][number]['id'];

/** One step of the plan. */
export interface PlanStep {
  item: RecoveryItem;
  /** Day to do it; null where no rule gives one. */
  by: Day | null;
  phase: PhaseId;
  /** `rule` = the day follows from a clock of the rules; `order` = our own order of work. */
  basis: 'rule' | 'order';
  /** The day lies before the start of the plan and was moved to the start. */
  moved: boolean;
  /** Why there is no day, or which clock gave it. */
  note: string | null;
  facts: string[];
}

export interface Plan {
  phases: { id: PhaseId; label: string; intro: string; steps: PlanStep[] }[];
  facts: string[];
}

const has = <T>(list: readonly T[] | undefined, value: T) => !list || list.includes(value);

function applies(item: RecoveryItem, input: PlanInput): boolean {
  const w = item.when;
  return (
    !w ||
    (has(w.platforms, input.platform) &&
      has(w.kinds, input.kind) &&
      has(w.shopTypes, input.shopType) &&
      has(w.findings, input.finding))
  );
}

function phaseOf(by: Day | null, start: Day): PhaseId {
  if (by === null) return 'undated';
  const days = daysBetween(start, by);
  if (days <= 30) return 'days-30';
  if (days <= 60) return 'days-60';
  return days <= 90 ? 'days-90' : 'later';
}

/** A step of a clock; null when that clock does not run here. The longest of several clocks of one name counts. */
function clockStep(item: RecoveryItem, clock: ClockName, days: number, input: PlanInput): PlanStep | null {
  const running = input.clocks.filter((c) => c.clock === clock);
  if (running.length === 0) return null;
  const facts = [...new Set([...running.flatMap((c) => c.facts), ...item.facts])];
  // One clock that never ends, or whose end is not known, leaves no honest day for the step.
  const open = running.find((c) => c.status === 'never') ?? running.find((c) => c.status === 'unknown' || !c.freeFrom);
  if (open) {
    const note = `${open.label}：${open.status === 'never' ? '不会自动结束' : '结束日未知'}。${open.reason}`;
    return { item, by: null, phase: 'undated', basis: 'rule', moved: false, note, facts };
  }
  const ends = running.reduce((last, c) => maxDay(last, c.freeFrom ?? last), running[0]?.freeFrom ?? input.start);
  const due = addDays(ends, days);
  const by = maxDay(due, input.start);
  const label = running
    .map((c) => c.label)
    .filter((l, i, all) => all.indexOf(l) === i)
    .join('、');
  return { item, by, phase: phaseOf(by, input.start), basis: 'rule', moved: by !== due, note: label, facts };
}

/**
 * Turn the list of steps into a dated plan. Days are natural days in Asia/Shanghai. A step tied to a clock falls on
 * the day the clock ends (plus its days); where the rules leave that end open the step stands without a day and says
 * why. Days before the start are moved to the start. The plan promises nothing: it is an order of work.
 */
export function buildPlan(file: RecoveryFile, input: PlanInput): Plan {
  const steps: PlanStep[] = [];
  for (const item of file.items) {
    if (!applies(item, input)) continue;
    if (item.due.from === 'clock') {
      const step = clockStep(item, item.due.clock, item.due.days, input);
      if (step) steps.push(step);
      continue;
    }
    const due = addDays(item.due.from === 'penalty' ? input.penalty : input.start, item.due.days);
    const by = maxDay(due, input.start);
    steps.push({
      item,
      by,
      phase: phaseOf(by, input.start),
      basis: 'order',
      moved: by !== due,
      note: null,
      facts: [...item.facts],
    });
  }
  // Stable: steps of one day keep the order of the list; steps without a day come last.
  steps.sort((a, b) => (a.by ?? '9999-12-31').localeCompare(b.by ?? '9999-12-31'));
  return {
    phases: file.phases
      .map((phase) => ({ ...phase, steps: steps.filter((s) => s.phase === phase.id) }))
      .filter((p) => p.steps.length > 0),
    facts: [...new Set(steps.flatMap((s) => s.facts))],
  };
}
