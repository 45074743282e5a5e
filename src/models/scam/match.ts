import type { ScamClause, ScamGuards, ScamPattern } from '../../schemas/scam.ts';
import { normalise, type Normalised } from './normalise.ts';
import { reportOf } from './reports.ts';
import { sentences, type Span } from './sentences.ts';

/** Characters read at most; what lies behind is said to be unread, never silently dropped. */
export const MAX_CHARACTERS = 100_000;
/** Places marked at most for one pattern. */
const MAX_PLACES = 50;

export interface ScamMatch {
  /** Id of the pattern. */
  pattern: string;
  /** Id of the source or case behind it. */
  source: string;
  /** Where it was found: the sentence (or run of sentences) in the pasted text. */
  places: Span[];
}

export interface ScamResult {
  /** In the order in which they first appear in the text. */
  matches: ScamMatch[];
  /** Characters of the text that were read. */
  read: number;
  /** Characters beyond the limit that were not read. */
  unread: number;
}

/** A matcher made once from the data, used for any number of texts. */
export interface Matcher {
  patterns: readonly { pattern: ScamPattern; clauses: readonly { groups: readonly number[][]; within: number | null }[] }[];
  /** Trie over all words; a node is a map from character to the next node. */
  root: TrieNode;
  words: readonly string[];
  /** Longest word. */
  longest: number;
  guards: readonly number[];
  guardReach: number;
}

interface TrieNode {
  next: Map<string, TrieNode>;
  /** Index of the word that ends here, −1 when none does. */
  word: number;
}

/**
 * Compile patterns and guard words. Words are normalised like the text, so that data may be written naturally.
 * Throws when a word has nothing left to match.
 */
export function compile(patterns: readonly ScamPattern[], guards: ScamGuards): Matcher {
  const words: string[] = [];
  const index = new Map<string, number>();
  const root: TrieNode = { next: new Map(), word: -1 };
  const add = (raw: string): number => {
    const text = normalise(raw).text;
    if (!text) throw new RangeError(`A word with nothing to match: ${raw}`);
    const known = index.get(text);
    if (known !== undefined) return known;
    let node = root;
    for (const char of text) {
      let next = node.next.get(char);
      if (!next) {
        next = { next: new Map(), word: -1 };
        node.next.set(char, next);
      }
      node = next;
    }
    node.word = words.length;
    index.set(text, words.length);
    words.push(text);
    return node.word;
  };
  const clause = (c: ScamClause) => ({ groups: c.all.map((group) => group.map(add)), within: c.within ?? null });
  const compiled = patterns.map((pattern) => ({ pattern, clauses: pattern.match.map(clause) }));
  const guardWords = guards.words.map(add);
  return {
    patterns: compiled,
    root,
    words,
    longest: words.reduce((max, w) => Math.max(max, w.length), 0),
    guards: guardWords,
    guardReach: guards.reach,
  };
}

/** Every occurrence of every word, by word, as start positions in the normalised text, ascending. */
function occurrences(matcher: Matcher, text: string): number[][] {
  const found: number[][] = matcher.words.map(() => []);
  for (let at = 0; at < text.length; at += 1) {
    let node: TrieNode | undefined = matcher.root;
    for (let i = at; i < text.length && i - at < matcher.longest; i += 1) {
      node = node.next.get(text.charAt(i));
      if (!node) break;
      if (node.word >= 0) found[node.word]?.push(at);
    }
  }
  return found;
}

interface Hit {
  at: number;
  end: number;
  group: number;
}

/** Occurrences of a clause's groups in one ascending list. */
function hitsOf(groups: readonly number[][], found: readonly number[][], words: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  groups.forEach((group, g) => {
    for (const word of group)
      for (const at of found[word] ?? []) hits.push({ at, end: at + (words[word]?.length ?? 0), group: g });
  });
  return hits.sort((a, b) => a.at - b.at);
}

/** Smallest windows that hold every group inside one sentence. */
function inSentences(hits: readonly Hit[], groups: number, sentenceOf: Int32Array): Hit[][] {
  const runs: Hit[][] = [];
  let run: Hit[] = [];
  let sentence = -1;
  const close = () => {
    runs.push(...inWindow(run, groups, Infinity));
  };
  for (const hit of hits) {
    const s = sentenceOf[hit.at] ?? -1;
    // A word torn by a sentence end belongs to neither sentence.
    if (s < 0 || sentenceOf[hit.end - 1] !== s) continue;
    if (s !== sentence) {
      close();
      run = [];
      sentence = s;
    }
    run.push(hit);
  }
  close();
  return runs;
}

