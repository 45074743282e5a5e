import { buildCorpus, GLOSSARY, hitsOf, type Corpus } from './corpus.ts';
import type { TextHits } from './full-text.ts';
import { excerpt, mark, type Part } from './mark.ts';
import { runs } from './normalise.ts';
import { prefill } from './prefill.ts';
import { rank, type Ranked } from './rank.ts';
import { recognise, type Recognised } from './topics.ts';
import { understand } from './understand.ts';
import type { Note, SearchCore, Term, Understanding, UnitKind } from './types.ts';

/** A result as the page shows it. */
export interface Result {
  /** Path with anchor, without the site's base */
  path: string;
  title: Part[];
  excerpt: Part[];
  /** Heading the anchor leads to, if any */
  heading: Part[] | null;
  kind: UnitKind;
  platform: string | null;
  /** The word, where only the full text contains it; null elsewhere */
  textWord: string | null;
}

export interface Answer {
  query: string;
  results: Result[];
  notes: Note[];
  platforms: string[];
  intent: Understanding['intent'];
  /** The glossary term the query consists of */
  term: Term | null;
  /** Query parameters for the clearing-date tool */
  prefill: Record<string, string[]> | null;
  /** Words for the full text, to be looked up one after the other until one is found; the answer is complete with its hits */
  lookUp: string[];
  /** Nearest terms, for an empty answer */
  nearest: string[];
}

/** Results below this share of the best one are left out, unless the full text contains the words. */
const FLOOR = 0.2;
const TRIAGE = '/tools/notice-triage/';
const NO_EVASION = '/respond/no-evasion/';

/** Longest unspaced query that is looked up as one word. */
const ONE_WORD = 8;

/**
 * Words of the query as typed, for the full text: a short query as it stands, else its rarest word. One look-up costs one chunk of
 * the index, so a second word is only asked for where the core knows no answer at all.
 */
function wordsToLookUp(query: Understanding, corpus: Corpus, answered: boolean): string[] {
  const typed = runs(query.text);
  const words = query.terms.filter((t) => t.source !== 'filler').map((t) => t.word);
  const df = (w: string) => (hitsOf(corpus, w), corpus.units.get(w) ?? 0);
  const rarest = [...new Set(words)]
    .filter((w) => w.length > 1 || words.length === 1)
    .sort((a, b) => df(a) - df(b) || b.length - a.length);
  const whole = typed.length === 1 && [...(typed[0] ?? '')].length <= ONE_WORD ? typed : [];
  return [...new Set([...whole, ...rarest])].slice(0, answered ? 1 : 2);
}

function show(corpus: Corpus, ranked: Ranked, textWord: string | null): Result | null {
  const unit = corpus.core.units[ranked.unit];
  if (!unit) return null;
  const { t2s } = corpus.lexicon;
  const heading = unit.h?.[ranked.heading];
  return {
    path: heading ? `${unit.u}#${heading[1]}` : ranked.entry ? `${unit.u}#${ranked.entry.id}` : unit.u,
    title: mark(unit.t, ranked.words, t2s),
    excerpt: mark(
      excerpt(ranked.entry ? `${ranked.entry.term}：${ranked.entry.definition}` : unit.d, ranked.words, t2s),
      ranked.words,
      t2s,
    ),
    heading: heading ? mark(heading[0], ranked.words, t2s) : null,
    kind: unit.k,
    platform: unit.p ?? null,
    textWord,
  };
}

/** Puts the page an intent calls for first. */
function lead(ranked: Ranked[], corpus: Corpus, intent: Understanding['intent']): Ranked[] {
  if (!intent) return ranked;
  const { units } = corpus.core;
  const wanted = intent === 'evasion' ? units.findIndex((u) => u.u === NO_EVASION) : units.findIndex((u) => u.u === TRIAGE);
  if (wanted < 0) return ranked;
  const known = ranked.find((r) => r.unit === wanted);
  return [
    known ?? { unit: wanted, score: (ranked[0]?.score ?? 0) + 1, heading: -1, words: [] },
    ...ranked.filter((r) => r.unit !== wanted),
  ];
}

