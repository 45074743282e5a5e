import { parse } from 'yaml';

import type { DatedLength, TriageData } from '../models/triage/types.ts';
import { triageFlow, type TriageFlow } from '../schemas/flow.ts';
import { noticeWords } from '../schemas/notice.ts';
import type { FactBook } from './assemble.ts';
import { factCards, WIDGET_SOURCES, type FactCard } from './slices.ts';

export type TriageSlice = Omit<TriageData, 'facts'> & { facts: Record<string, FactCard & { platform: string | null }> };

/**
 * The part of the records notice-triage needs.
 * @param flowText YAML of src/content/flows/notice-triage.yaml
 * @param wordsText YAML of src/content/flows/notice-words.yaml
 * @throws when a text does not fit its schema, a fact id is unknown or a length is not a number
 */
export function triageSlice(book: FactBook, flowText: string, wordsText: string): TriageSlice {
  const flow = triageFlow.parse(parse(flowText));
  const refs = [
    ...flow.windows.flatMap((w) => (w.length ? [w.length] : [])),
    ...flow.plan.flatMap((p) => (p.due ? [p.due.length] : [])),
  ];
  return {
    flow,
    words: noticeWords.parse(parse(wordsText)),
    lengths: Object.fromEntries(refs.map((ref) => [`${ref.fact}.${ref.figure}`, datedLengths(book, ref)])),
    calendars: [...book.calendars.values()],
    dutiesFrom: book.laws.get(flow.duties.law)?.from ?? null,
    facts: Object.fromEntries(
      Object.entries(factCards(book, flowFactIds(flow), WIDGET_SOURCES)).map(([id, card]) => [
        id,
        { ...card, platform: platformOf(book, id) },
      ]),
    ),
  };
}

/** Every fact or law id the flow cites. */
export function flowFactIds(flow: TriageFlow): string[] {
  return [
    ...new Set([
      ...flow.questions.flatMap((q) => q.options.flatMap((o) => o.facts)),
      ...flow.windows.flatMap((w) => w.facts),
      ...flow.plan.flatMap((p) => p.facts),
      ...flow.alarms.flatMap((a) => a.facts),
      flow.duties.law,
    ]),
  ];
}

function platformOf(book: FactBook, id: string): string | null {
  const platform = book.rules.get(id)?.platform ?? null;
  return platform === 'cross-platform' ? null : platform;
}

/** The figure of every version of a fact, with the span it holds. */
function datedLengths(book: FactBook, ref: { fact: string; figure: string }): DatedLength[] {
  const lengths = (book.rules.get(ref.fact)?.values ?? []).flatMap((v) => {
    const value = v.figures?.[ref.figure]?.value;
    return typeof value === 'number' ? [{ from: v.from, until: v.until, value }] : [];
  });
  if (lengths.length === 0) throw new Error(`${ref.fact} has no number at figure ${ref.figure}`);
  return lengths;
}