/** Smallest windows, left to right and without overlap, that hold every group inside `within` characters. */
function inWindow(hits: readonly Hit[], groups: number, within: number): Hit[][] {
  const runs: Hit[][] = [];
  const count = new Array<number>(groups).fill(0);
  let covered = 0;
  let left = 0;
  const drop = () => {
    const hit = hits[left];
    left += 1;
    if (!hit) return;
    const n = (count[hit.group] ?? 0) - 1;
    count[hit.group] = n;
    if (n === 0) covered -= 1;
  };
  for (let right = 0; right < hits.length; right += 1) {
    const hit = hits[right];
    if (!hit) continue;
    const n = (count[hit.group] ?? 0) + 1;
    count[hit.group] = n;
    if (n === 1) covered += 1;
    while (left <= right && hit.end - (hits[left]?.at ?? hit.end) > within) drop();
    if (covered < groups) continue;
    // Shrink to the words that are needed, so that a stray 元 or 天 further up is not marked.
    while ((count[hits[left]?.group ?? 0] ?? 0) > 1) drop();
    runs.push(hits.slice(left, right + 1));
    while (left <= right) drop();
  }
  return runs;
}

/** For each normalised character, the sentence of the original it belongs to. */
function sentenceIndex(normal: Normalised, spans: readonly Span[]): Int32Array {
  const of = new Int32Array(normal.text.length).fill(-1);
  let s = 0;
  for (let i = 0; i < normal.text.length; i += 1) {
    const at = normal.start[i] ?? 0;
    while (s < spans.length && at >= (spans[s]?.end ?? 0)) s += 1;
    const span = spans[s];
    if (span && at >= span.start) of[i] = s;
  }
  return of;
}

/** Whether a guard word stands before the last word of the run, in the run's sentence and within reach of its first word. */
function guarded(run: readonly Hit[], guards: readonly Hit[], reach: number, sentenceOf: Int32Array): boolean {
  const first = run[0];
  const last = run[run.length - 1];
  if (!first || !last) return false;
  // Guards are ascending by position: find the last one that starts at or before the last word.
  let low = 0;
  let high = guards.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((guards[mid]?.at ?? Infinity) <= last.at) low = mid + 1;
    else high = mid;
  }
  const guard = guards[low - 1];
  return !!guard && sentenceOf[guard.at] === sentenceOf[last.at] && first.at - guard.end <= reach;
}

/**
 * Read `text` against the known patterns. Says which known sentences occur and where; it gives no score, and finding
 * none says nothing about the offer. Time grows with the length of the text (at most {@link MAX_CHARACTERS}
 * characters) times the number of patterns, whatever the text is.
 */
export function matchScams(text: string, matcher: Matcher): ScamResult {
  const read = cut(text, MAX_CHARACTERS);
  const spans = sentences(read);
  const normal = normalise(read);
  const found = occurrences(matcher, normal.text);
  const sentenceOf = sentenceIndex(normal, spans);
  const guards = hitsOf([[...matcher.guards]], found, matcher.words);

  const matches: ScamMatch[] = [];
  for (const { pattern, clauses } of matcher.patterns) {
    const places = new Map<number, Span>();
    for (const { groups, within } of clauses) {
      const hits = hitsOf(groups, found, matcher.words);
      const runs = within === null ? inSentences(hits, groups.length, sentenceOf) : inWindow(hits, groups.length, within);
      for (const run of runs) {
        if (places.size >= MAX_PLACES) break;
        if (guarded(run, guards, matcher.guardReach, sentenceOf)) continue;
        const place = placeOf(run, normal, spans, sentenceOf);
        const known = places.get(place.start);
        if (!known || known.end < place.end) places.set(place.start, place);
      }
    }
    if (places.size) {
      const sorted = [...places.values()].sort((a, b) => a.start - b.start);
      matches.push({ pattern: pattern.id, source: reportOf(pattern), places: sorted });
    }
  }
  matches.sort((a, b) => (a.places[0]?.start ?? 0) - (b.places[0]?.start ?? 0));
  return { matches, read: read.length, unread: text.length - read.length };
}

/** The sentences a run of hits covers, in the original text. */
function placeOf(run: readonly Hit[], normal: Normalised, spans: readonly Span[], sentenceOf: Int32Array): Span {
  const from = run[0]?.at ?? 0;
  const to = run.reduce((max, h) => Math.max(max, h.end), 0) - 1;
  const first = spans[sentenceOf[from] ?? -1];
  const last = spans[sentenceOf[to] ?? -1];
  return { start: first?.start ?? normal.start[from] ?? 0, end: last?.end ?? normal.end[to] ?? 0 };
}

/** The first `limit` UTF-16 units, never cutting a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
