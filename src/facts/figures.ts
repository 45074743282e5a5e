import type { Figure } from '../schemas/common.ts';
import type { FigureRef } from '../schemas/clock.ts';
import type { FactBook } from './assemble.ts';

/** The figures of a rule fact's current version, or of a law. */
export function figuresOf(book: FactBook, id: string): Record<string, Figure> {
  const rule = book.rules.get(id);
  if (rule) return rule.values.at(-1)?.figures ?? {};
  return book.laws.get(id)?.figures ?? {};
}

/**
 * Looks up a figure in any dated version of a fact, newest first. `figure` may end in `.N` to pick one of a list.
 * @throws Error naming the fact and key when there is none
 */
export function resolveNumber(book: FactBook, ref: FigureRef): number {
  const [key = '', index] = ref.figure.split('.');
  const rule = book.rules.get(ref.fact);
  const sets = rule ? [...rule.values].reverse().map((v) => v.figures ?? {}) : [figuresOf(book, ref.fact)];
  for (const figures of sets) {
    const value = figures[key]?.value;
    const picked = Array.isArray(value) ? value[Number(index ?? NaN)] : index === undefined ? value : undefined;
    if (typeof picked === 'number') return picked;
  }
  throw new Error(`${ref.fact} has no number at figure ${ref.figure}`);
}
