import type { SourceCard } from '../../../facts/slices.ts';
import { find } from './dom.ts';

/** Where the shared cards stand in the JSON; no record has a field of this name. */
const SHARED = 'sharedSources';

/**
 * The records of a widget as JSON for its page. Many facts rest on the same few sources, so every list `sources` of cards is written
 * as `{ cards: [ids] }` and each card once; a card that stands under its own id does not repeat it. Undone by `parseRecords`.
 */
export function recordsJson(records: object): string {
  const cards: Record<string, SourceCard> = {};
  const slim: unknown = JSON.parse(
    JSON.stringify(records, (key, value: unknown) => {
      // Some records (calendars) name sources by id already.
      if (key !== 'sources' || !Array.isArray(value) || !value.every(isCard)) return value;
      for (const card of value) cards[card.id] = card;
      return { cards: value.map((card) => card.id) };
    }),
  );
  return (
    JSON.stringify({ ...(slim as object), [SHARED]: cards }, (key, value: unknown) =>
      isCard(value) && value.id === key ? { ...value, id: undefined } : value,
    )
      // `<` would let a text end the script element.
      .replaceAll('<', '\\u003c')
  );
}

/** The records as they were before `recordsJson`. Throws when the text is no JSON or a card is missing. */
export function parseRecords<T>(text: string): T {
  const { [SHARED]: cards, ...slim } = JSON.parse(text, (key, value: unknown) =>
    isCard(value) ? { ...value, id: value.id ?? key } : value,
  ) as Record<string, unknown> & { [SHARED]: Record<string, SourceCard> };
  const restore = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) => [
        key,
        key === 'sources' && isShared(inner) ? inner.cards.map((id) => cardOf(cards, id)) : restore(inner),
      ]),
    );
  };
  return restore(slim) as T;
}

const isCard = (value: unknown): value is SourceCard => typeof value === 'object' && value !== null && 'publisher' in value;
const isShared = (value: unknown): value is { cards: string[] } =>
  typeof value === 'object' && value !== null && 'cards' in value;

function cardOf(cards: Record<string, SourceCard>, id: string): SourceCard {
  const card = cards[id];
  if (!card) throw new Error(`The page's records lack source ${id}`);
  return card;
}

/** Reads the records an Astro parent wrote into the page with `recordsJson`. */
export const readRecords = <T>(root: ParentNode): T =>
  parseRecords<T>(find<HTMLScriptElement>(root, 'script[data-records]').textContent ?? '');
