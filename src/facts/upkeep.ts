import { parse } from 'yaml';

import { limitsByKind, type Dated, type Limits } from '../models/staleness/staleness.ts';
import { UPKEEP_KINDS, upkeepFile } from '../schemas/upkeep.ts';
import { FactError, type FactBook } from './assemble.ts';
import type { PageBasis } from './page-basis.ts';

/** The limits in `upkeep.yaml`. Throws FactError naming the field. */
export function parseLimits(text: string): Limits {
  const result = upkeepFile.safeParse(parse(text));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new FactError('upkeep.yaml', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
  }
  return limitsByKind(result.data.limits, UPKEEP_KINDS);
}

/** Every page asks for them. */
const known = new WeakMap<FactBook, ReadonlyMap<string, Dated>>();

/** Every record that ages, by id. Of a fact with several versions the latest check counts, for that is what pages show. */
export function datedRecords(book: FactBook): ReadonlyMap<string, Dated> {
  const ready = known.get(book);
  if (ready) return ready;
  const records: Dated[] = [
    ...[...book.rules.values()].flatMap((r): Dated[] => {
      const value = r.values.at(-1);
      if (!value) return [];
      return [
        { id: r.id, kind: value.confidence === 'single' ? 'rule-single' : 'rule', group: r.platform, checkedOn: value.checkedOn },
      ];
    }),
    ...[...book.laws.values()].map((l): Dated => ({ id: l.id, kind: 'law', group: 'law', checkedOn: l.checkedOn })),
    ...[...book.unknowns.values()].map((u): Dated => ({ id: u.id, kind: 'unknown', group: u.scope, checkedOn: u.openedOn })),
  ];
  const byId = new Map(records.map((r) => [r.id, r]));
  known.set(book, byId);
  return byId;
}

/** The ageing records a page rests on. Open points are not among them: they claim nothing. */
export function datedBasis(records: ReadonlyMap<string, Dated>, basis: PageBasis): Dated[] {
  return basis.facts.map((id) => records.get(id)).filter((r) => r !== undefined);
}
