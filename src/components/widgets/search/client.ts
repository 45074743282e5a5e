import type { Answer } from '../../../models/search/engine.ts';
import type { Reply, Stage } from './search.worker.ts';

export interface Asked {
  literal?: boolean;
  /** Called with what is known before the full text has been looked into; asks for the full text too */
  onFirst?: (answer: Answer) => void;
}

/** Asks the engine, which runs in a worker so that typing never waits for it. */
export interface SearchClient {
  ask: (query: string, options?: Asked) => Promise<{ answer: Answer; stage: Stage }>;
}

interface Waiting {
  onFirst: Asked['onFirst'];
  resolve: (found: { answer: Answer; stage: Stage }) => void;
  reject: (error: Error) => void;
}

let client: SearchClient | null = null;

/** Starts the worker and loads the index; once per page. */
export function searchClient(base: string): SearchClient {
  if (client) return client;
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module', name: 'search' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker.terminate();
    client = null;
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    if ('stage' in data && data.stage === 'first') return asked?.onFirst?.(data.answer);
    waiting.delete(data.id);
    if ('stage' in data) asked?.resolve(data);
    else asked?.reject(new Error(data.error));
  });
  worker.addEventListener('error', () => fail(new Error('worker')));
  worker.postMessage({ base });
  client = {
    ask: (query, { literal = false, onFirst } = {}) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { onFirst, resolve, reject });
        worker.postMessage({ id, query, literal, deep: onFirst !== undefined });
      }),
  };
  return client;
}
