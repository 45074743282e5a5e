import { parentPort, workerData } from 'node:worker_threads';

import { standBack } from './stand-back.ts';
import { SearchIndexMaker } from './write.ts';

/** What the worker is started with. */
export interface IndexSetting {
  contentDir: string;
}

/** What it is told: a page as it was made, or that all are made and where they lie. */
export type IndexTask = { path: string; html: string } | { dist: string };

/** What it says: that all pages are read (they may change now), and, once the index is written, a line for the log. */
export interface IndexNews {
  read?: true;
  written?: string;
}

const tell = (news: IndexNews): void => parentPort?.postMessage(news);
/** One task after the other, from the moment the index is open. */
let done: Promise<unknown> = SearchIndexMaker.open((workerData as IndexSetting).contentDir).then((maker) => {
  standBack();
  maker.prepare();
  const work = async (task: IndexTask): Promise<void> => {
    if ('html' in task) return maker.take(task.path, task.html);
    tell({ written: await maker.write(task.dist, () => tell({ read: true })) });
    parentPort?.close();
  };
  // The port keeps the thread alive: Pagefind's process alone does not.
  parentPort?.on('message', (task: IndexTask) => {
    done = done.then(() => work(task));
  });
});
