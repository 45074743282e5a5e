import type { Answer } from '../../../models/search/engine.ts';
import type { Reply } from './worker.ts';

/** Asks the engine, which runs in a worker so that typing never waits for it. */
export interface SearchClient {
  ask: (query: string, options?: { literal?: boolean; deep?: boolean }) => Promise<Answer>;
}

let client: SearchClient | null = null;

/** Starts the worker and loads the index; once per page. */
export function searchClient(base: string): SearchClient {
  if (client) return client;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'search' });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let last = 0;
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker.terminate();
    client = null;
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('answer' in data) asked?.resolve(data.answer);
    else asked?.reject(new Error(data.error));
  });
  worker.addEventListener('error', () => fail(new Error('worker')));
  worker.postMessage({ base });
  client = {
    ask: (query, { literal = false, deep = false } = {}) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, query, literal, deep });
      }),
  };
  return client;
}
