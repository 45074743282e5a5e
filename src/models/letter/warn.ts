import type { LetterWarning } from '../../schemas/letter.ts';
import { detect, type Span } from './detectors.ts';

/** A place in one section that hurts the letter. */
export interface Found {
  readonly warning: string;
  readonly section: string;
  /** First UTF-16 unit. */
  readonly start: number;
  /** One past the last UTF-16 unit. */
  readonly end: number;
  /** The words themselves, for showing beside the field; never for a receipt. */
  readonly words: string;
}

const compiled = new WeakMap<LetterWarning, RegExp[]>();

function patternsOf(warning: LetterWarning): RegExp[] {
  let patterns = compiled.get(warning);
  if (!patterns) {
    patterns = warning.patterns.map((source) => new RegExp(source, 'giu'));
    compiled.set(warning, patterns);
  }
  return patterns;
}

/** Spans of one warning in one text: in order, overlapping ones joined. */
export function spansOf(warning: LetterWarning, text: string): Span[] {
  const spans: Span[] = warning.detector ? detect(warning.detector, text) : [];
  for (const pattern of patternsOf(warning)) {
    for (const m of text.matchAll(pattern)) if (m[0].length > 0) spans.push([m.index, m.index + m[0].length]);
  }
  spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = joined.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Every warning in every section, in reading order. `sections` gives the order and the texts. */
export function findWarnings(
  warnings: readonly LetterWarning[],
  sections: readonly { readonly id: string; readonly text: string }[],
): Found[] {
  return sections.flatMap(({ id, text }) =>
    warnings
      .flatMap((warning) =>
        spansOf(warning, text).map(([start, end]): Found => ({
          warning: warning.id,
          section: id,
          start,
          end,
          words: text.slice(start, end),
        })),
      )
      .sort((a, b) => a.start - b.start || a.end - b.end),
  );
}
