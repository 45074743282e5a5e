import type { UpkeepKind, UpkeepLimit } from '../../schemas/upkeep.ts';
import { addDays, daysBetween, type Day } from '../calendar/day.ts';

/** A record with the day a person last checked it. */
export interface Dated {
  id: string;
  kind: UpkeepKind;
  /** Platform id, or `law`. */
  group: string;
  checkedOn: Day;
}

/** How far a record has aged. */
export type Freshness = 'fresh' | 'due' | 'overdue' | 'beyond';

export type Limits = Readonly<Record<UpkeepKind, UpkeepLimit>>;

/** One line of the report. */
export interface Aged extends Dated {
  freshness: Freshness;
  /** Natural days since the check; the day after it is day 1. */
  age: number;
  /** Pages that rest on the record. */
  pages: readonly string[];
}

/** Limits by kind. Throws RangeError when a kind has none. */
export function limitsByKind(limits: readonly UpkeepLimit[], kinds: readonly UpkeepKind[]): Limits {
  return Object.fromEntries(
    kinds.map((kind) => {
      const limit = limits.find((l) => l.kind === kind);
      if (!limit) throw new RangeError(`upkeep.yaml: no limit for ${kind}`);
      return [kind, limit];
    }),
  ) as Limits;
}

/**
 * How far a record checked on `checkedOn` has aged on `today`. A limit of N days is kept through day N and passed on
 * day N + 1. A day in the future counts as fresh: other checks refuse it.
 */
export function freshnessOn(checkedOn: Day, limit: UpkeepLimit, today: Day): Freshness {
  const age = daysBetween(checkedOn, today);
  if (age > limit.hardAfter) return 'beyond';
  if (age > limit.overdueAfter) return 'overdue';
  return age > limit.dueAfter ? 'due' : 'fresh';
}

/** The first day on which readers are told that a record has not been checked for too long. */
export function overdueFrom(record: Dated, limits: Limits): Day {
  return addDays(record.checkedOn, limits[record.kind].overdueAfter + 1);
}

/** Every record with its age and the pages that rest on it, oldest relative to its limit first. */
export function ageAll(
  records: readonly Dated[],
  limits: Limits,
  pagesOf: ReadonlyMap<string, readonly string[]>,
  today: Day,
): Aged[] {
  const share = (a: Aged): number => a.age / limits[a.kind].overdueAfter;
  return records
    .map((r) => ({
      ...r,
      freshness: freshnessOn(r.checkedOn, limits[r.kind], today),
      age: daysBetween(r.checkedOn, today),
      pages: pagesOf.get(r.id) ?? [],
    }))
    .sort((a, b) => share(b) - share(a) || (a.id < b.id ? -1 : 1));
}

/**
 * What a page must carry so that its own script can tell, on any later day, how many of its records are overdue:
 * `[first overdue day, oldest check, how many]`, one entry per first overdue day, earliest first.
 */
export function overdueSteps(records: readonly Dated[], limits: Limits): [from: Day, oldestCheck: Day, count: number][] {
  const steps = new Map<Day, [Day, Day, number]>();
  for (const r of records) {
    const from = overdueFrom(r, limits);
    const step = steps.get(from);
    if (!step) steps.set(from, [from, r.checkedOn, 1]);
    else {
      step[1] = step[1] < r.checkedOn ? step[1] : r.checkedOn;
      step[2] += 1;
    }
  }
  return [...steps.values()].sort(([a], [b]) => (a < b ? -1 : 1));
}
