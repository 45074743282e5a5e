import type { NoticeElement, NoticeWords } from '../../schemas/notice.ts';
import type { Day } from '../calendar/day.ts';
import { findDates, noticeMoment } from './dates.ts';
import { readDeadlineDate, readLimit } from './deadline.ts';
import { readKind, readStage } from './kind.ts';
import { readDamaged, readNumbers, readOrderCount } from './numbers.ts';
import { readPlatform } from './platform.ts';
import { readNoPoints, readPoints, summed } from './points.ts';
import type { Found, NoticeReading } from './reading.ts';
import { regularise, spanOf, type NoticeText } from './text.ts';
import { findAll, findUnless } from './words.ts';

/**
 * Reads a pasted notice. Total for any string. `today` (Asia/Shanghai) is used only to give a year to
 * dates written without one. What is not written is null or empty, never guessed.
 */
export function readNotice(paste: string, words: NoticeWords, today: Day): NoticeReading {
  const n = regularise(paste);
  const { platform, candidates } = readPlatform(n, words);
  const allPoints = readPoints(n, words);
  const none = readNoPoints(n, words);
  const deducted = summed(n, allPoints, words) ?? allPoints.find((p) => p.value.role === 'deducted' && p.value.points > 0);
  const points = deducted ?? allPoints.find((p) => p.value.role === 'deducted') ?? none ?? allPoints[0] ?? null;
  const dates = findDates(n, words, today);
  const { orders, products } = readNumbers(n, words);
  const damaged = readDamaged(n);
  const kind = readKind(n, words, points, Boolean(none) && !deducted);
  const deadlineDate = readDeadlineDate(n, dates);
  const deadlineLimit = readLimit(n, words);
  return {
    platform,
    platformCandidates: candidates,
    kind,
    stage: readStage(n, words, points),
    points: points && { value: points.value, span: points.span },
    allPoints: allPoints.map(({ value, span }) => ({ value, span })),
    orders,
    orderCount: readOrderCount(n, words),
    products,
    dates: dates.map((d) => ({ value: { ...d.moment, role: d.role }, span: spanOf(n, d.start, d.end) })),
    noticeAt: noticeMoment(n, dates, today, words, (deducted ?? kind)?.span ?? null),
    deadlineDate,
    deadlineLimit,
    elements: {
      // Listed orders are facts the platform goes by, so they count as a reason, legible or not.
      reason: readElement(n, words, 'reason') ?? given(orders[0] ?? damaged[0]),
      basis: readElement(n, words, 'basis'),
      // A time for the seller's answer says that there may be one.
      appeal: readElement(n, words, 'appeal') ?? given(deadlineDate ?? deadlineLimit),
    },
    alarms: [
      ...words.alarms.flatMap((row) =>
        findAll(n.text, row.words)
          .slice(0, 1)
          .map((hit) => ({ value: row.alarm, span: spanOf(n, hit.start, hit.end) })),
      ),
      ...damaged.slice(0, 1).map((d) => ({ value: 'damaged-number' as const, span: d.span })),
    ],
    truncated: n.truncated,
  };
}

const given = (found: Found<unknown> | null | undefined): Found<true> | null =>
  found ? { value: true, span: found.span } : null;

function readElement(n: NoticeText, words: NoticeWords, element: NoticeElement): Found<true> | null {
  const row = words.elements.find((e) => e.element === element);
  const hit = row ? findUnless(n.text, row.words, row.not)[0] : undefined;
  return hit ? { value: true, span: spanOf(n, hit.start, hit.end) } : null;
}
