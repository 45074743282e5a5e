import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';

import type { IndexNews, IndexTask } from './worker.ts';

/** The search index as steps of the build; other steps run between them. */
export interface SearchIndexSteps {
  /** Starts. The pages must have their final text. */
  start: AstroIntegration;
  /** From here on the pages may change: all have been read. */
  pagesRead: AstroIntegration;
  /** The files of the index are there. */
  written: AstroIntegration;
}

/** Resolves with what the worker says under `key`; rejects when it fails or ends before. */
function hears<K extends keyof IndexNews>(worker: Worker, key: K): Promise<NonNullable<IndexNews[K]>> {
  const heard = new Promise<NonNullable<IndexNews[K]>>((done, fail) => {
    worker.on('message', (news: IndexNews) => {
      const value = news[key];
      if (value !== undefined) done(value);
    });
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('搜索索引的线程提前结束了。')));
  });
  // The step that waits for it reports a failure; until then it must not count as overlooked.
  heard.catch(() => undefined);
  return heard;
}

/** Makes the index in a thread of its own while the other steps after the build go on. */
export function searchIndex(contentDir = resolve('src/content')): SearchIndexSteps {
  let read: Promise<boolean> | undefined;
  let written: Promise<string> | undefined;
  return {
    start: {
      name: 'zhendan:search-index',
      hooks: {
        'astro:build:done': ({ dir }) => {
          const worker = new Worker(new URL('./worker.ts', import.meta.url));
          read = hears(worker, 'read');
          written = hears(worker, 'written');
          worker.postMessage({ dist: fileURLToPath(dir), contentDir } satisfies IndexTask);
        },
      },
    },
    pagesRead: { name: 'zhendan:search-index-read', hooks: { 'astro:build:done': async () => void (await read) } },
    written: {
      name: 'zhendan:search-index-written',
      hooks: {
        'astro:build:done': async ({ logger }) => {
          logger.info((await written) ?? '');
        },
      },
    },
  };
}
