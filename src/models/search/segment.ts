import type { Entry, Lexicon } from './lexicon.ts';
import { mend } from './mend.ts';

/** A stretch of the query with the word it was read as; `entry` is null for what the lexicon does not know. */
export interface Piece {
  text: string;
  entry: Entry | null;
  /** true when `entry` is not what was typed */
  mended: boolean;
}

const UNKNOWN = 1.6;
/** Characters the site itself writes side by side are cheaper than unknown ones, so they are not mended away. */
const KNOWN_PAIR = 2;
const LONGEST_MENDED = 6;

const NUMBER = /^\d+(?:\.\d+)?(?:个月|小时|万元|[分天日年月万元笔单%级次])?/u;

/** A number with its unit, as a word of its own. */
function numberAt(chars: readonly string[], i: number): Entry | null {
  if (!/\d/.test(chars[i] ?? '') || /\d/.test(chars[i - 1] ?? '')) return null;
  const word = NUMBER.exec(chars.slice(i, i + 12).join(''))?.[0];
  return word ? { word, importance: 0.8, filler: false, platform: null, term: -1, expansions: new Map() } : null;
}

/** Whether the site itself writes every pair of the stretch: then it is a word of its own, not a slip. */
function ordinary(chars: readonly string[], from: number, length: number, lexicon: Lexicon): boolean {
  for (let i = from; i < from + length - 1; i += 1) if (!lexicon.known.has(`${chars[i]}${chars[i + 1]}`)) return false;
  return true;
}

interface Step {
  cost: number;
  from: number;
  piece: Piece;
}

/**
 * Cuts a run of Chinese and digits into the words that explain it best: few long known words, unknown characters only
 * where nothing else fits, and mended words only where they explain more than the exact ones.
 */
export function segment(run: string, lexicon: Lexicon, mending = true): Piece[] {
  const chars = [...run];
  const steps: (Step | null)[] = Array.from({ length: chars.length + 1 }, () => null);
  const costAt = (i: number) => (i === 0 ? 0 : (steps[i]?.cost ?? Infinity));
  const offer = (from: number, to: number, cost: number, piece: Piece) => {
    const total = costAt(from) + cost;
    if (total < costAt(to)) steps[to] = { cost: total, from, piece };
  };
  for (let i = 0; i < chars.length; i += 1) {
    offer(i, i + 1, UNKNOWN, { text: chars[i] as string, entry: null, mended: false });
    const number = numberAt(chars, i);
    if (number) offer(i, i + [...number.word].length, 1.1, { text: number.word, entry: number, mended: false });
    const longest = Math.min(lexicon.longest, chars.length - i);
    for (let n = 1; n <= longest; n += 1) {
      const text = chars.slice(i, i + n).join('');
      const entry = lexicon.entries.get(text);
      // Slightly cheaper with length, so that of two equal cuts the one with the longer word wins.
      if (entry) offer(i, i + n, (entry.filler ? 1.05 : 1) - n * 0.01, { text, entry, mended: false });
      else if (n === 2 && lexicon.known.has(text)) offer(i, i + 2, KNOWN_PAIR, { text, entry: null, mended: false });
      if (mending && !entry && n >= 2 && n <= LONGEST_MENDED && !ordinary(chars, i, n, lexicon)) {
        const other = mend(text, lexicon);
        if (other) offer(i, i + n, 1 + other.cost + (n === 2 ? 0.3 : 0), { text, entry: other.entry, mended: true });
      }
    }
  }
  const pieces: Piece[] = [];
  for (let i = chars.length; i > 0;) {
    const step = steps[i];
    if (!step) break;
    pieces.unshift(step.piece);
    i = step.from;
  }
  return joinUnknown(pieces);
}

/** Neighbouring unknown characters become one piece. */
function joinUnknown(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last && !last.entry && !piece.entry) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}
