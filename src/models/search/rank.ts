import { hitsOf, type Corpus } from './corpus.ts';
import type { Recognised } from './topics.ts';
import type { QueryTerm, Term, Understanding, Unit, UnitKind } from './types.ts';

/** One result, before it is shown. */
export interface Ranked {
  unit: number;
  score: number;
  /** Heading that matches best; -1 when the unit as a whole does */
  heading: number;
  /** Words that matched, to be marked */
  words: string[];
  /** The glossary entry the result leads to */
  entry?: Term;
}

const KIND: Record<UnitKind, number> = { page: 1, hub: 0.96, tool: 0.85, reference: 0.8, case: 0.6, term: 0.6, fact: 0.55 };
/** How the two views of a match are weighed: words found anywhere in the unit, and one line that answers the whole query. */
const SPREAD = 0.55;
const LINE = 0.45;
const FIELD_AS_LINE = { title: 1, alias: 1, topic: 0.85, heading: 0.75, description: 0.6, lead: 0.5 } as const;

interface Found {
  /** Best match of each term in the unit, by term number */
  spread: Float32Array;
  lines: Map<number, { terms: Float32Array; covered: number }>;
  words: Set<string>;
}

/** Rare words tell more: from about 0.4 for a word in most units to 1 for one in a single unit. */
function rarity(term: QueryTerm, corpus: Corpus): number {
  let most = 0;
  let weight = 0;
  for (const [word, w] of term.expansions) {
    if (w < 0.6) continue;
    hitsOf(corpus, word);
    most += (corpus.units.get(word) ?? 0) * w;
    weight += w;
  }
  const share = Math.min(1, most / Math.max(1, weight) / Math.max(1, corpus.core.units.length));
  return 1 - 0.6 * Math.sqrt(share);
}

function collect(terms: readonly QueryTerm[], corpus: Corpus): Map<number, Found> {
  const found = new Map<number, Found>();
  terms.forEach((term, t) => {
    const misses = new Map<number, number>();
    for (const [word, w] of term.expansions)
      for (const l of hitsOf(corpus, word)) {
        const line = corpus.lines[l];
        if (!line) continue;
        let unit = found.get(line.unit);
        if (!unit) {
          unit = { spread: new Float32Array(terms.length), lines: new Map(), words: new Set() };
          found.set(line.unit, unit);
        }
        unit.words.add(word);
        // Several lines of a unit that match make it likelier, each a little less.
        const rest = misses.get(line.unit) ?? 1;
        const before = unit.spread[t] ?? 0;
        unit.spread[t] = Math.max(before, before + (1 - before) * line.weight * w * rest);
        misses.set(line.unit, rest * 0.75);
        let view = unit.lines.get(l);
        if (!view) {
          view = { terms: new Float32Array(terms.length), covered: 0 };
          unit.lines.set(l, view);
        }
        if (w > (view.terms[t] ?? 0)) {
          if ((view.terms[t] ?? 0) === 0) view.covered += word.length;
          view.terms[t] = w;
        }
      }
  });
  return found;
}

/** How much an editor's pointer counts: the page a term names, and a page whose first topic is the term's first. */
const NAMED_PAGE = 0.65;
const NAMED_TOPIC = 0.4;

/** A glossary term says which page explains it; that page is found even where it words it otherwise. */
function point(terms: readonly QueryTerm[], corpus: Corpus, found: Map<number, Found>): void {
  terms.forEach((query, t) => {
    const term = corpus.core.terms[query.term];
    if (!term) return;
    corpus.core.units.forEach((unit, n) => {
      const weight =
        unit.u === term.page ? NAMED_PAGE : unit.T && unit.T[0] === term.topics[0] && unit.k !== 'case' ? NAMED_TOPIC : 0;
      if (weight === 0) return;
      const at = found.get(n) ?? { spread: new Float32Array(terms.length), lines: new Map(), words: new Set<string>() };
      at.spread[t] = Math.max(at.spread[t] ?? 0, weight);
      found.set(n, at);
    });
  });
}

