import type { CaseRecord } from '../../schemas/case.ts';
import {
  CASE_KINDS,
  CASE_METHODS,
  CASE_OUTCOMES,
  CASE_PLATFORMS,
  CASE_TRADES,
  type CaseKind,
  type CaseMethod,
  type CaseOutcome,
  type CasePlatform,
  type CaseTrade,
} from '../../schemas/case-words.ts';

/** The parts of a case that the filter looks at. A full record is one; so is a list item read back from the page. */
export interface Filterable {
  readonly kind: CaseKind;
  readonly year: number | null;
  readonly platforms: readonly CasePlatform[];
  readonly methods: readonly CaseMethod[];
  readonly outcomes: readonly CaseOutcome[];
  readonly trade: CaseTrade;
}

/** What the reader chose; an absent key means "all". `year: 'unknown'` asks for cases whose year was not read. */
export interface CaseFilter {
  readonly kind?: CaseKind;
  readonly year?: number | 'unknown';
  readonly platform?: CasePlatform;
  readonly method?: CaseMethod;
  readonly outcome?: CaseOutcome;
  readonly trade?: CaseTrade;
}

/** The filter's dimensions in the order of the form and of the query. */
export const FILTER_KEYS = ['kind', 'year', 'platform', 'method', 'outcome', 'trade'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

export const FILTER_LABELS: Record<FilterKey, string> = {
  kind: '类别',
  year: '年份',
  platform: '平台',
  method: '手法',
  outcome: '结果',
  trade: '行业',
};

const TABLES: Record<Exclude<FilterKey, 'year'>, Record<string, string>> = {
  kind: CASE_KINDS,
  platform: CASE_PLATFORMS,
  method: CASE_METHODS,
  outcome: CASE_OUTCOMES,
  trade: CASE_TRADES,
};

/** The words for one value of one dimension; the value itself where it has no words of its own (years). */
export function filterWord(key: FilterKey, value: string): string {
  if (key === 'year') return value === 'unknown' ? '年份未读到' : value;
  return Object.hasOwn(TABLES[key], value) ? (TABLES[key][value] ?? value) : value;
}

/** The filterable parts of a record. */
export function filterableOf(record: CaseRecord): Filterable {
  const { kind, year, platforms, methods, trade, outcome } = record;
  return { kind, year, platforms, methods, outcomes: outcome.kinds, trade };
}

/** Every value a case has in one dimension, as it stands in the query. */
export function valuesOf(item: Filterable, key: FilterKey): readonly string[] {
  switch (key) {
    case 'kind':
      return [item.kind];
    case 'year':
      return [item.year === null ? 'unknown' : String(item.year)];
    case 'platform':
      return item.platforms;
    case 'method':
      return item.methods;
    case 'outcome':
      return item.outcomes;
    case 'trade':
      return [item.trade];
  }
}

/** Whether a case fits every chosen dimension. An empty filter fits all. */
export function matches(item: Filterable, filter: CaseFilter): boolean {
  return FILTER_KEYS.every((key) => filter[key] === undefined || valuesOf(item, key).includes(String(filter[key])));
}

/**
 * Reads a filter from a query. Unknown keys and values are dropped without complaint: an old or mistyped link then
 * shows more cases, never an error.
 */
export function parseFilter(query: URLSearchParams): CaseFilter {
  const filter: Record<string, string | number> = {};
  for (const key of FILTER_KEYS) {
    const value = query.get(key);
    if (value === null) continue;
    if (key === 'year') {
      if (value === 'unknown') filter[key] = value;
      else if (/^\d{4}$/.test(value)) filter[key] = Number(value);
    } else if (Object.hasOwn(TABLES[key], value)) filter[key] = value;
  }
  return filter as CaseFilter;
}

/** The query of a filter, without `?`; empty for an empty filter. Keys always stand in the same order. */
export function filterQuery(filter: CaseFilter): string {
  const query = new URLSearchParams();
  for (const key of FILTER_KEYS) if (filter[key] !== undefined) query.set(key, String(filter[key]));
  return query.toString();
}

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  /** Cases that have this value, the other dimensions left open. */
  readonly count: number;
}

/** The values that occur in `items` for one dimension; years newest first with the unknown year last, others in table order. */
export function filterOptions(items: readonly Filterable[], key: FilterKey): FilterOption[] {
  const counts = new Map<string, number>();
  for (const item of items) for (const value of new Set(valuesOf(item, key))) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order =
    key === 'year'
      ? [...counts.keys()].sort((a, b) => (a === 'unknown' ? 1 : b === 'unknown' ? -1 : Number(b) - Number(a)))
      : Object.keys(TABLES[key]).filter((value) => counts.has(value));
  return order.map((value) => ({ value, label: filterWord(key, value), count: counts.get(value) ?? 0 }));
}

/** One line for the reader: how many are shown, and by what. */
export function filterSummary(shown: number, total: number, filter: CaseFilter): string {
  const chosen = FILTER_KEYS.filter((key) => filter[key] !== undefined).map(
    (key) => `${FILTER_LABELS[key]}：${filterWord(key, String(filter[key]))}`,
  );
  if (chosen.length === 0) return `共 ${total} 条`;
  return shown === 0 ? `没有符合的案例（${chosen.join('，')}）` : `${total} 条里有 ${shown} 条符合（${chosen.join('，')}）`;
}
