import { compact } from './normalise.ts';

/**
 * Characters of every piece in the full-text index. Longer pieces tell words apart better, and cost the build more: on a thousand pages
 * pieces of four take half as long again as pieces of three.
 */
export const GRAM = 3;
/** Fills up the pieces at the end of a run: a letter no page and no query writes, so that a short piece is never the beginning of a longer word. */
const PAD = 'ɋ';
/** Sorts behind every character the site writes. */
const LAST = '\u{2a6df}';

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** The piece of {@link GRAM} characters that starts at every character of the normalised text, each once, in order. */
export function grams(text: string): string[] {
  const found = new Set<string>();
  for (const run of compact(text)) {
    const padded = letters(run) + PAD.repeat(GRAM - 1);
    // Only the rare characters outside the first plane have to be counted one by one.
    const rare = /[\ud800-\udfff]/.test(padded) ? [...padded] : null;
    for (let i = 0; i + GRAM <= (rare ?? padded).length; i += 1)
      found.add(rare ? rare.slice(i, i + GRAM).join('') : padded.slice(i, i + GRAM));
  }
  return [...found];
}

/** How to ask the full-text index for the texts that contain a word literally. */
export interface Lookup {
  /** The pieces that begin with this are the matches; in quotation marks where the piece is the whole of it */
  term: string;
  /** Places in the order of the pieces between here and the last match: a short word's matches may run over several index files */
  also: string[];
}

/** Second characters, evenly spread: so many places of a single character are looked at. */
const SPREAD = Array.from({ length: 21 }, (_, i) => String.fromCodePoint(0x4e00 + i * 0x400));

/** A word longer than {@link GRAM} is looked up by its beginning: a text with only the beginning may slip in, none that contains it is lost. */
export function lookup(word: string): Lookup | null {
  const chars = [...letters(word)].slice(0, GRAM);
  if (chars.length === 0) return null;
  const term = chars.join('');
  if (chars.length === GRAM) return { term: `"${term}"`, also: [] };
  return { term, also: [...(chars.length === 1 ? SPREAD : []), LAST].map((next) => term + next) };
}
