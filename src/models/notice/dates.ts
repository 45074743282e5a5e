import type { DateRole, NoticeWords } from '../../schemas/notice.ts';
import { addDays, compose, daysBetween, fromEpochDay, isDay, parts, toEpochDay, type Day } from '../calendar/day.ts';
import { clauseAt, lineAt, sentenceAt } from './clauses.ts';
import { wordNumber } from './points.ts';
import type { Found, Moment } from './reading.ts';
import { spanOf, type NoticeText, type Span } from './text.ts';
import { findAll, has, type Hit } from './words.ts';

/** A date in the regular text with its place there, before its role is settled. */
export interface DatedHit {
  start: number;
  end: number;
  moment: Moment;
  role: DateRole | 'chat' | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YMD = /(?<![\d.])((?:19|20)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d) ?[日号]?/g;
const MD = /(?<![\d年./-])(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/g;
/** `二〇二六年十一月二十日`. */
const HAN_YMD = /([一二三四五六七八九〇零○]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]/g;
const HAN_MD = /(?<![一二三四五六七八九〇零○十年])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]/g;
/** `11/20 10:15`, `11-20 10:15`: without a year only in front of a time, else it may be a fraction or a code. */
const MD_TIME = /(?<![\d/.:-])(\d{1,2})[/.-](\d{1,2})(?=[ ](?:上午|下午|晚上)?[ ]?\d{1,2}:\d{2})/g;
/** `20/11/2026`; where both could be the month it is not read. */
const XXY = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)/g;
const EN_MDY = new RegExp(`(?<![a-z])${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? ((?:19|20)\\d\\d))?(?![\\d])`, 'g');
const EN_DMY = new RegExp(`(?<![\\d.])(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\.?,? ((?:19|20)\\d\\d)(?!\\d)`, 'g');
const TIME =
  /^[ \n]{0,2}(?:t|,|at|的|\(?(?:beijing time|北京时间)|\(?(?:星期|周)[一二三四五六日天]\)?)?[ \n]{0,2}(凌晨|早上|上午|中午|下午|晚上|晚|am|pm)?[ ]?(\d{1,2})(?: ?[:点时] ?(\d{2}))(?: ?[:分] ?(\d{2}))?(?:\.\d{1,6})?(?: ?[分秒](?!钟))?[ ]?(am|pm|a\.m\.|p\.m\.|z(?![a-z]))?/;
const HOUR = /^[ \n]{0,2}(?:的)?(凌晨|早上|上午|中午|下午|晚上|晚)?[ ]?(\d{1,2}) ?[点时](?![\d间])(?: ?(整|半))?()()/;
const EN_HOUR = /^,?[ ]?(?:at )?()(\d{1,2})()() ?(am|pm|a\.m\.|p\.m\.)(?![a-z])/;

/** Every date of the text with time and role. Days without a year take the year nearest to `today`. */
export function findDates(n: NoticeText, words: NoticeWords, today: Day): DatedHit[] {
  const raw: { start: number; end: number; day: Day }[] = [];
  const add = (m: RegExpExecArray, year: string | undefined, month: number, dayOfMonth: number) => {
    const day = year ? compose(Number(year), month, dayOfMonth) : nearestYear(month, dayOfMonth, today);
    if (day && isDay(day)) raw.push({ start: m.index, end: m.index + m[0].length, day });
  };
  for (const m of n.text.matchAll(YMD)) add(m, m[1], Number(m[2]), Number(m[3]));
  for (const m of n.text.matchAll(MD)) add(m, undefined, Number(m[1]), Number(m[2]));
  for (const m of n.text.matchAll(HAN_YMD)) add(m, hanYear(m[1] ?? ''), wordNumber(m[2] ?? ''), wordNumber(m[3] ?? ''));
  for (const m of n.text.matchAll(HAN_MD)) add(m, undefined, wordNumber(m[1] ?? ''), wordNumber(m[2] ?? ''));
  for (const m of n.text.matchAll(MD_TIME)) add(m, undefined, Number(m[1]), Number(m[2]));
  for (const m of n.text.matchAll(XXY)) {
    const [a, b] = [Number(m[1]), Number(m[2])];
    if (a === b || a > 12 !== b > 12) add(m, m[3], a > 12 ? b : a, a > 12 ? a : b);
  }
  for (const m of n.text.matchAll(EN_DMY)) add(m, m[3], monthOf(m[2]), Number(m[1]));
  for (const m of n.text.matchAll(EN_MDY)) add(m, m[3], monthOf(m[1]), Number(m[2]));
  raw.sort((a, b) => a.start - b.start || b.end - a.end);
  const labels = words.dates
    .flatMap((row) => findAll(n.text, row.words).map((hit) => ({ ...hit, role: row.role })))
    .sort((a, b) => a.end - b.end);
  const hits: DatedHit[] = [];
  for (const date of raw) {
    const previous = hits.at(-1);
    if (previous && date.start < previous.end) continue;
    const timed = withTime(n.text, date, words);
    hits.push({ ...timed, role: null });
  }
  hits.forEach((hit, i) => {
    hit.role = roleOf(n.text, hit, hits[i - 1], labels, words) ?? comingDeadline(n.text, hit, today, words);
  });
  return hits;
}

/** The day and time of a hit, moved to Asia/Shanghai where a zone is named. */
function withTime(text: string, date: { start: number; end: number; day: Day }, words: NoticeWords): Omit<DatedHit, 'role'> {
  const rest = text.slice(date.end, date.end + 60);
  const m = TIME.exec(rest) ?? HOUR.exec(rest) ?? EN_HOUR.exec(rest);
  if (!m) return { start: date.start, end: date.end, moment: { day: date.day, time: null } };
  const half = m[3] === '半';
  const hour = hourOf(Number(m[2]), m[1] || m[5]?.replaceAll('.', ''));
  const minute = half ? 30 : /^\d+$/.test(m[3] ?? '') ? Number(m[3]) : 0;
  const second = m[4] ? Number(m[4]) : null;
  if (hour > 24 || minute > 59 || (second ?? 0) > 59 || (hour === 24 && minute > 0)) {
    return { start: date.start, end: date.end, moment: { day: date.day, time: null } };
  }
  const end = date.end + m[0].length;
  const month = parts(date.day)[1];
  const zone = m[5]?.startsWith('z')
    ? { minutes: 0, length: 0 }
    : zoneAfter(text.slice(end, end + 24), text.slice(Math.max(0, date.start - 12), date.start), month, words);
  const written: Moment = {
    day: hour === 24 ? addDays(date.day, 1) : date.day,
    time: `${pad(hour % 24)}:${pad(minute)}${second === null ? '' : `:${pad(second)}`}`,
  };
  if (zone === undefined) return { start: date.start, end, moment: written };
  const place = { start: date.start, end: end + zone.length };
  if (zone.minutes === null) return { ...place, moment: { ...written, zoneUnclear: true } };
  return { ...place, moment: shift(written, 480 - zone.minutes) };
}

/**
 * Minutes east of UTC named right after the time (or right before the date), with the length of the name after
 * the time; null minutes = unclear, undefined = none named.
 */
function zoneAfter(
  after: string,
  before: string,
  month: number,
  words: NoticeWords,
): { minutes: number | null; length: number } | undefined {
  const offset = /^ ?\(?(?:gmt|utc)? ?([+-])(\d{2}):?(\d{2})(?!\d)/.exec(after);
  if (offset)
    return { minutes: (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])), length: offset[0].length };
  const short = /^ ?\(?(?:gmt|utc) ?([+-]) ?(\d{1,2})(?!\d)/.exec(after);
  if (short) return { minutes: (short[1] === '-' ? -1 : 1) * Number(short[2]) * 60, length: short[0].length };
  for (const zone of words.zones) {
    const behind = findAll(after, zone.words).find((hit) => /^[ \n(]{0,2}$/.test(after.slice(0, hit.start)));
    const ahead = findAll(before, zone.words).some((hit) => /^[ :)]{0,2}$/.test(before.slice(hit.end)));
    if (behind || ahead)
      return { minutes: zone.months && !zone.months.includes(month) ? null : zone.minutes, length: behind?.end ?? 0 };
  }
  return undefined;
}

function shift(m: Moment, minutes: number): Moment {
  const [h, min, s] = (m.time ?? '00:00').split(':');
  const total = toEpochDay(m.day) * 1440 + Number(h) * 60 + Number(min) + minutes;
  const inDay = ((total % 1440) + 1440) % 1440;
  return {
    day: fromEpochDay(Math.floor(total / 1440)),
    time: `${pad(Math.floor(inDay / 60))}:${pad(inDay % 60)}${s === undefined ? '' : `:${s}`}`,
  };
}

function hourOf(hour: number, part: string | undefined): number {
  if (part === undefined || part === '') return hour;
  if (['下午', '晚上', '晚', 'pm'].includes(part)) return hour < 12 ? hour + 12 : hour;
  if (part === '中午') return hour < 6 ? hour + 12 : hour;
  return hour === 12 && (part === '凌晨' || part === 'am') ? 0 : hour;
}

/** The label right before (or, for 前, right after) says what the date is. */
function roleOf(
  text: string,
  hit: DatedHit,
  previous: DatedHit | undefined,
  labels: readonly (Hit & { role: DateRole })[],
  words: NoticeWords,
): DatedHit['role'] {
  const after = text.slice(hit.end, hit.end + 12);
  if (/^[ ]?(?:\([^)\n]{0,8}\))?[ ]?(?:之前|以前|前|截止|截至|关闭申诉|到期)/.test(after))
    return isDeadlineClause(text, hit, words) ? 'deadline' : 'effective';
  if (previous && /^[ \n]?(?:至|到|~|-|to|until|through)[ \n]?$/.test(text.slice(previous.end, hit.start))) {
    // The end of a span: of the time to appeal a deadline, of a measure not.
    previous.role ??= 'effective';
    return has(text.slice(clauseAt(text, previous.start).start, previous.start), words.act) ? 'deadline' : 'effective';
  }
  const label = nearest(text, hit.start, labels);
  if (label) return label === 'deadline' && !isDeadlineClause(text, hit, words) ? 'effective' : label;
  const lead = leadOf(text, hit, words);
  if (lead) return lead;
  if (/^[ ]?起(?!诉)/.test(after)) return 'effective';
  const told = adverbial(text, hit, words);
  if (told) return told;
  const line = lineAt(text, hit.start);
  // `On Fri, Nov 20, 2026 at 10:15 AM … wrote:` is the head of the quoted mail.
  if (/(?:wrote|写道):\s*$/.test(text.slice(hit.end, line.end + 1))) return 'header';
  const beside = `${text.slice(line.start, hit.start)}${text.slice(hit.end, line.end)}`.trim();
  const head = text.slice(line.start, hit.start).trim();
  if (hit.moment.time && /^[[(【]?$/.test(head) && /^[\])】]?[ ]?[^\n:。,]{0,20}:/.test(text.slice(hit.end, line.end)))
    return 'chat';
  if (hit.moment.time && beside.length > 0 && beside.length <= 24 && !/[。,]/.test(beside) && text.slice(line.end).trim() !== '')
    return 'chat';
  return null;
}

