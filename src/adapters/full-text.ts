/** The part of Pagefind's interface that we use. */
export interface PagefindModule {
  createInstance: (options: Record<string, unknown>) => {
    preload: (term: string) => Promise<unknown>;
    search: (term: string) => Promise<{ results: { id: string; words: number[] }[] }>;
  };
}

/** Looks a word up; see models/search/grams for what the terms are. */
export type FullText = (lookup: {
  term: string;
  also: readonly string[];
}) => Promise<{ id: string; positions: readonly number[] }[]>;

/**
 * Opens the full-text index. It runs where it is called, which is our own worker: Pagefind need not start another one.
 * @param pagefind what the built site's `pagefind/pagefind.js` exports
 * @param folder address of the `pagefind/` folder
 * @param stamp of the build, so that no copy of another build is mixed in
 */
export function openFullText(pagefind: PagefindModule, folder: string, stamp: string): FullText {
  const index = pagefind.createInstance({ basePath: folder, noWorker: true, metaCacheTag: stamp });
  return async ({ term, also }) => {
    // A search loads the file its own place in the order calls for; the matches of a short word may run into the next ones.
    for (const place of also) await index.preload(place);
    const { results } = await index.search(term);
    return results.map(({ id, words }) => ({ id, positions: words }));
  };
}
