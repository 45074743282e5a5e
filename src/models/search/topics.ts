import { runs } from './normalise.ts';

/** What the build learnt from the editors' example questions (content/search/asks): which pieces of a question speak for which topic. */
export interface TopicModel {
  /** Topic ids, in the order of their letters */
  topics: string[];
  /** Piece by piece: the piece, a tab, then for each topic it speaks for its letter and how strongly, a letter too */
  pieces: string;
}

/** A topic a question is about, with how sure the model is (0–1). */
export interface Recognised {
  topic: string;
  sure: number;
}

/** A model made ready for use. */
export interface TopicReader {
  topics: readonly string[];
  pieces: ReadonlyMap<string, readonly (readonly [topic: number, weight: number])[]>;
}

const HAN = /[㐀-鿿]/u;
/** First letter of topics and weights in {@link TopicModel.pieces}; every later code point is printable. */
const ZERO = 48;
/** Weights are written in steps of this size. */
export const STEP = 0.5;
/** Weights of so few steps are left out: most are noise, and together they would be the larger part of the model. */
export const FAINT = 3;

/** Pieces of a normalised text: Chinese characters and neighbouring pairs, words and numbers in other letters. Each once. */
export function pieces(text: string): string[] {
  const found = new Set<string>();
  for (const run of runs(text)) {
    for (const [part] of run.matchAll(/[㐀-鿿]+|[a-z]+|[0-9]+(?:\.[0-9]+)?|./gu)) {
      if (!HAN.test(part)) {
        found.add(part);
        continue;
      }
      const chars = [...part];
      chars.forEach((char, i) => {
        found.add(char);
        if (i > 0) found.add(`${chars[i - 1]}${char}`);
      });
    }
  }
  return [...found];
}

/** Writes learnt weights; faint ones are left out. */
export function writeTopicModel(
  topics: readonly string[],
  weights: ReadonlyMap<string, readonly number[]>,
  faint = FAINT,
): TopicModel {
  const lines: string[] = [];
  for (const [piece, row] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const told = row.flatMap((weight, t) => {
      const step = Math.round(weight / STEP);
      return Math.abs(step) <= faint ? [] : [String.fromCharCode(ZERO + t, ZERO + 40 + Math.max(-40, Math.min(40, step)))];
    });
    if (told.length > 0) lines.push(`${piece}\t${told.join('')}`);
  }
  return { topics: [...topics], pieces: lines.join('\n') };
}

export function readTopicModel(model: TopicModel): TopicReader {
  const read = new Map<string, [number, number][]>();
  for (const line of model.pieces.split('\n')) {
    const tab = line.indexOf('\t');
    const told: [number, number][] = [];
    for (let i = tab + 1; i + 1 < line.length; i += 2)
      told.push([line.charCodeAt(i) - ZERO, (line.charCodeAt(i + 1) - ZERO - 40) * STEP]);
    read.set(line.slice(0, tab), told);
  }
  return { topics: model.topics, pieces: read };
}

/** What a text is about, the surest topic first. A text with no known piece is about nothing. */
export function recognise(reader: TopicReader, text: string): Recognised[] {
  const found = pieces(text);
  const known = found.flatMap((p) => reader.pieces.get(p) ?? []);
  if (known.length === 0) return [];
  const sums = new Float64Array(reader.topics.length);
  for (const [topic, weight] of known) sums[topic] = (sums[topic] ?? 0) + weight;
  const scale = 1 / Math.sqrt(found.length);
  const exps = [...sums].map((s) => Math.exp(s * scale));
  const total = exps.reduce((a, b) => a + b, 0);
  return reader.topics.map((topic, i) => ({ topic, sure: (exps[i] ?? 0) / total })).sort((a, b) => b.sure - a.sure);
}