/** `通知下发: 2026-11-20`: in a form the label of the line says what the date is, its last telling word most. */
function leadOf(text: string, hit: DatedHit, words: NoticeWords): DateRole | null {
  const label = /^[ *•-]{0,6}([^\n:,。]{1,16}):[ ]{0,3}$/.exec(text.slice(lineAt(text, hit.start).start, hit.start))?.[1];
  if (label === undefined || has(label, words.review)) return null;
  const told = words.dates.flatMap((row) => findAll(label, row.words).map((h) => ({ end: h.end, role: row.role })));
  return told.sort((a, b) => b.end - a.end)[0]?.role ?? null;
}

/** `已于11月22日由门卫签收`, `您于11月15日提交`: the verb of the clause says what the day is of. */
function adverbial(text: string, hit: DatedHit, words: NoticeWords): DateRole | null {
  if (!/(?:于|在)[ ]?$/.test(text.slice(Math.max(0, hit.start - 2), hit.start))) return null;
  const clause = clauseAt(text, hit.start);
  const rest = text.slice(hit.end, Math.max(hit.end, clause.end));
  const orders = words.dates.find((row) => row.role === 'order');
  if (has(rest, words.decided)) return 'decision';
  return orders && has(rest, orders.words) ? 'order' : null;
}

/** A day to come beside 申诉 or 举证 is a deadline though no label says so. */
function comingDeadline(text: string, hit: DatedHit, today: Day, words: NoticeWords): 'deadline' | null {
  if (hit.moment.day <= today) return null;
  const sentence = sentenceAt(text, hit.start);
  const clause = clauseAt(text, hit.start);
  return has(text.slice(sentence.start, sentence.end), words.act) && !has(text.slice(clause.start, clause.end), words.review)
    ? 'deadline'
    : null;
}

