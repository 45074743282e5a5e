import type { Entry, Lexicon } from './lexicon.ts';
import { blur, soundsOf } from './sounds.ts';

/** A word that a stretch of the query may have meant, and how sure that is (0–1). */
export interface Mending {
  entry: Entry;
  /** What the choice costs against an exact word; lower is surer */
  cost: number;
}

/** Shorter words have too many neighbours one edit away. */
const LONG = 4;

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

/** Long words with one character open (by a question mark), left out, or two neighbours swapped. */
function editIndex(lexicon: Lexicon): Map<string, Entry> {
  let index = gaps.get(lexicon);
  if (index) return index;
  index = new Map();
  for (const entry of lexicon.entries.values()) {
    const chars = [...entry.word];
    if (entry.filler || chars.length < LONG - 1 || !/^[㐀-鿿]+$/u.test(entry.word)) continue;
    for (let i = 0; i < chars.length; i += 1) {
      const [before, after] = [chars.slice(0, i), chars.slice(i + 1)];
      // Two swapped neighbours are telling even in a short word; an open or missing character is not.
      const keys =
        chars.length < LONG
          ? []
          : [
              [...before, '?', ...after],
              [...before, ...after],
            ];
      if (i > 0) keys.push([...chars.slice(0, i - 1), chars[i] as string, chars[i - 1] as string, ...after]);
      for (const key of keys.map((k) => k.join(''))) if (!index.has(key)) index.set(key, entry);
    }
  }
  gaps.set(lexicon, index);
  return index;
}

/** A particle or pronoun that differs is not a slip of the finger: 被判吗 is not 被判了. */
function plausible(chars: readonly string[], entry: Entry, lexicon: Lexicon): boolean {
  const target = [...entry.word];
  return target.length !== chars.length || chars.every((c, i) => c === target[i] || lexicon.entries.get(c)?.filler !== true);
}

/** Whether a known word of content stands in the stretch, so that the rest belongs to something else. */
function holdsWord(chars: readonly string[], lexicon: Lexicon): boolean {
  for (let i = 0; i < chars.length - 1; i += 1)
    for (let n = 2; n <= chars.length - i && n < chars.length; n += 1) {
      const entry = lexicon.entries.get(chars.slice(i, i + n).join(''));
      if (entry) return true;
    }
  return false;
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
  const offer = (entry: Entry | null | undefined, cost: number): Mending | null =>
    entry && plausible(chars, entry, lexicon) ? { entry, cost } : null;
  const sound = soundsOf(stretch, lexicon);
  const same = sound && offer(best(lexicon.bySound.get(sound.join('')) ?? [], chars.length), 0.6);
  if (same) return same;
  const alike = offer(shapeIndex(lexicon).get(shape(stretch, lexicon)), 0.7);
  if (alike) return alike;
  const near = sound && offer(best(blurIndex(lexicon).get(sound.map(blur).join(' ')) ?? [], chars.length), 0.9);
  if (near) return near;
  if (chars.length < LONG - 1 || holdsWord(chars, lexicon)) return null;
  const edits = editIndex(lexicon);
  const edited = offer(edits.get(stretch), 1.3);
  if (edited) return edited;
  for (let i = 0; i < chars.length; i += 1) {
    const found = offer(edits.get([...chars.slice(0, i), '?', ...chars.slice(i + 1)].join('')), 1.1);
    if (found) return found;
  }
  return null;
}
