import { compact } from './normalise.ts';

/** Characters of the longest piece in the full-text index. */
export const GRAM = 4;

/** Every piece of up to {@link GRAM} characters that starts somewhere in the normalised text. */
export function grams(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of compact(text)) {
    const chars = [...run];
    for (let i = 0; i < chars.length; i += 1) found.add(chars.slice(i, i + GRAM).join(''));
  }
  return found;
}

/** Which full-text chunk holds the pieces that start like `text`. */
export function shardOf(text: string, shards: number): number {
  const code = text.codePointAt(0) ?? 0;
  return (Math.imul(code, 2654435761) >>> 8) % shards;
}

/** A full-text chunk: one line per piece, sorted; after a tab the section numbers as differences in base 36. */
export function writeShard(postings: ReadonlyMap<string, readonly number[]>): string {
  return [...postings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([gram, sections]) => `${gram}\t${sections.map((s, i) => (s - (sections[i - 1] ?? 0)).toString(36)).join(' ')}`)
    .join('\n');
}

/**
 * Sections that contain `word` literally. A word longer than {@link GRAM} is looked up by its beginning, so that a section
 * with only the beginning may slip in; none that contains it is lost.
 */
export function lookUp(shard: string, word: string): number[] {
  const key = [...word].slice(0, GRAM).join('');
  const found = new Set<number>();
  let at = shard.startsWith(key) ? 0 : shard.indexOf(`\n${key}`) + 1;
  if (at === 0 && !shard.startsWith(key)) return [];
  while (shard.startsWith(key, at)) {
    const end = shard.indexOf('\n', at);
    const line = end < 0 ? shard.slice(at) : shard.slice(at, end);
    let section = 0;
    for (const step of line.slice(line.indexOf('\t') + 1).split(' ')) found.add((section += parseInt(step, 36)));
    if (end < 0) break;
    at = end + 1;
  }
  return [...found].sort((a, b) => a - b);
}