/** A deadline is one only where it speaks of the seller's answer, not of the platform's review or a penalty. */
function isDeadlineClause(text: string, hit: DatedHit, words: NoticeWords): boolean {
  const clause = clauseAt(text, hit.start);
  const part = text.slice(clause.start, Math.min(text.length, clause.end + 40));
  return has(part, words.act) || !has(text.slice(clause.start, clause.end), words.review);
}

function nearest(text: string, at: number, labels: readonly (Hit & { role: DateRole })[]): DateRole | null {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (labels[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  let best = labels[low - 1];
  for (let i = low - 2; i >= 0 && best && labels[i]!.end === best.end; i -= 1)
    if (labels[i]!.start < best.start) best = labels[i]!;
  if (!best) return null;
  // 申诉截止｜时间: the general word ends the label, the one glued in front says what it is.
  const glued =
    best.role !== 'header' ? undefined : labels.slice(Math.max(0, low - 8), low).find((label) => label.end === best!.start);
  const between = text.slice(best.end, at);
  // A label is a label of this date only when nothing but marks and small words stands between.
  return /^[\s:=()【】[\]"'`*_-]{0,6}(?:为|是|内\(|至|到|于|在|on|is|the|at|自)?[\s:="'*_-]{0,4}(?:北京时间|beijing time)?[\s:]{0,2}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?)?\s{0,2}$/.test(
    between,
  )
    ? (glued ?? best).role
    : null;
}

/** The year that brings the day nearest to `today`; null when the month or day does not exist. */
function nearestYear(month: number, dayOfMonth: number, today: Day): Day | null {
  const [year] = parts(today);
  return (
    [year - 1, year, year + 1]
      .map((y) => compose(y, month, dayOfMonth))
      .filter(isDay)
      .sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))[0] ?? null
  );
}

