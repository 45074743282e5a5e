import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FactBook } from '../../facts/assemble.ts';
import { factBookFromDisk } from '../../facts/from-disk.ts';
import { datedRecords, parseLimits } from '../../facts/upkeep.ts';
import type { Day } from '../../models/calendar/day.ts';
import { ageAll, type Aged } from '../../models/staleness/staleness.ts';
import { pagesByRecord } from './pages.ts';

/** Every record under `contentDir` with its age on `today`, those that need a check first. */
export function agedRecords(contentDir: string, today: Day, book: FactBook = factBookFromDisk(contentDir)): Aged[] {
  const limits = parseLimits(readFileSync(join(contentDir, 'upkeep.yaml'), 'utf8'));
  return ageAll([...datedRecords(book).values()], limits, pagesByRecord(contentDir, book), today);
}

/**
 * What a build on a day must say about records beyond their hard limit; null when there are none.
 */
export function hardLimitMessage(aged: readonly Aged[]): string | null {
  const beyond = aged.filter((a) => a.freshness === 'beyond');
  if (beyond.length === 0) return null;
  return [
    `有 ${beyond.length} 条记录超过硬期限没有核对（期限见 src/content/upkeep.yaml）。`,
    ...beyond.map((a) => `${a.id} 核对于 ${a.checkedOn}，已 ${a.age} 天`),
    '请对照来源核对，改 checkedOn；核对不了的，把这条改成尚无定论。名单：npm run stale',
  ].join('\n');
}
