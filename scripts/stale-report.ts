// npm run stale [-- YYYY-MM-DD] : which records are due for a check, by platform and by page, as Markdown on standard output.
import { PLATFORM_WORDS } from '../src/schemas/platform-words.ts';
import { agedRecords } from '../src/integrations/upkeep/aged.ts';
import { isDay } from '../src/models/calendar/day.ts';
import { staleReport } from '../src/models/staleness/report.ts';

const today = process.argv[2] ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
if (!isDay(today)) {
  console.error(`日期要写成 2026-11-23 的样子，收到的是 ${today}`);
  process.exit(2);
}
const aged = agedRecords('src/content', today);
console.log(staleReport(aged, today, PLATFORM_WORDS));
process.exitCode = aged.some((a) => a.freshness === 'beyond') ? 1 : 0;
