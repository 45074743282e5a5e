import { lookup, type Lookup } from './grams.ts';
import type { UnitMap } from './types.ts';

/** One match of the full-text index: its own name for the text, and where in the text the pieces stand. */
export interface TextMatch {
  id: string;
  positions: readonly number[];
}

/** Sections of each unit that contain a word: 0 for the unit itself, then one for each heading. Best match first. */
export interface TextHits {
  word: string;
  units: ReadonlyMap<number, readonly number[]>;
}

/** Translates matches of the full-text index into units and sections. */
export function readUnitMap(map: UnitMap): (word: string, matches: readonly TextMatch[]) => TextHits {
  const units = new Map(map.ids.split(' ').map((id, unit) => [id, unit]));
  return (word, matches) => {
    const found = new Map<number, number[]>();
    for (const { id, positions } of matches) {
      const unit = units.get(id);
      if (unit === undefined) continue;
      const sections = new Set<number>();
      const sizes = map.sizes[unit] ?? [];
      let [section, end] = [0, sizes[0] ?? 0];
      for (const position of [...positions].sort((a, b) => a - b)) {
        while (position >= end && section + 1 < sizes.length) end += sizes[(section += 1)] ?? 0;
        sections.add(section);
      }
      found.set(unit, [...sections]);
    }
    return { word, units: found };
  };
}

/** Hits of the first word that is written anywhere; further words would only add noise. */
export async function firstHits(
  words: readonly string[],
  find: (lookup: Lookup) => Promise<readonly TextMatch[]>,
  read: ReturnType<typeof readUnitMap>,
): Promise<TextHits | null> {
  for (const word of words) {
    const asked = lookup(word);
    const matches = asked ? await find(asked) : [];
    if (matches.length > 0) return read(word, matches);
  }
  return null;
}
