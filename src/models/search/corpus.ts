import { buildLexicon, teachKnown, type Lexicon } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { readTopicModel, type TopicReader } from './topics.ts';
import type { Field, SearchCore, Term, Unit } from './types.ts';

/** The page of the glossary, which has an anchor for every term. */
export const GLOSSARY = '/reference/glossary/';

/** One searchable line of a unit. */
export interface Line {
  unit: number;
  field: Field;
  /** How much a match in this line counts (0–1) */
  weight: number;
  text: string;
  /** Number of the heading within its unit; -1 elsewhere */
  heading: number;
}

/** The loaded index: the lexicon, and every line in one string so that a word is found in one pass. */
export interface Corpus {
  core: SearchCore;
  lexicon: Lexicon;
  lines: Line[];
  text: string;
  starts: Int32Array;
  hits: Map<string, readonly number[]>;
  /** Units whose lines contain the word */
  units: Map<string, number>;
  topics: TopicReader;
}

const WEIGHTS: Record<Field, number> = { title: 0.6, alias: 0.45, topic: 0.4, description: 0.35, heading: 0.3, lead: 0.25 };

function linesOf(unit: Unit, n: number, core: SearchCore, norm: (text: string) => string): Line[] {
  const line = (field: Field, text: string, factor = 1, heading = -1): Line => ({
    unit: n,
    field,
    weight: WEIGHTS[field] * factor,
    text: norm(text),
    heading,
  });
  return [
    line('title', unit.t),
    ...(unit.a ?? []).map((a) => line('alias', a)),
    ...(unit.T ?? []).map((t, i) => line('topic', core.topics[t] ?? '', i === 0 ? 1 : 0.4 / i)),
    // What a term means is shown; it is not what the term is searched by.
    line('description', unit.k === 'term' ? '' : unit.d),
    ...(unit.h ?? []).map(([text], i) => line('heading', text, 1, i)),
  ].filter((l) => l.text.length > 0);
}

/** A platform that has a single page is what the reader is after; one that has many only narrows the choice. */
function weighPlatforms(lexicon: Lexicon, core: SearchCore): void {
  const pages = new Map<string, number>();
  for (const unit of core.units) if (unit.p) pages.set(unit.p, (pages.get(unit.p) ?? 0) + 1);
  for (const entry of lexicon.entries.values()) if (entry.platform && pages.get(entry.platform) === 1) entry.importance = 1.1;
}

/** Every glossary term is a unit too; they follow the others in the order of the terms. */
const termUnit = (term: Term): Unit => ({ u: `${GLOSSARY}#${term.id}`, t: term.term, d: term.definition, k: 'term' });

/** Loads what the build wrote. */
export function buildCorpus(written: SearchCore): Corpus {
  const core = { ...written, units: [...written.units, ...written.terms.map(termUnit)] };
  const lexicon = buildLexicon(core);
  const norm = (text: string) => normalise(text, lexicon.t2s);
  const lines = core.units.flatMap((unit, n) => linesOf(unit, n, core, norm));
  teachKnown(
    lexicon,
    lines.filter((l) => l.field !== 'alias').map((l) => l.text),
  );
  weighPlatforms(lexicon, core);
  const starts = new Int32Array(lines.length);
  let at = 0;
  lines.forEach((line, i) => {
    starts[i] = at;
    at += line.text.length + 1;
  });
  return {
    core,
    lexicon,
    lines,
    text: lines.map((l) => l.text).join('\n'),
    starts,
    hits: new Map(),
    units: new Map(),
    topics: readTopicModel(core.asks),
  };
}

function lineAt(starts: Int32Array, position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers of the lines that contain the word. A word of Latin letters or digits must stand alone. */
export function hitsOf(corpus: Corpus, word: string): readonly number[] {
  const known = corpus.hits.get(word);
  if (known) return known;
  const found: number[] = [];
  const units = new Set<number>();
  const head = /^[a-z0-9]/.test(word);
  const tail = /[a-z0-9]$/.test(word);
  for (let at = word ? corpus.text.indexOf(word) : -1; at >= 0; at = corpus.text.indexOf(word, at + 1)) {
    if (head && /[a-z0-9]/.test(corpus.text[at - 1] ?? '')) continue;
    if (tail && /[a-z0-9]/.test(corpus.text[at + word.length] ?? '')) continue;
    const line = lineAt(corpus.starts, at);
    if (found.at(-1) !== line) found.push(line);
    units.add(corpus.lines[line]?.unit ?? -1);
  }
  // Bounded: a long session of odd queries must not grow without end.
  if (corpus.hits.size > 5000) corpus.hits.clear();
  corpus.hits.set(word, found);
  corpus.units.set(word, units.size);
  return found;
}
