import type { CaseRecord } from '../schemas/case.ts';
import { assembleCases } from './assemble-cases.ts';

const RAW = import.meta.glob('../content/cases/*.yaml', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>;

let cached: ReadonlyMap<string, CaseRecord> | undefined;

/** Every case of this build by id, published or not; parsed once, frozen. Throws CaseError when a file is malformed. */
export function allCases(): ReadonlyMap<string, CaseRecord> {
  cached ??= assembleCases(new Map(Object.entries(RAW)));
  return cached;
}

/** The cases that have a page. */
export function publishedCases(): readonly CaseRecord[] {
  return [...allCases().values()].filter((c) => c.published);
}
