import type { ScamPattern } from '../../schemas/scam.ts';

type Reports = Pick<ScamPattern, 'source' | 'case' | 'sources' | 'cases'>;

/** The report a pattern rests on: id of a source or of a case. The schema makes sure that there is one. */
export function reportOf(pattern: Reports): string {
  return pattern.source ?? pattern.case ?? '';
}

/** Every report behind a pattern, the first one first. */
export function reportsOf(pattern: Reports): string[] {
  return [reportOf(pattern), ...(pattern.sources ?? []), ...(pattern.cases ?? [])];
}
