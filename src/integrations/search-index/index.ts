import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';

import { COLLECTOR, type Collector } from './collector.ts';
import { standBack } from './stand-back.ts';
import type { IndexNews, IndexSetting, IndexTask } from './worker.ts';

/** The search index as steps of the build; other steps run between them. */
export interface SearchIndexSteps {
  /** Takes in the pages while they are made. They must have their final text. */
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

/** Makes the index in a thread of its own, from the first page made to the last step of the build. */
export function searchIndex(contentDir = resolve('src/content')): SearchIndexSteps {
  let worker: Worker | undefined;
  let read: Promise<boolean> | undefined;
  let written: Promise<string> | undefined;
  let base = '/';
  const tell = (task: IndexTask): void => worker?.postMessage(task);
  return {
    start: {
      name: 'zhendan:search-index',
      hooks: {
        'astro:config:setup': ({ command, config, addMiddleware }) => {
          if (command !== 'build') return;
          addMiddleware({ entrypoint: new URL('./collect.ts', import.meta.url), order: 'pre' });
          base = `${config.base.replace(/\/$/, '')}/`;
          // As early as can be: it reads the editors' words while the pages' sources are read, which leaves a core free.
          worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { contentDir } satisfies IndexSetting });
          read = hears(worker, 'read');
          written = hears(worker, 'written');
          // A build that fails must not wait for it.
          worker.unref();
          const collect: Collector = (pathname, html) => {
            if (pathname.startsWith(base)) tell({ path: `/${pathname.slice(base.length)}`, html });
          };
          Object.assign(globalThis, { [COLLECTOR]: collect });
        },
        'astro:build:done': ({ dir }) => {
          Object.assign(globalThis, { [COLLECTOR]: undefined });
          worker?.ref();
          standBack();
          tell({ dist: fileURLToPath(dir) });
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
