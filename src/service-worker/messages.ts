/** What the build tells the worker about itself. Days are YYYY-MM-DD in Asia/Shanghai. */
export interface Build {
  /** Changes with any file of the shell. */
  version: string;
  /** Root path of the site, with a slash at its end. */
  base: string;
  /** Digest of the records (facts, laws, clocks) and the newest day one was checked on. */
  facts: { hash: string; day: string };
  /** Without these the handbook does not work offline: install fails when one is missing. */
  shell: string[];
  /** Pleasant to have offline: full-text search. Fetched one by one, a failure is no harm. */
  extra: string[];
}

/**
 * From a page to the worker: this page was opened; the reader rests, so what is fetched ahead may be fetched; delete
 * everything kept (answered on the port sent along).
 */
export type ToWorker = { type: 'seen' | 'quiet' | 'forget' };

/** From the worker to a page. */
export type ToPage = { type: 'facts-changed'; from: string; to: string } | { type: 'copy'; savedOn: string };
