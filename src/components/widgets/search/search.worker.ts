import { openFullText, type FullText, type PagefindModule } from '../../../adapters/full-text.ts';
import { createEngine, type Answer, type Engine } from '../../../models/search/engine.ts';
import { firstHits, readUnitMap } from '../../../models/search/full-text.ts';
import type { SearchCore, UnitMap } from '../../../models/search/types.ts';

/** What the page asks: `deep` also looks into the full text, at the cost of one chunk of its index. */
export interface Ask {
  id: number;
  query: string;
  literal: boolean;
  deep: boolean;
}

/** How complete an answer is: the full text is still being looked into, has been, or could not be read. */
export type Stage = 'first' | 'done' | 'core-only';
export type Reply = { id: number; stage: Stage; answer: Answer } | { id: number; error: string };

const scope = self as unknown as {
  addEventListener: (type: 'message', listener: (event: MessageEvent<Ask | { base: string }>) => void) => void;
  postMessage: (reply: Reply) => void;
};

let base = '/';

/** Remembers what was loaded; a failed load is tried again with the next question. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    }));
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(base + path);
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as T;
}

const engine = once(async (): Promise<Engine> => {
  const made = createEngine(await json<SearchCore>('search-index/core.json'));
  // The tables for mending and pinyin are built on first use; that belongs to loading, not to the first question.
  made.answer('虚价交易 xjjy');
  return made;
});

const fullText = once(async (): Promise<{ find: FullText; read: ReturnType<typeof readUnitMap> }> => {
  const { core } = (await engine()).corpus;
  const folder = new URL(`${base}pagefind/`, self.location.href).href;
  const [pagefind, map] = await Promise.all([
    import(/* @vite-ignore */ `${folder}pagefind.js`) as Promise<PagefindModule>,
    json<UnitMap>(`pagefind/units.json?ts=${core.stamp}`),
  ]);
  return { find: openFullText(pagefind, folder, core.stamp), read: readUnitMap(map) };
});

async function answer({ id, query, literal, deep }: Ask): Promise<void> {
  const made = await engine();
  const first = made.answer(query, { literal });
  const reply = (stage: Stage, found: Answer) => scope.postMessage({ id, stage, answer: found });
  if (!deep || first.lookUp.length === 0) return reply('done', first);
  reply('first', first);
  try {
    const { find, read } = await fullText();
    reply('done', made.answer(query, { literal, hits: await firstHits(first.lookUp, find, read) }));
  } catch {
    // Without the full text the core still answers; an answer is better than an error.
    reply('core-only', first);
  }
}

scope.addEventListener('message', ({ data }) => {
  if ('base' in data) {
    base = data.base;
    void engine().catch(() => undefined);
  } else answer(data).catch((error: unknown) => scope.postMessage({ id: data.id, error: String(error) }));
});
