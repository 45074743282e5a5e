import { soundsOf, type Sounds, readSounds } from './sounds.ts';
import { normalise, readT2s } from './normalise.ts';
import type { SearchCore, Term } from './types.ts';

/** A word the search knows, and what stands for it. */
export interface Entry {
  word: string;
  importance: number;
  /** A word of asking that carries no content */
  filler: boolean;
  /** Platform id, when the word names a platform */
  platform: string | null;
  /** Position of the glossary term whose name or equal alias this is; -1 for none */
  term: number;
  /** Word and weight, without the word itself */
  expansions: Map<string, number>;
}

/** All words of the search, with their sounds. */
export interface Lexicon {
  entries: Map<string, Entry>;
  t2s: Map<string, string>;
  sounds: Sounds;
  readings: Record<string, string>;
  /** Words by their joined reading, and by the initials of it */
  bySound: Map<string, Entry[]>;
  byInitials: Map<string, Entry[]>;
  /** Misspellings an editor wrote down */
  typos: Map<string, string>;
  /** Pairs of neighbouring characters that occur in the site's own titles, aliases and headings */
  known: Set<string>;
  lookalikes: Map<string, string>;
  longest: number;
  terms: readonly Term[];
}

const EQUAL = 0.9;
/** A platform narrows the choice more than it says what the reader is after. */
const NARROWING = 0.35;

function put(lexicon: Lexicon, word: string): Entry {
  const known = lexicon.entries.get(word);
  if (known) return known;
  const entry: Entry = { word, importance: 1, filler: false, platform: null, term: -1, expansions: new Map() };
  lexicon.entries.set(word, entry);
  lexicon.longest = Math.max(lexicon.longest, [...word].length);
  return entry;
}

function stand(from: Entry, to: string, weight: number): void {
  if (from.word === to) return;
  if ((from.expansions.get(to) ?? 0) < weight) from.expansions.set(to, weight);
}

function addTerms(lexicon: Lexicon, terms: readonly Term[], norm: (text: string) => string): void {
  terms.forEach((term, index) => {
    const name = put(lexicon, norm(term.term));
    name.term = index;
    if (term.ruleWord) stand(name, norm(term.ruleWord), 0.8);
    for (const [raw, weight, direction] of term.aliases) {
      const alias = put(lexicon, norm(raw));
      if (alias.term < 0 && weight >= EQUAL && direction !== 'f') alias.term = index;
      if (direction !== 'f') stand(alias, name.word, weight);
      if (direction !== 't') stand(name, alias.word, weight);
    }
    for (const typo of term.typos ?? []) lexicon.typos.set(norm(typo), name.word);
  });
}

/** Words whose importance an editor has set; in several groups the highest holds. */
const graded = new WeakSet<Entry>();

function addWords(lexicon: Lexicon, core: SearchCore, norm: (text: string) => string): void {
  const { words } = core;
  for (const group of words.same) {
    const members = group.words.map(norm);
    for (const word of members) {
      const entry = put(lexicon, word);
      entry.importance = graded.has(entry) ? Math.max(entry.importance, group.importance) : group.importance;
      graded.add(entry);
      for (const other of members) stand(entry, other, group.weight);
    }
  }
  for (const lead of words.leads)
    for (const say of lead.say)
      for (const mean of lead.mean) {
        stand(put(lexicon, norm(say)), norm(mean), lead.weight);
        put(lexicon, norm(mean));
      }
  for (const targets of Object.values(words.english)) for (const target of targets) put(lexicon, norm(target));
  for (const platform of words.platforms)
    for (const word of platform.words) {
      const entry = put(lexicon, norm(word));
      entry.platform = platform.id;
      entry.importance = NARROWING;
      stand(entry, norm(platform.name), 1);
    }
  // Another name of a platform names the platform, wherever an editor wrote it down.
  for (const entry of lexicon.entries.values()) {
    if (entry.platform) continue;
    for (const [to, weight] of entry.expansions) {
      const platform = weight >= EQUAL ? lexicon.entries.get(to)?.platform : null;
      if (platform) [entry.platform, entry.importance] = [platform, NARROWING];
    }
  }
  for (const filler of words.fillers) {
    const entry = put(lexicon, norm(filler));
    if (entry.expansions.size === 0 && entry.term < 0) entry.filler = true;
  }
}

function index(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** Builds the lexicon from what the build wrote; about 1,500 words. */
export function buildLexicon(core: SearchCore): Lexicon {
  const t2s = readT2s(core.t2s);
  const norm = (text: string) => normalise(text, t2s);
  const lexicon: Lexicon = {
    entries: new Map(),
    t2s,
    sounds: readSounds(core.sounds),
    readings: core.readings,
    bySound: new Map(),
    byInitials: new Map(),
    typos: new Map(),
    known: new Set(),
    lookalikes: new Map(),
    longest: 1,
    terms: core.terms,
  };
  const plain = [...core.plain];
  for (let i = 0; i + 1 < plain.length; i += 2) lexicon.known.add(`${plain[i]}${plain[i + 1]}`);
  addTerms(lexicon, core.terms, norm);
  addWords(lexicon, core, norm);
  for (const family of core.words.lookalikes) for (const char of family) lexicon.lookalikes.set(char, family[0] as string);
  for (const entry of lexicon.entries.values()) {
    if (!/^[㐀-鿿]+$/u.test(entry.word)) continue;
    const sound = soundsOf(entry.word, lexicon);
    if (!sound) continue;
    index(lexicon.bySound, sound.join(''), entry);
    if (sound.length > 1) index(lexicon.byInitials, sound.map((s) => s[0]).join(''), entry);
  }
  return lexicon;
}

/** Teaches the lexicon which neighbouring characters the site itself writes, so that they are not taken for typos. */
export function teachKnown(lexicon: Lexicon, lines: Iterable<string>): void {
  for (const line of lines) {
    const chars = [...line];
    for (let i = 0; i + 1 < chars.length; i += 1) lexicon.known.add(`${chars[i]}${chars[i + 1]}`);
  }
}
