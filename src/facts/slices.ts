import type { ClearingData, ResolvedMethod } from '../models/clearing/types.ts';
import type { Method } from '../schemas/clock.ts';
import type { Confidence } from '../schemas/common.ts';
import type { FactBook } from './assemble.ts';
import { resolveNumber } from './figures.ts';

/** What a widget shows of a fact: its words, source and confidence — never an address that may not be linked. */
export interface FactCard {
  id: string;
  statement: string;
  confidence: Confidence;
  checkedOn: string;
  verifyAt: string | null;
  note?: string;
  sources: SourceCard[];
}
export interface SourceCard {
  id: string;
  publisher: string;
  title: string;
  date: string | null;
  url: string | null;
}

function resolveMethod(book: FactBook, method: Method): ResolvedMethod {
  switch (method.type) {
    case 'rolling-per-deduction':
    case 'rolling-from-last':
      return { ...method, days: resolveNumber(book, method.days) };
    case 'fixed-by-points':
    case 'eligible-after':
      return {
        ...method,
        days: Object.fromEntries(Object.entries(method.days).map(([k, ref]) => [k, resolveNumber(book, ref)])),
      };
    default:
      return method;
  }
}

/** The clock rules with every length looked up in its fact. */
export function clearingData(book: FactBook): ClearingData {
  return {
    rules: book.clocks.map((rule) => ({
      ...rule,
      versions: rule.versions.map((v) => ({ ...v, method: resolveMethod(book, v.method) })),
    })),
    points: [...book.points.values()],
    admin: {
      unknowns: book.adminClock.unknowns,
      reason: book.adminClock.reason,
      tiers: book.adminClock.tiers.map((t) => ({
        ...t,
        apply: t.apply && { length: resolveNumber(book, t.apply.length), unit: t.apply.unit },
        ends: { length: resolveNumber(book, t.ends.length), unit: t.ends.unit },
      })),
    },
  };
}

/** A source as the reader may see it. */
export function sourceCard(book: FactBook, id: string): SourceCard {
  const s = book.sources.get(id);
  if (!s) throw new Error(`No source ${id}`);
  return { id, publisher: s.publisher, title: s.title, date: s.date, url: s.linkable ? s.url : null };
}

/** Sources a widget carries per fact: enough to check a result by; the facts index lists all of them. */
export const WIDGET_SOURCES = 2;

/**
 * A rule fact or law as a card. Throws when the id is unknown.
 * @param limit how many sources at most, in the order of the record; all of them when not given
 */
export function factCard(book: FactBook, id: string, limit?: number): FactCard {
  const rule = book.rules.get(id);
  const value = rule?.values.at(-1);
  if (rule && value)
    return {
      id,
      statement: value.statement,
      confidence: value.confidence,
      checkedOn: value.checkedOn,
      verifyAt: rule.verifyAt,
      ...(rule.note ? { note: rule.note } : {}),
      sources: value.sources.slice(0, limit).map((s) => sourceCard(book, s)),
    };
  const law = book.laws.get(id);
  if (!law) throw new Error(`No fact or law ${id}; see src/content/rules and src/content/laws`);
  return {
    id,
    statement: law.meaning,
    confidence: law.confidence,
    checkedOn: law.checkedOn,
    verifyAt: law.verifyAt,
    ...(law.note ? { note: law.note } : {}),
    sources: law.sources.slice(0, limit).map((s) => sourceCard(book, s)),
  };
}

/** Cards of several facts by id; `limit` as in factCard. */
export function factCards(book: FactBook, ids: Iterable<string>, limit?: number): Record<string, FactCard> {
  return Object.fromEntries([...new Set(ids)].map((id) => [id, factCard(book, id, limit)]));
}

/** What a list of rules under a result shows of each. */
export type CitedFact = Pick<FactCard, 'statement' | 'confidence' | 'checkedOn' | 'sources'>;

/** Rule facts and laws as such a list shows them, with the first sources of each. Throws when an id is unknown. */
export function citedFacts(book: FactBook, ids: Iterable<string>): Record<string, CitedFact> {
  return Object.fromEntries(
    Object.entries(factCards(book, ids, WIDGET_SOURCES)).map(([id, { statement, confidence, checkedOn, sources }]) => [
      id,
      { statement, confidence, checkedOn, sources },
    ]),
  );
}

/** Every fact id the clock rules can cite. */
export function clearingFactIds(data: ClearingData): string[] {
  return [
    ...data.rules.flatMap((r) => [
      ...r.versions.flatMap((v) => v.facts),
      ...(r.never ?? []).flatMap((n) => n.facts),
      ...(r.caveats ?? []).flatMap((c) => c.facts),
    ]),
    ...data.admin.tiers.flatMap((t) => t.facts),
    ...data.points.flatMap((p) => p.facts),
  ];
}
