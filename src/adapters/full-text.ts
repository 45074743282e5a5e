/** The part of Pagefind's interface that we use. */
export interface PagefindModule {
  createInstance: (options: Record<string, unknown>) => {
    preload: (term: string) => Promise<unknown>;
    search: (term: string) => Promise<{ results: { id: string; words: number[] }[] }>;
  };
}

/** Looks a word up; see models/search/grams for what the terms are. */
export type FullText = (lookup: { term: string; upTo: string | null }) => Promise<{ id: string; positions: readonly number[] }[]>;

/**
 * Opens the full-text index. It runs where it is called, which is our own worker: Pagefind need not start another one.
 * @param pagefind what the built site's `pagefind/pagefind.js` exports
 * @param folder address of the `pagefind/` folder
 * @param stamp of the build, so that no copy of another build is mixed in
 */
export function openFullText(pagefind: PagefindModule, folder: string, stamp: string): FullText {
  const index = pagefind.createInstance({ basePath: folder, noWorker: true, metaCacheTag: stamp });
  return async ({ term, upTo }) => {
    // A search loads the chunk its own place in the order calls for; the matches of a short word may run into the next.
    if (upTo !== null) await index.preload(upTo);
    const { results } = await index.search(term);
    return results.map(({ id, words }) => ({ id, positions: words }));
  };
}
