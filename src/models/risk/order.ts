import type { ChecklistFile, ChecklistItem, Urgency } from '../../schemas/checklist.ts';
import { addDays, type Day } from '../calendar/day.ts';

/** What the seller says about one item. */
export const ANSWERS = ['done', 'not-yet', 'unknown', 'not-applicable'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Answers = Readonly<Record<string, Answer>>;

/** One thing to put right, and by when. */
export interface Task {
  item: ChecklistItem;
  /** `fix` = it is known to be missing; `find-out` = the seller does not know, so the first step is to look. */
  kind: 'fix' | 'find-out';
  urgency: Urgency;
  /** Last day of this class of urgency, natural days after the day of the check. */
  by: Day;
}

export interface RiskResult {
  /** What to put right, in order of work. */
  tasks: Task[];
  /** Items without an answer, in the order of the list. */
  unanswered: ChecklistItem[];
  /** Items that do not apply to this shop. */
  notApplicable: string[];
  /** Facts behind the tasks, each once. */
  facts: string[];
  /** Whether every item was answered and none is left: nothing found, which is not the same as nothing wrong. */
  nothingFound: boolean;
}

/**
 * Order the open items: what cannot wait first, and inside a class what is known to be missing before what has to be
 * looked up; otherwise the order of the list. There is no score: counts of answers say nothing about a shop.
 * @param day the day of the check, Asia/Shanghai; dates are this day plus the days of the class, natural days
 */
export function orderTasks(list: ChecklistFile, answers: Answers, day: Day): RiskResult {
  const rank = new Map(list.urgencies.map((u, i) => [u.id, i]));
  const days = new Map(list.urgencies.map((u) => [u.id, u.days]));
  const tasks = list.items
    .filter((item) => answers[item.id] === 'not-yet' || answers[item.id] === 'unknown')
    .map((item): Task => ({
      item,
      kind: answers[item.id] === 'not-yet' ? 'fix' : 'find-out',
      urgency: item.urgency,
      by: addDays(day, days.get(item.urgency) ?? 0),
    }))
    // Array.prototype.sort is stable: equal keys keep the order of the list.
    .sort(
      (a, b) =>
        (rank.get(a.urgency) ?? 0) - (rank.get(b.urgency) ?? 0) || Number(a.kind === 'find-out') - Number(b.kind === 'find-out'),
    );
  const unanswered = list.items.filter((item) => answers[item.id] === undefined);
  return {
    tasks,
    unanswered,
    notApplicable: list.items.filter((item) => answers[item.id] === 'not-applicable').map((item) => item.id),
    facts: [...new Set(tasks.flatMap((t) => t.item.facts))],
    nothingFound: tasks.length === 0 && unanswered.length === 0,
  };
}

/** Keeps only answers to items that exist, so that an older saved list cannot bring in strangers. */
export function cleanAnswers(list: ChecklistFile, saved: unknown): Answers {
  if (typeof saved !== 'object' || saved === null) return {};
  const known = new Set(list.items.map((i) => i.id));
  return Object.fromEntries(
    Object.entries(saved).filter(
      (entry): entry is [string, Answer] => known.has(entry[0]) && ANSWERS.includes(entry[1] as Answer),
    ),
  );
}
