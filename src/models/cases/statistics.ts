import type { CaseRecord } from '../../schemas/case.ts';
import {
  CASE_KINDS,
  CASE_PARTIES,
  CASE_ROUTES,
  type CaseKind,
  type CaseParty,
  type CaseRoute,
} from '../../schemas/case-words.ts';

export interface KindCount {
  readonly kind: CaseKind;
  readonly label: string;
  readonly count: number;
}

/** Cases per kind, in the order readers meet the kinds; kinds without a case are left out. */
export function countKinds(cases: readonly CaseRecord[]): KindCount[] {
  return (Object.keys(CASE_KINDS) as CaseKind[])
    .map((kind) => ({ kind, label: CASE_KINDS[kind], count: cases.filter((c) => c.kind === kind).length }))
    .filter((row) => row.count > 0);
}

export interface RouteCount {
  readonly route: CaseRoute;
  readonly label: string;
  readonly count: number;
}

/** Cases by how they came to light, most frequent first. Cases whose route cannot be told are left out. */
export function countRoutes(cases: readonly CaseRecord[]): RouteCount[] {
  return (Object.keys(CASE_ROUTES) as CaseRoute[])
    .map((route) => ({ route, label: CASE_ROUTES[route], count: cases.filter((c) => c.foundVia === route).length }))
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count);
}

export interface YearCount {
  /** null = the year was not read. */
  readonly year: number | null;
  readonly count: number;
}

/** Cases per year from the first to the last year that occurs, empty years included; the unknown year last, if any. */
export function countYears(cases: readonly CaseRecord[]): YearCount[] {
  const years = cases.flatMap((c) => (c.year === null ? [] : [c.year]));
  const rows: YearCount[] = [];
  if (years.length > 0)
    for (let year = Math.min(...years); year <= Math.max(...years); year++)
      rows.push({ year, count: years.filter((y) => y === year).length });
  const unknown = cases.length - years.length;
  return unknown > 0 ? [...rows, { year: null, count: unknown }] : rows;
}

/** The middle value; the mean of the two middle values for an even count; null for none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] as number) + upper) / 2;
}

export interface Fine {
  readonly id: string;
  readonly title: string;
  readonly party: CaseParty;
  /** Yuan. */
  readonly fineCny: number;
  readonly orders: number | null;
  readonly note: string | undefined;
}

/** Every administrative fine whose amount was read, smallest first. Criminal fines and foreign orders are not among them. */
export function readFines(cases: readonly CaseRecord[]): Fine[] {
  return cases
    .flatMap((c) =>
      c.kind === 'administrative' && c.outcome.fineCny !== null
        ? [
            {
              id: c.id,
              title: c.title,
              party: c.party,
              fineCny: c.outcome.fineCny,
              orders: c.scale.orders,
              note: c.outcome.fineNote,
            },
          ]
        : [],
    )
    .sort((a, b) => a.fineCny - b.fineCny || (a.id < b.id ? -1 : 1));
}

export interface FineGroup {
  readonly party: CaseParty;
  readonly label: string;
  readonly fines: readonly Fine[];
  readonly min: number;
  /** null for totals over several sellers: a median of totals would be read as a fine per shop. */
  readonly median: number | null;
  readonly max: number;
}

/** Fines by who bore them. Groups without a fine are left out. */
export function groupFines(fines: readonly Fine[]): FineGroup[] {
  return (Object.keys(CASE_PARTIES) as CaseParty[]).flatMap((party) => {
    const group = fines.filter((f) => f.party === party);
    if (group.length === 0) return [];
    const amounts = group.map((f) => f.fineCny);
    return [
      {
        party,
        label: CASE_PARTIES[party],
        fines: group,
        min: Math.min(...amounts),
        median: party === 'sellers' ? null : median(amounts),
        max: Math.max(...amounts),
      },
    ];
  });
}

export interface OrdersFinePoint extends Fine {
  readonly orders: number;
}

/** Fines for which the number of fake orders was read too. */
export function ordersAgainstFine(fines: readonly Fine[]): OrdersFinePoint[] {
  return fines.filter((f): f is OrdersFinePoint => f.orders !== null);
}
