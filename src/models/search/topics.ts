import { runs } from './normalise.ts';

/** What the build learnt from the editors' example questions (content/search/asks): which pieces of a question speak for which topic. */
export interface TopicModel {
  /** Topic ids, in the order of their letters */
  topics: string[];
  /**
   * The pieces. First line: those that are no Chinese characters, between spaces. Then a line for each first character: it, and every
   * character that follows it in a pair; {@link ALONE} stands for the character by itself.
   */
  pieces: string;
  /** Line by line for each piece in that order: the letters of the topics it speaks for */
  speaksFor: string;
  /** For each of those letters in the same order: how strongly, a letter too. Kept apart because like packs well with like. */
  weights: string;
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
const ALONE = '.';
/** First letter of topics and weights in {@link TopicModel.pieces}; every later code point is printable. */
const ZERO = 48;
/** Weights are written in steps of this size, and so many of them at most to either side. */
export const STEP = 0.5;
const MOST = 40;
/** Weights of so few steps are left out: most are noise, and together they would be the larger part of the model. */
export const FAINT = 2;

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
  learnt: ReadonlyMap<string, readonly number[]>,
  faint = FAINT,
): TopicModel {
  const others: string[] = [];
  const pairs = new Map<string, string[]>();
  const told = new Map<string, [topic: number, step: number][]>();
  for (const [piece, row] of learnt) {
    const loud = row.map((weight, t): [number, number] => [t, Math.round(weight / STEP)]).filter(([, s]) => Math.abs(s) > faint);
    if (loud.length === 0) continue;
    told.set(piece, loud);
    const [head = '', next = ALONE] = piece;
    if (!HAN.test(head)) others.push(piece);
    else pairs.set(head, [...(pairs.get(head) ?? []), next]);
  }
  const lines = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([head, next]) => head + next.sort().join(''));
  const model = { topics: [...topics], pieces: [others.sort().join(' '), ...lines].join('\n'), speaksFor: '', weights: '' };
  const rows = written(model.pieces).map((piece) => told.get(piece) ?? []);
  model.speaksFor = rows.map((row) => row.map(([t]) => String.fromCharCode(ZERO + t)).join('')).join('\n');
  model.weights = rows
    .flat()
    .map(([, step]) => String.fromCharCode(ZERO + MOST + Math.max(-MOST, Math.min(MOST, step))))
    .join('');
  return model;
}

/** The pieces of a model, in their order. */
function written(text: string): string[] {
  const [others = '', ...lines] = text.split('\n');
  return [
    ...others.split(' ').filter(Boolean),
    ...lines.flatMap(([head = '', ...next]) => next.map((char) => (char === ALONE ? head : head + char))),
  ];
}

/** Makes a model ready for use. */
export function readTopicModel(model: TopicModel): TopicReader {
  const read = new Map<string, [number, number][]>();
  const speaksFor = model.speaksFor.split('\n');
  let at = 0;
  written(model.pieces).forEach((piece, n) => {
    const row = [...(speaksFor[n] ?? '')].map((letter): [number, number] => [
      letter.charCodeAt(0) - ZERO,
      (model.weights.charCodeAt(at++) - ZERO - MOST) * STEP,
    ]);
    read.set(piece, row);
  });
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
