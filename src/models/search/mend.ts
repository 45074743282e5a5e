import type { Entry, Lexicon } from './lexicon.ts';
import { blur, soundsOf } from './sounds.ts';

/** A word that a stretch of the query may have meant, and how sure that is (0–1). */
export interface Mending {
  entry: Entry;
  /** What the choice costs against an exact word; lower is surer */
  cost: number;
}

const blurred = new WeakMap<Lexicon, Map<string, Entry[]>>();

function blurIndex(lexicon: Lexicon): Map<string, Entry[]> {
  let index = blurred.get(lexicon);
  if (!index) {
    index = new Map();
    for (const entries of lexicon.bySound.values())
      for (const entry of entries) {
        const key = (soundsOf(entry.word, lexicon) ?? []).map(blur).join(' ');
        const list = index.get(key);
        if (list) list.push(entry);
        else index.set(key, [entry]);
      }
    blurred.set(lexicon, index);
  }
  return index;
}

/** Editors mark the frequent words; of several candidates the one that carries more content wins, then the first. */
function best(entries: readonly Entry[], length: number): Entry | null {
  let found: Entry | null = null;
  for (const entry of entries) {
    if (entry.filler || [...entry.word].length !== length) continue;
    if (!found || entry.importance > found.importance) found = entry;
  }
  return found;
}

function shape(word: string, lexicon: Lexicon): string {
  let out = '';
  for (const char of word) out += lexicon.lookalikes.get(char) ?? char;
  return out;
}

const shapes = new WeakMap<Lexicon, Map<string, Entry>>();
const gaps = new WeakMap<Lexicon, Map<string, Entry>>();

function shapeIndex(lexicon: Lexicon): Map<string, Entry> {
  let index = shapes.get(lexicon);
  if (!index) {
    index = new Map();
    for (const entry of lexicon.entries.values()) {
      const key = shape(entry.word, lexicon);
      if (!entry.filler && key.length > 1 && !index.has(key)) index.set(key, entry);
    }
    shapes.set(lexicon, index);
  }
  return index;
}

/** Words of three characters and more, each with one character left open. */
function gapIndex(lexicon: Lexicon): Map<string, Entry> {
  let index = gaps.get(lexicon);
  if (!index) {
    index = new Map();
    for (const entry of lexicon.entries.values()) {
      const chars = [...entry.word];
      if (entry.filler || chars.length < 3 || !/^[㐀-鿿]+$/u.test(entry.word)) continue;
      chars.forEach((_, i) => {
        const key = [...chars.slice(0, i), '?', ...chars.slice(i + 1)].join('');
        if (!index?.has(key)) index?.set(key, entry);
      });
    }
    gaps.set(lexicon, index);
  }
  return index;
}

/** Whether what stands beside the odd character is a question word, so that the odd one belongs to something else. */
function rest(chars: readonly string[], odd: number, lexicon: Lexicon): boolean {
  const filler = (part: readonly string[]) => part.length > 1 && lexicon.entries.get(part.join(''))?.filler === true;
  return filler(chars.slice(0, odd)) || filler(chars.slice(odd + 1));
}

/**
 * What a stretch of Chinese may have meant: a word an editor marked as misspelt that way, one that sounds the same, one that
 * looks alike, one that differs in a single character. Null when nothing is near. The caller takes it only where exact words
 * explain the query worse.
 */
export function mend(stretch: string, lexicon: Lexicon): Mending | null {
  const written = lexicon.typos.get(stretch);
  const fixed = written ? lexicon.entries.get(written) : undefined;
  if (fixed) return { entry: fixed, cost: 0.1 };
  const chars = [...stretch];
  if (chars.length < 2 || lexicon.entries.has(stretch)) return null;
  const sound = soundsOf(stretch, lexicon);
  if (sound) {
    const same = best(lexicon.bySound.get(sound.join('')) ?? [], chars.length);
    if (same) return { entry: same, cost: 0.6 };
  }
  const alike = shapeIndex(lexicon).get(shape(stretch, lexicon));
  if (alike) return { entry: alike, cost: 0.7 };
  if (sound) {
    const near = best(blurIndex(lexicon).get(sound.map(blur).join(' ')) ?? [], chars.length);
    if (near) return { entry: near, cost: 0.9 };
  }
  if (chars.length >= 3)
    for (let i = 0; i < chars.length; i += 1) {
      const entry = gapIndex(lexicon).get([...chars.slice(0, i), '?', ...chars.slice(i + 1)].join(''));
      // Three characters that share two are often simply another word: only where nothing else explains any of them.
      if (entry && !rest(chars, i, lexicon)) return { entry, cost: chars.length >= 4 ? 1.1 : 2 };
    }
  return null;
}
