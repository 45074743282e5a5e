import type { CaseRecord } from '../../schemas/case.ts';
import type { Topic } from '../../schemas/page.ts';

/**
 * Cases that illustrate any of `topics`: first those whose own first topics are the page's first topics, then the better
 * sourced, then the newer. Ties fall by id, so that a build always gives the same list.
 * @param exclude ids to leave out, e.g. the case whose page this is
 */
export function relatedCases(
  cases: readonly CaseRecord[],
  topics: readonly Topic[],
  { limit = 5, exclude = [] }: { limit?: number; exclude?: readonly string[] } = {},
): CaseRecord[] {
  const trust = { official: 2, corroborated: 1, single: 0 };
  // A topic counts for more the earlier it stands, on the page as on the case.
  const closeness = (c: CaseRecord) =>
    topics.reduce((sum, topic, n) => {
      const at = c.topics.indexOf(topic);
      return at < 0 ? sum : sum + 1 / ((n + 1) * (at + 1));
    }, 0);
  return cases
    .filter((c) => c.published && !exclude.includes(c.id))
    .map((c) => ({ c, score: closeness(c) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        trust[b.c.confidence] - trust[a.c.confidence] ||
        (b.c.year ?? 0) - (a.c.year ?? 0) ||
        (a.c.id < b.c.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ c }) => c);
}

/** Published cases newest first, those without a year last; ties by id. */
export function newestFirst(cases: readonly CaseRecord[]): CaseRecord[] {
  return cases.filter((c) => c.published).sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || (a.id < b.id ? -1 : 1));
}
