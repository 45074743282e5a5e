import { pieces, writeTopicModel, type TopicModel } from '../../models/search/topics.ts';
import { random } from './random.ts';

/** A text and the topic it asks for. */
export interface Example {
  text: string;
  topic: string;
  /** How much the example counts; 1 = a question an editor wrote */
  weight?: number;
}

const ROUNDS = 6;
/** How fast, and how strongly weights are drawn towards nothing: found by trying on the query sets */
const RATE = 1.2;
const DECAY = 0.005;
/** Topics that are this nearly right already are left alone: most are, after a few rounds. */
const LEAST_ERROR = 1e-4;
/** Pieces that stand in fewer examples tell too little for their size. */
const LEAST = 4;
/** Share of the pieces that an example lacks in each round, others each time, so that broken questions are understood too. */
const DROPPED = 0.2;

/** A piece the model does not know. */
const UNKNOWN = -1;

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/**
 * Learns which pieces of a question speak for which topic: multinomial logistic regression over the pieces, by stochastic gradient
 * with steps that shrink for pieces seen often (AdaGrad).
 * @param examples with their texts normalised
 */
export function learnTopics(examples: readonly Example[], topics: readonly string[], faint?: number): TopicModel {
  const counts = new Map<string, number>();
  const cut = examples.map((e) => ({ ...e, pieces: pieces(e.text) }));
  for (const e of cut) for (const p of e.pieces) counts.set(p, (counts.get(p) ?? 0) + 1);
  const number = new Map([...counts].filter(([, n]) => n >= LEAST).map(([p], i) => [p, i]));
  const [width, height] = [topics.length, number.size];
  // Half the size of ordinary numbers: the learning is bound by memory.
  const weights = new Float32Array(width * height);
  const seen = new Float32Array(width * height);
  const data = cut.map((e) => ({
    topic: topics.indexOf(e.topic),
    weight: e.weight ?? 1,
    pieces: Int32Array.from(e.pieces, (p) => number.get(p) ?? UNKNOWN),
  }));
  if (data.some((d) => d.topic < 0)) throw new Error('例句写了词表里没有的主题。');
  const sums = new Float64Array(width);
  const active = new Int32Array(width);
  // From a fixed seed: the same examples always make the same model.
  const next = random(1);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { topic, weight, pieces: all } of shuffled(data, next)) {
      const kept = all.filter(() => next() >= DROPPED);
      // Those the model does not know count too, as they do when it is read.
      const scale = 1 / Math.sqrt(Math.max(1, kept.length));
      const rows = kept.filter((row) => row !== UNKNOWN);
      sums.fill(0);
      for (const row of rows) for (let t = 0, at = row * width; t < width; t += 1, at += 1) sums[t] = sums[t]! + weights[at]!;
      let top = -Infinity;
      for (let t = 0; t < width; t += 1) top = Math.max(top, sums[t]!);
      let total = 0;
      for (let t = 0; t < width; t += 1) total += sums[t] = Math.exp((sums[t]! - top) * scale);
      // From here on the sums are the errors.
      let count = 0;
      for (let t = 0; t < width; t += 1) {
        sums[t] = ((t === topic ? 1 : 0) - sums[t]! / total) * weight * scale;
        if (Math.abs(sums[t]!) >= LEAST_ERROR) active[count++] = t;
      }
      for (const row of rows)
        for (let n = 0, base = row * width; n < count; n += 1) {
          const t = active[n]!;
          const at = base + t;
          const step = sums[t]! - DECAY * weights[at]!;
          seen[at] = seen[at]! + step * step;
          weights[at] = weights[at]! + (RATE * step) / Math.sqrt(seen[at]! + 1e-6);
        }
    }
  return writeTopicModel(
    topics,
    new Map([...number].map(([piece, row]) => [piece, [...weights.subarray(row * width, (row + 1) * width)]])),
    faint,
  );
}