/** How much it counts that the question as a whole sounds like one about the unit's first topic, or about a further one. */
const ASKED = 1.6;
const ASKED_TOO = 0.7;
/** Topics less sure than this say nothing. */
const UNSURE = 0.04;

/** A topic of one platform and the topic it is a part of: clearing-time-tmall, clearing-time. */
const family = (topic: string) => topic.replace(/-(?:taobao|tmall|1688|aliexpress|alibabacom)$/, '');

/**
 * How sure it is that the question is one the unit answers (0–1), by the topics it declares. The page of a platform that the
 * question names answers what is asked of its topic for any platform.
 */
function asked(unit: Unit, sure: ReadonlyMap<string, number>, named: readonly string[]): number {
  if (!unit.T || unit.k === 'case') return 0;
  const [first = '', ...more] = unit.T;
  const own = unit.p !== undefined && named.includes(unit.p);
  let certain = sure.get(first) ?? 0;
  if (own) for (const [topic, n] of sure) if (topic !== first && family(topic) === family(first)) certain += n;
  return ASKED * Math.min(1, certain) + ASKED_TOO * Math.max(0, ...more.map((t) => sure.get(t) ?? 0));
}

/**
 * Ranks the units by best coverage: how much of what the reader is after each one answers. Missing words lower a result;
 * they never remove it. A unit on the topic the question sounds like is found even where it words it otherwise.
 */
export function rank(query: Understanding, corpus: Corpus, topics: readonly Recognised[] = []): Ranked[] {
  const { terms } = query;
  const value = terms.map((t) => t.importance * rarity(t, corpus));
  const total = value.reduce((a, b) => a + b, 0);
  const sure = new Map(topics.filter((t) => t.sure > UNSURE).map((t) => [t.topic, t.sure]));
  if (total === 0 && sure.size === 0) return [];
  const results: Ranked[] = [];
  const collected = collect(terms, corpus);
  point(terms, corpus, collected);
  corpus.core.units.forEach((unit, n) => {
    if (!collected.has(n) && asked(unit, sure, query.platforms) > 0)
      collected.set(n, { spread: new Float32Array(terms.length), lines: new Map(), words: new Set() });
  });
  for (const [n, found] of collected) {
    const unit = corpus.core.units[n];
    if (!unit) continue;
    let spread = 0;
    terms.forEach((_, t) => (spread += (value[t] ?? 0) * (found.spread[t] ?? 0)));
    let bestLine = 0;
    let heading = -1;
    let bestHeading = 0;
    for (const [l, view] of found.lines) {
      const line = corpus.lines[l];
      if (!line) continue;
      let answered = 0;
      terms.forEach((_, t) => (answered += (value[t] ?? 0) * (view.terms[t] ?? 0)));
      const whole = Math.min(1, view.covered / line.text.length);
      const score = (answered / Math.max(total, 1e-9)) * (0.55 + 0.45 * whole) * FIELD_AS_LINE[line.field];
      bestLine = Math.max(bestLine, score);
      if (line.field === 'heading' && score > bestHeading) [bestHeading, heading] = [score, line.heading];
    }
    let score = (SPREAD * spread) / Math.max(total, 1e-9) + LINE * bestLine + asked(unit, sure, query.platforms);
    if (unit.p && query.platforms.length > 0) score *= query.platforms.includes(unit.p) ? 1.2 : 0.35;
    else if (unit.p && unit.p !== 'taobao') score *= 0.72;
    score *= KIND[unit.k] * (0.85 + 0.15 * (unit.w ?? 1));
    results.push({ unit: n, score, heading: bestHeading >= bestLine * 0.98 ? heading : -1, words: [...found.words] });
  }
  return results.sort((a, b) => b.score - a.score || a.unit - b.unit);
}
