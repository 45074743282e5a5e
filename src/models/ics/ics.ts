/**
 * Calendar files by RFC 5545. Pure: the caller gives the stamp, so the same input is the same file.
 * Every time is written in UTC (`…Z`), every whole day as `VALUE=DATE`, so no VTIMEZONE is needed and
 * phones in any zone show the same moment.
 */
import { addDays, isDay, type Day } from '../calendar/day.ts';

/** One entry of a calendar file. */
export interface IcsEvent {
  /** Stable name inside the tool, e.g. `notice-triage/deadline`; with `start` it makes the UID. */
  key: string;
  title: string;
  /** Plain text; line breaks allowed. */
  description?: string;
  url?: string;
  /** A whole day, or a moment as ISO 8601 with an offset (`2026-11-23T10:00:00+08:00`). */
  start: { day: Day } | { at: string };
  /** Minutes before the start at which the phone reminds, e.g. [1440, 120]. */
  alarms?: readonly number[];
}

export interface IcsCalendar {
  /** Name the calendar programme shows. */
  name: string;
  /** Product id inside PRODID, e.g. `notice-triage`. */
  product: string;
  /** Moment the file is made, ISO 8601 with offset. */
  stamp: string;
  events: readonly IcsEvent[];
}

const LIMIT = 75;

/** Escapes a TEXT value (RFC 5545 §3.3.11); control characters other than line breaks are dropped. */
export function escapeText(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n|\r|\n|\u2028|\u2029/g, '\\n')
    .replace(/[;,]/g, (c) => `\\${c}`)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** Folds one content line so that no physical line is longer than 75 octets of UTF-8; never splits a character. */
export function foldLine(line: string): string {
  const out: string[] = [];
  let current = '';
  let size = 0;
  for (const ch of line) {
    const octets = utf8Length(ch);
    if (size + octets > LIMIT) {
      out.push(current);
      current = ' ';
      size = 1;
    }
    current += ch;
    size += octets;
  }
  out.push(current);
  return out.join('\r\n');
}

/**
 * UID that stays the same for the same entry: importing the file twice replaces instead of doubling.
 * It holds no word the reader typed.
 */
export function uidOf(product: string, event: IcsEvent): string {
  return `${hash(`${product}|${event.key}|${'day' in event.start ? event.start.day : event.start.at}`)}@zhendan`;
}

/** The whole calendar file, lines ended by CRLF. Throws RangeError for a day or moment that does not exist. */
export function toIcs(calendar: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//zhendan//${calendar.product}//ZH`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    ...calendar.events.flatMap((event) => eventLines(event, calendar)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function eventLines(event: IcsEvent, calendar: IcsCalendar): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(calendar.product, event)}`,
    `DTSTAMP:${utc(calendar.stamp)}`,
    ...startLines(event.start),
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    // A URI is not TEXT: it is not escaped, so anything that could break the line is refused.
    ...(event.url && /^https?:\/\/[^\s\\"<>]+$/.test(event.url) ? [`URL:${event.url}`] : []),
    'TRANSP:TRANSPARENT',
    ...(event.alarms ?? []).flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(event.title)}`,
      `TRIGGER:-PT${Math.max(0, Math.round(minutes))}M`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

function startLines(start: IcsEvent['start']): string[] {
  // No DTEND: a deadline has no length, and RFC 5545 §3.8.2.2 wants DTEND later than DTSTART.
  if ('at' in start) return [`DTSTART:${utc(start.at)}`];
  if (!isDay(start.day)) throw new RangeError(`No such day: ${start.day}`);
  const compact = (day: Day) => day.replaceAll('-', '');
  return [`DTSTART;VALUE=DATE:${compact(start.day)}`, `DTEND;VALUE=DATE:${compact(addDays(start.day, 1))}`];
}

/** `2026-11-23T10:00:00+08:00` → `20261123T020000Z`. */
function utc(iso: string): string {
  const ms = /(?:Z|[+-]\d{2}:\d{2})$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`Not a moment with an offset: ${iso}`);
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function utf8Length(ch: string): number {
  const code = ch.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** FNV-1a over code points, twice with different seeds: enough to tell the entries of one file apart. */
function hash(text: string): string {
  const run = (seed: number) => {
    let h = seed >>> 0;
    for (const ch of text) h = Math.imul(h ^ (ch.codePointAt(0) ?? 0), 16777619) >>> 0;
    return h.toString(16).padStart(8, '0');
  };
  return run(2166136261) + run(3735928559);
}