/** The third place goes to the glossary where the query asks for slang, so that its entry is never missed. */
function explain(ranked: Ranked[], corpus: Corpus, query: Understanding): Ranked[] {
  const { terms, units } = corpus.core;
  const slang = query.terms.map((t) => terms[t.term]).find((t) => t?.kind === 'slang' || t?.evasion);
  if (!slang || !(query.single !== null || query.intent === 'evasion')) return ranked;
  if (ranked.slice(0, 3).some((r) => units[r.unit]?.T?.[0] === 'glossary')) return ranked;
  const page = units.findIndex((u) => u.u === GLOSSARY);
  if (page < 0) return ranked;
  const others = ranked.filter((r) => r.unit !== page);
  return [
    ...others.slice(0, 2),
    { unit: page, score: others[2]?.score ?? 0, heading: -1, words: [slang.term], entry: slang },
    ...others.slice(2),
  ];
}

/** Terms that share characters with what was typed, for a query that found nothing. */
function nearest(query: string, corpus: Corpus): string[] {
  const chars = new Set(query);
  return corpus.core.terms
    .map((t) => ({ t, shared: [...t.term].filter((c) => chars.has(c)).length / [...t.term].length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 8)
    .map(({ t }) => t.term);
}

/** Above this a recognised topic is worth telling. */
const SURE = 0.5;

/** Tells which topic the question was taken for, where that is why the first result stands there. */
function topicNote(first: string | undefined, topic: Recognised | undefined, corpus: Corpus): Note[] {
  const unit = corpus.core.units.find((u) => u.u === first?.split('#')[0]);
  if (!topic || topic.sure < SURE || unit?.T?.[0] !== topic.topic) return [];
  return [{ kind: 'topic', to: (corpus.core.topics[topic.topic] ?? '').replaceAll(',', '，') }];
}

/** The engine: pure, the same in a worker, on the page and in the tests. */
export interface Engine {
  corpus: Corpus;
  /** Answers from the core, and from the full text when the hits of a word that an earlier answer named are given */
  answer: (query: string, options?: { literal?: boolean; hits?: TextHits | null }) => Answer;
}

/** Builds the engine from the core file. */
export function createEngine(core: SearchCore): Engine {
  const corpus = buildCorpus(core);
  return {
    corpus,
    answer: (query, { literal = false, hits = null } = {}) => {
      const understood = understand(query, corpus.lexicon, core, literal);
      const topics = literal ? [] : recognise(corpus.topics, understood.meant);
      const ranked = rank(understood, corpus, topics);
      const floor = (ranked[0]?.score ?? 0) * FLOOR;
      const kept = ranked.filter((r) => r.score >= floor || hits?.units.has(r.unit));
      const seen = new Set(kept.map((r) => r.unit));
      const added = [...(hits?.units ?? [])]
        .filter(([unit]) => !seen.has(unit))
        .map(([unit, sections]) => ({ unit, score: 0, heading: (sections[0] ?? 0) - 1, words: [hits?.word ?? ''] }));
      const ordered = explain(lead(kept, corpus, understood.intent), corpus, understood);
      const results = [
        ...ordered.map((r) => show(corpus, r, null)),
        ...added.map((r) => show(corpus, r, hits?.word ?? null)),
      ].filter((r) => r !== null);
      return {
        query: understood.text,
        results: results.sort((a, b) => group(a) - group(b)),
        notes: [...understood.notes, ...topicNote(results[0]?.path, topics[0], corpus)],
        platforms: understood.platforms,
        intent: understood.intent,
        term: understood.single ? (core.terms.find((t) => t.term === understood.single) ?? null) : null,
        prefill: prefill(understood),
        lookUp: wordsToLookUp(understood, corpus, ranked.length > 0),
        nearest: results.length === 0 ? nearest(understood.text, corpus) : [],
      };
    },
  };
}

/** Pages and tools first, then cases, then facts and terms; within a group the order of the ranking. */
export function group(result: Pick<Result, 'kind'>): number {
  return result.kind === 'case' ? 1 : result.kind === 'fact' ? 2 : result.kind === 'term' ? 3 : 0;
}
