import type { ToolPlatform } from '../../schemas/common.ts';
import type { NoticeWords } from '../../schemas/notice.ts';
import { spanOf, type NoticeText } from './text.ts';
import type { Found } from './reading.ts';
import { findAll, type Hit } from './words.ts';

/**
 * Which marketplace the notice is from. A marketplace that is named beats words that are only typical;
 * where two are named equally, none is chosen and both are handed back.
 */
export function readPlatform(
  n: NoticeText,
  words: NoticeWords,
): { platform: Found<ToolPlatform> | null; candidates: Found<ToolPlatform>[] } {
  for (const level of ['strong', 'weak'] as const) {
    const rows = words.platforms
      .map((p) => ({ platform: p.platform, hits: distinct(findAll(n.text, p[level] ?? NONE)) }))
      .filter((row) => row.hits.length > 0)
      .sort((a, b) => b.hits.length - a.hits.length);
    const [first, second] = rows;
    if (!first) continue;
    const found = (row: (typeof rows)[number]): Found<ToolPlatform> => {
      const hit = row.hits[0]!;
      return { value: row.platform, span: spanOf(n, hit.start, hit.end) };
    };
    const best = first.hits.length;
    if (second && second.hits.length === best) {
      // A signature or sender in brackets (【淘宝网】) settles it.
      const signed = rows.filter((row) =>
        row.hits.some((hit) => /[【[]\s{0,2}$/.test(n.text.slice(Math.max(0, hit.start - 3), hit.start))),
      );
      if (signed.length === 1) return { platform: found(signed[0]!), candidates: [] };
      return { platform: null, candidates: rows.filter((row) => row.hits.length === best).map(found) };
    }
    return { platform: found(first), candidates: [] };
  }
  return { platform: null, candidates: [] };
}

const NONE: readonly string[] = [];

function distinct(hits: readonly Hit[]): Hit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => !seen.has(hit.word) && seen.add(hit.word));
}