const hanYear = (digits: string) => [...digits].map((ch) => Math.max(0, '〇一二三四五六七八九'.indexOf(ch))).join('');
const monthOf = (name: string | undefined) => MONTHS.indexOf((name ?? '').slice(0, 3)) + 1;
const pad = (n: number) => String(n).padStart(2, '0');

/**
 * When the notice was given: a labelled date first, then the date of the decision, the oldest mail header
 * (a forwarded notice carries later ones), the head of the platform's message that tells the finding, a date
 * alone on its line, and last the only date without a role.
 * @param finding where the points or the kind stand in the paste
 */
export function noticeMoment(
  n: NoticeText,
  all: readonly DatedHit[],
  today: Day,
  words: NoticeWords,
  finding: Span | null,
): Found<Moment> | null {
  // A notice cannot be from tomorrow; a day of grace covers time zones.
  const hits = all.filter((h) => h.moment.day <= addDays(today, 1));
  const found = (hit: DatedHit | undefined) => (hit ? { value: hit.moment, span: spanOf(n, hit.start, hit.end) } : null);
  const oldest = (role: DateRole) => hits.filter((h) => h.role === role).sort((a, b) => (key(a) < key(b) ? -1 : 1))[0];
  const labelled = oldest('notice') ?? oldest('decision') ?? oldest('header');
  if (labelled) return found(labelled);
  const heads = hits.filter((h) => h.role === 'chat' && byPlatform(n.text, h, words));
  const head = heads.findLast((h) => finding && spanOf(n, h.start, h.end).start <= finding.start) ?? heads[0];
  if (head) return found(head);
  const plain = hits.filter((h) => h.role === null);
  const alone = plain.filter((h) => {
    const line = lineAt(n.text, h.start);
    return line.end - line.start - (h.end - h.start) <= 12;
  });
  if (alone.length === 1) return found(alone[0]);
  return new Set(plain.map((h) => key(h))).size === 1 ? found(plain[0]) : null;
}

/** Whether the line of a message head names the platform or somebody who speaks for it. */
function byPlatform(text: string, hit: DatedHit, words: NoticeWords): boolean {
  const line = lineAt(text, hit.start);
  // What stands after the colon is the message, not the speaker.
  const beside = `${text.slice(line.start, hit.start)} ${text.slice(hit.end, Math.min(line.end, hit.end + 24)).split(':')[0] ?? ''}`;
  return has(beside, words.speakers) || words.platforms.some((p) => has(beside, p.strong));
}

const key = (h: DatedHit) => `${h.moment.day} ${h.moment.time ?? ''}`;
