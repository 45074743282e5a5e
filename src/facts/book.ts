import { assembleFactBook, type FactBook } from './assemble.ts';

const RAW = import.meta.glob(
  '../content/{sources,rules,laws,clocks,deadlines,rumours,unknowns,changes,histories,calendars}/**/*.yaml',
  { query: '?raw', import: 'default', eager: true },
) as Record<string, string>;

let cached: FactBook | undefined;

/** The FactBook of this build; parsed once. Throws FactError when a record is malformed. */
export function factBook(): FactBook {
  cached ??= assembleFactBook(new Map(Object.entries(RAW).map(([path, text]) => [path.replace('../content/', ''), text])));
  return cached;
}
