import { TOOL_PLATFORMS } from '../../schemas/names.ts';
import type { Understanding } from './types.ts';

const PLATFORMS: readonly string[] = TOOL_PLATFORMS;
const KINDS: [RegExp, string][] = [
  [/公示|罚单|行政处罚/, 'admin-record'],
  [/降权|限流|屏蔽/, 'demotion'],
  [/小黑屋|节点/, 'node'],
  [/活动|直通车|报名/, 'marketing-ban'],
  [/严重违规|b类/, 'points-serious'],
];

/** Dates written in full; a date without a year is not guessed. */
function dates(text: string): string[] {
  const found: string[] = [];
  for (const m of text.matchAll(/(20\d{2})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})/g)) {
    const [month, day] = [Number(m[2]), Number(m[3])];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
      found.push(`${m[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  }
  return found.slice(0, 4);
}

/** What the clearing-date tool can be given from the query, as query parameters (design §6); null when that is too little. */
export function prefill(query: Understanding): Record<string, string[]> | null {
  const platform = query.platforms.find((p) => PLATFORMS.includes(p));
  const points = /(?<!\d)(\d{1,3})(?:分|fen|points?)/.exec(query.text.replace(/ /g, ''))?.[1];
  const days = dates(query.text);
  const kind = KINDS.find(([words]) => words.test(query.text))?.[1] ?? 'points-general';
  if (!points && days.length === 0 && !(platform && /清零|清除|多久|什么时候|啥时|几时|哪天|过期|归零|降权/.test(query.text)))
    return null;
  if (!platform && days.length === 0 && !points) return null;
  return {
    ...(platform ? { platform: [platform] } : {}),
    kind: [kind],
    ...(points && kind.startsWith('points') ? { points: [points] } : {}),
    ...(days.length > 0 ? { date: days } : {}),
  };
}
