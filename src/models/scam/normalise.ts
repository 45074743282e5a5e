import { SIMPLIFY } from './simplify.ts';

/** Text reduced to the characters that carry meaning, with the way back to the original. */
export interface Normalised {
  /** Letters, digits and Han characters only: lower case, simplified, half width. */
  text: string;
  /** For each character of `text`: where the character it came from starts in the original. */
  start: Uint32Array;
  /** For each character of `text`: where the character it came from ends in the original. */
  end: Uint32Array;
}

// Latin look-alikes that advertisements use to slip past word filters.
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  к: 'k',
  в: 'b',
  м: 'm',
  т: 't',
  н: 'h',
  і: 'i',
  ѕ: 's',
  ԛ: 'q',
  ѵ: 'v',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ν: 'v',
  χ: 'x',
  ι: 'i',
  κ: 'k',
  τ: 't',
};

const KEPT = /^[\p{L}\p{N}]$/u;
const DIGIT = /^[0-9]$/;

/** A letter read as the digit it imitates, when it stands between two digits (4O0 → 400). */
function digitFor(letter: string): string | null {
  if (letter === 'o') return '0';
  return letter === 'l' || letter === 'i' ? '1' : null;
}

/**
 * Reduce `original` for matching: NFKC character by character, lower case, look-alike letters, traditional to
 * simplified characters, and everything that is neither letter nor digit dropped (spaces, punctuation, emoji,
 * zero-width characters), so that 「消 除·违_规」 reads as 「消除违规」. Linear in the length of the text.
 */
export function normalise(original: string): Normalised {
  const chars: string[] = [];
  const start: number[] = [];
  const end: number[] = [];
  let at = 0;
  for (const point of original) {
    const next = at + point.length;
    for (const piece of point.normalize('NFKC').toLowerCase()) {
      if (!KEPT.test(piece)) continue;
      const plain = LOOKALIKES[piece] ?? SIMPLIFY.get(piece) ?? piece;
      // One UTF-16 unit for one character keeps the index arrays simple; rarer characters match nothing anyway.
      chars.push(plain.length === 1 ? plain : '\uFFFD');
      start.push(at);
      end.push(next);
    }
    at = next;
  }
  for (let i = 1; i + 1 < chars.length; i += 1) {
    const digit = digitFor(chars[i] ?? '');
    if (digit && DIGIT.test(chars[i - 1] ?? '') && DIGIT.test(chars[i + 1] ?? '')) chars[i] = digit;
  }
  return { text: chars.join(''), start: Uint32Array.from(start), end: Uint32Array.from(end) };
}
