import { compose, isDay, type Day } from '../calendar/day.ts';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const FIRST_YEAR = 2003;

/** The calendar day in Asia/Shanghai (UTC+8, no summer time in the years concerned) of a moment in epoch milliseconds. */
export function shanghaiDay(epochMs: number): Day | null {
  if (!Number.isFinite(epochMs)) return null;
  const shifted = new Date(epochMs + SHANGHAI_OFFSET_MS);
  if (Number.isNaN(shifted.getTime())) return null;
  const day = shifted.toISOString().slice(0, 10);
  return isDay(day) ? day : null;
}

// A date may be followed by a time of day, but never by more digits: order and waybill numbers often
// begin like a date, and a wrong date in an index is worse than none.
const SEPARATED = /(?<!\d)(20\d{2})([-_./]|年)(\d{1,2})(?:\2|月)(\d{1,2})(?!\d)/g;
const COMPACT = /(?<!\d)(20\d{2})(\d{2})(\d{2})(?:[-_ T]?\d{6}(?:\d{3})?)?(?!\d)/g;
// Names given by chat applications and cameras carry epoch milliseconds after a known prefix.
const EPOCH = /(?:mmexport|wx_camera_|微信图片_|pt\d{4}_)(1\d{12})(?!\d)/i;

/**
 * The day a file name states, or null. Understands 2026-11-03, 2026_11_3, 2026年11月3日, 20261103,
 * 20261103_101530, and the epoch milliseconds of common chat exports. Days after `latest` are not
 * believed. The first day that exists wins.
 */
export function dayFromFileName(name: string, latest: Day): Day | null {
  const epoch = EPOCH.exec(name);
  if (epoch) return plausible(shanghaiDay(Number(epoch[1])), latest);
  const found: { at: number; day: Day }[] = [];
  for (const m of name.matchAll(SEPARATED)) push(found, m, m[1], m[3], m[4], latest);
  for (const m of name.matchAll(COMPACT)) push(found, m, m[1], m[2], m[3], latest);
  found.sort((a, b) => a.at - b.at);
  return found[0]?.day ?? null;
}

function push(
  found: { at: number; day: Day }[],
  m: RegExpMatchArray,
  y?: string,
  mo?: string,
  d?: string,
  latest: Day = '',
): void {
  const day = plausible(compose(Number(y), Number(mo), Number(d)), latest);
  if (day) found.push({ at: m.index ?? 0, day });
}

function plausible(day: Day | null, latest: Day): Day | null {
  return day && isDay(day) && day <= latest && Number(day.slice(0, 4)) >= FIRST_YEAR ? day : null;
}

/**
 * The date proposed for a new file: the one in its name, else the day it was last changed (which is
 * often the day it was copied, so the view asks the seller to check it), else none.
 */
export function proposeDate(
  file: { readonly name: string; readonly lastModified: number },
  today: Day,
): { date: Day | null; dateOrigin: 'name' | 'modified' | 'none' } {
  const named = dayFromFileName(file.name, today);
  if (named) return { date: named, dateOrigin: 'name' };
  // Browsers give the current moment, or 0, when the system tells them nothing.
  const modified = file.lastModified > 0 ? plausible(shanghaiDay(file.lastModified), today) : null;
  return modified ? { date: modified, dateOrigin: 'modified' } : { date: null, dateOrigin: 'none' };
}
