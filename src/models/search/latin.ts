import type { SearchWords } from '../../schemas/search-words.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { soundsOf } from './sounds.ts';

/** A stretch of Latin letters and the word it was read as. */
export interface LatinPiece {
  text: string;
  entry: Entry | null;
  /** How surely: 1 spelled out, less with initials or cut short */
  weight: number;
}

const LONGEST_SYLLABLE = 6;
const LONGEST_READING = 26;
const cut = new WeakMap<Lexicon, Map<string, Entry[]>>();

/** Readings with some syllables shortened to their initial: xujiajy, xjjiaoyi, xjjy. */
function shortened(lexicon: Lexicon): Map<string, Entry[]> {
  let index = cut.get(lexicon);
  if (index) return index;
  index = new Map();
  for (const entries of lexicon.bySound.values())
    for (const entry of entries) {
      const sound = soundsOf(entry.word, lexicon) ?? [];
      if (sound.length < 2 || entry.filler) continue;
      for (let k = 1; k < sound.length; k += 1)
        for (const key of [
          [...sound.slice(0, k), ...sound.slice(k).map((s) => s[0])].join(''),
          [...sound.slice(0, k).map((s) => s[0]), ...sound.slice(k)].join(''),
        ]) {
          const list = index.get(key);
          if (!list) index.set(key, [entry]);
          else if (!list.includes(entry)) list.push(entry);
        }
    }
  cut.set(lexicon, index);
  return index;
}

function choose(entries: readonly Entry[] | undefined): Entry | null {
  let found: Entry | null = null;
  for (const entry of entries ?? [])
    if (!found || (found.filler && !entry.filler) || (found.filler === entry.filler && entry.importance > found.importance))
      found = entry;
  return found;
}

interface Step {
  cost: number;
  from: number;
  piece: LatinPiece;
}

/**
 * Reads letters as pinyin: words spelled out, with initials, or cut short at the end (while typing).
 * Null when more than half of it cannot be read.
 */
export function readPinyin(letters: string, lexicon: Lexicon): LatinPiece[] | null {
  const steps: (Step | null)[] = Array.from({ length: letters.length + 1 }, () => null);
  const costAt = (i: number) => (i === 0 ? 0 : (steps[i]?.cost ?? Infinity));
  const offer = (from: number, to: number, cost: number, piece: LatinPiece) => {
    const total = costAt(from) + cost;
    if (total < costAt(to)) steps[to] = { cost: total, from, piece };
  };
  for (let i = 0; i < letters.length; i += 1) {
    if (costAt(i) === Infinity) continue;
    offer(i, i + 1, 3, { text: letters[i] as string, entry: null, weight: 0 });
    for (let n = 1; n <= Math.min(LONGEST_READING, letters.length - i); n += 1) {
      const part = letters.slice(i, i + n);
      if (n <= LONGEST_SYLLABLE && lexicon.sounds.syllables.has(part))
        offer(i, i + n, 1.4, { text: part, entry: null, weight: 0 });
      const full = choose(lexicon.bySound.get(part));
      if (full) offer(i, i + n, 1 - n * 0.02, { text: part, entry: full, weight: 1 });
      if (full || n < 3) continue;
      const some = choose(shortened(lexicon).get(part));
      if (some) offer(i, i + n, 1.5 - n * 0.02, { text: part, entry: some, weight: 0.8 });
      const initials = n <= 6 ? choose(lexicon.byInitials.get(part)) : null;
      if (initials && !initials.filler) offer(i, i + n, 1.7 - n * 0.05, { text: part, entry: initials, weight: 0.75 });
    }
  }
  const rest = unfinished(letters, steps, lexicon);
  if (rest) offer(rest.from, letters.length, 1.3, rest.piece);
  const pieces: LatinPiece[] = [];
  for (let i = letters.length; i > 0;) {
    const step = steps[i];
    if (!step) return null;
    pieces.unshift(step.piece);
    i = step.from;
  }
  const read = pieces.filter((p) => p.entry).reduce((sum, p) => sum + p.text.length, 0);
  // A reading made of particles alone is chance, not pinyin.
  const content = pieces.some((p) => p.entry && (!p.entry.filler || p.entry.word.length > 1));
  return content && read * 2 >= letters.length ? pieces : null;
}

/** The end of what is being typed: the beginning of a reading, three letters at least. */
function unfinished(
  letters: string,
  steps: readonly (Step | null)[],
  lexicon: Lexicon,
): { from: number; piece: LatinPiece } | null {
  for (let i = 0; i <= letters.length - 3; i += 1) {
    if (i > 0 && !steps[i]) continue;
    const part = letters.slice(i);
    if (lexicon.bySound.has(part)) return null;
    let found: Entry | null = null;
    for (const [key, entries] of lexicon.bySound) if (key.startsWith(part)) found = choose(found ? [found, ...entries] : entries);
    if (found && !found.filler) return { from: i, piece: { text: part, entry: found, weight: 0.7 } };
  }
  return null;
}

function englishOf(phrase: string, english: SearchWords['english']): readonly string[] | null {
  for (const form of [phrase, phrase.replace(/(?:ing|ed|es|s)$/, '')])
    if (Object.hasOwn(english, form)) return english[form] ?? null;
  return null;
}

/** What English words stand for, longest phrase first; `unknown` lists those that are neither content nor filler. */
export function readEnglish(
  tokens: readonly string[],
  words: SearchWords,
): { found: { text: string; targets: readonly string[] }[]; unknown: string[] } {
  const found: { text: string; targets: readonly string[] }[] = [];
  const unknown: string[] = [];
  for (let i = 0; i < tokens.length;) {
    let taken = 0;
    for (let n = Math.min(4, tokens.length - i); n >= 1; n -= 1) {
      const phrase = tokens.slice(i, i + n).join(' ');
      const targets = englishOf(phrase, words.english);
      if (targets) {
        found.push({ text: phrase, targets });
        taken = n;
        break;
      }
    }
    if (taken === 0) {
      const token = tokens[i] as string;
      if (!words.englishFillers.includes(token)) unknown.push(token);
      taken = 1;
    }
    i += taken;
  }
  return { found, unknown };
}
