import { parentPort } from 'node:worker_threads';

import { writeSearchIndex } from './write.ts';

/** What the worker is asked for. */
export interface IndexTask {
  dist: string;
  contentDir: string;
}

/** What it says: that all pages are read (they may change now), and, once the index is written, a line for the log. */
export interface IndexNews {
  read?: true;
  written?: string;
}

// The port keeps the thread alive: Pagefind's process alone does not.
parentPort?.on('message', async ({ dist, contentDir }: IndexTask) => {
  const tell = (news: IndexNews) => parentPort?.postMessage(news);
  tell({ written: await writeSearchIndex(dist, contentDir, () => tell({ read: true })) });
  parentPort?.close();
});
