import { todayInShanghai } from '../../../adapters/today.ts';
import { withBase } from '../../../facts/links.ts';
import type { TriageSlice } from '../../../facts/triage.ts';
import { formatDay } from '../../../models/calendar/day.ts';
import { markedPieces } from '../../../models/notice/marks.ts';
import type { NoticeReading } from '../../../models/notice/reading.ts';
import type { Duties } from '../../../models/triage/duties.ts';
import type { Deadline } from '../../../models/triage/types.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { MARK_WORDS } from './words.ts';

/** A day or moment of the model in words, with the hour where it has one. */
export function whenWords(at: string): string {
  const [day = '', time] = at.split('T');
  return time ? `${formatDay(day)} ${time.slice(0, 8).replace(/:00$/, '')}` : formatDay(day);
}

/** The paste with what was read in place; screen readers hear what each mark is. */
export function markedNotice(paste: string, reading: NoticeReading): Node[] {
  const pieces = markedPieces(paste, reading).map((p) =>
    p.mark ? el('mark', { 'data-mark': p.mark, 'data-label': MARK_WORDS[p.mark] }, p.text) : p.text,
  );
  const notes = [
    ...(reading.truncated ? ['文字太长，后面的没有读。请只贴通知本身。'] : []),
    ...(reading.platformCandidates.length > 0
      ? [`读到不止一个平台（${reading.platformCandidates.map((c) => PLATFORM_WORDS[c.value]).join('、')}），请选一个。`]
      : []),
    ...(reading.deadlineLimit?.value.from === 'remaining'
      ? ['读到的是剩余时间，从复制那一刻起算。请看后台，填写明的截止时间。']
      : []),
    ...(reading.deadlineDate?.value.zoneUnclear ? ['截止时间的时区没有写清。请换算成北京时间再填。'] : []),
  ];
  return [
    el('div', { class: 'zd-marked', tabindex: '0', role: 'region', 'aria-label': '标出读到的地方' }, ...pieces),
    ...notes.map((n) => el('p', { class: 'zd-notice' }, n)),
  ];
}

export function alarmNotes(reading: NoticeReading, records: TriageSlice): Node[] {
  const seen = new Set(reading.alarms.map((a) => a.value));
  return records.flow.alarms
    .filter((a) => seen.has(a.alarm))
    .map((a) =>
      el('p', { class: 'zd-notice', 'data-alarm': a.alarm }, `${a.text} `, el('a', { href: withBase(a.link) }, '怎么办')),
    );
}

/** Order and product numbers, to check against the back office. */
export function numberLists(reading: NoticeReading): Node[] {
  const list = (title: string, values: string[]) =>
    values.length === 0
      ? []
      : [
          el(
            'details',
            {},
            el('summary', {}, `${title}（${values.length} 个）`),
            el('ol', {}, ...values.map((v) => el('li', {}, v))),
          ),
        ];
  return [
    ...list(
      '订单号',
      reading.orders.map((o) => o.value),
    ),
    ...list(
      '商品编号',
      reading.products.map((p) => p.value),
    ),
  ];
}

/** What the notice ought to say and does not, with the sentence to ask for it. */
export function dutyNotes(duties: Duties, records: TriageSlice): Node[] {
  const { duties: texts } = records.flow;
  if (duties.status === 'no-text') return [];
  const heading = el('h3', {}, '通知里该有、没读到的');
  const basis = el('details', {}, el('summary', {}, '依据'), factList([duties.law], records.facts));
  if (duties.status === 'earlier') {
    return [
      heading,
      el('p', {}, `这条通知早于新规施行（${records.dutiesFrom ? formatDay(records.dutiesFrom) : ''}），不拿它去量。`),
      basis,
    ];
  }
  if (duties.missing.length === 0) return [heading, el('p', {}, `理由、依据、申诉渠道都读到了。${texts.humanReview}`), basis];
  return [
    heading,
    el('p', {}, texts.intro),
    el('ul', {}, ...duties.missing.map((d) => el('li', { 'data-missing': d.element }, `${d.missing}可以这样要：「${d.ask}」`))),
    el('p', {}, texts.humanReview),
    basis,
  ];
}

/** The time to answer, or why it is not known. */
export function deadlineNotes(deadline: Deadline, now: Date): Node[] {
  if (deadline.status === 'unknown')
    return [el('p', { class: 'zd-deadline' }, `${deadline.label}：截止时间未知`), el('p', {}, deadline.reason)];
  const over = deadline.at.includes('T') ? Date.parse(deadline.at) < now.getTime() : deadline.at < todayInShanghai(now);
  return [
    el(
      'p',
      { class: 'zd-deadline' },
      `${deadline.label}：${whenWords(deadline.at)}${deadline.at.includes('T') ? '' : ' 当天'}截止${over ? '（已经过了）' : ''}`,
    ),
    ...(over
      ? [
          el(
            'p',
            { class: 'zd-notice' },
            '算出来的时间已经过了。先看后台的入口还开不开着；开着就马上交，关了就在下面选「已经关了」。',
          ),
        ]
      : []),
    el('ol', { class: 'zd-steps', 'aria-label': '怎么数的' }, ...deadline.steps.map((s) => el('li', {}, s))),
    ...deadline.caveats.map((c) => el('p', { class: 'zd-caveat' }, `注意：${c}`)),
    el('p', { class: 'zd-caveat' }, '和后台不同时，以后台为准。'),
  ];
}
