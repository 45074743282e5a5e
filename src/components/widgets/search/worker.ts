import { createEngine, type Answer, type Engine } from '../../../models/search/engine.ts';
import type { SearchCore } from '../../../models/search/types.ts';

/** What the page asks: `deep` also looks into the full text, at the cost of one chunk at most. */
export interface Ask {
  id: number;
  query: string;
  literal: boolean;
  deep: boolean;
}
export type Reply = { id: number; answer: Answer } | { id: number; error: string };

const scope = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Ask | { base: string }>) => void) => void;
  postMessage: (reply: Reply) => void;
};

let base = '/';
let engine: Promise<Engine> | null = null;
const chunks = new Map<number, Promise<string>>();

async function load(path: string): Promise<Response> {
  const response = await fetch(`${base}search-index/${path}`);
  if (!response.ok) throw new Error(`${response.status}`);
  return response;
}

/** The engine, loaded once; a failed load is tried again with the next question. */
function ready(): Promise<Engine> {
  engine ??= load('core.json')
    .then((response) => response.json() as Promise<SearchCore>)
    .then((core) => {
      const made = createEngine(core);
      // The tables for mending and pinyin are built on first use; that belongs to loading, not to the first question.
      made.answer('虚价交易 xjjy');
      return made;
    })
    .catch((error: unknown) => {
      engine = null;
      throw error;
    });
  return engine;
}

function chunk(stamp: string, n: number): Promise<string> {
  let text = chunks.get(n);
  if (!text) {
    text = load(`t-${stamp}-${n}.txt`).then((response) => response.text());
    chunks.set(n, text);
    text.catch(() => chunks.delete(n));
  }
  return text;
}

async function answer({ query, literal, deep }: Ask): Promise<Answer> {
  const made = await ready();
  const quick = made.answer(query, { literal });
  if (!deep || quick.chunk === null) return quick;
  // Without the full text the core still answers; an answer is better than an error.
  const text = await chunk(made.corpus.core.stamp, quick.chunk).catch(() => null);
  return text === null ? quick : made.answer(query, { literal, chunk: text });
}

scope.addEventListener('message', ({ data }) => {
  if ('base' in data) {
    base = data.base;
    void ready().catch(() => undefined);
    return;
  }
  answer(data).then(
    (found) => scope.postMessage({ id: data.id, answer: found }),
    (error: unknown) => scope.postMessage({ id: data.id, error: String(error) }),
  );
});
