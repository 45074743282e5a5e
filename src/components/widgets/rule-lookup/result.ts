import type { SourceCard } from '../../../facts/slices.ts';
import { firstDayOf, formatDay } from '../../../models/calendar/day.ts';
import { lookupReceipt, type LookupResult, type SubjectResult, type Version } from '../../../models/lookup/lookup.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { CONFIDENCE_WORDS } from '../../facts/words.ts';
import { sourceLine } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { receiptElement, resultActions } from '../shared/receipt.ts';
import type { LookupRecords } from './records.ts';

type Found = Extract<LookupResult, { ok: true }>;

const STATUS_WORDS = {
  'in-effect': '已生效',
  announced: '已公布',
  'text-not-read': '正文没有读到',
  unconfirmed: '未获证实',
} as const;

/** The rule on the day, part by part, with what came after beside it. */
export function renderLookup(result: Found, records: LookupRecords, today: string): Node[] {
  const { input } = result;
  const { texts } = records.data;
  const receipt = lookupReceipt(result, today, records.data);
  const label = texts.findings.find((f) => f.finding === input.finding)?.label ?? '';
  const title = `${PLATFORM_WORDS[input.platform]}，${formatDay(input.date)}，${label}`;
  const known = result.subjects.filter((s) => s.then.known).length;
  const changes = records.changes.filter(
    (c) => c.platform === input.platform && firstDayOf(c.date) > input.date && firstDayOf(c.date) <= today,
  );
  return [
    el('h3', { id: 'rl-result-title' }, '那一天的规则'),
    el(
      'p',
      {},
      `${title}：${result.subjects.length} 个部分里，读到 ${known} 个，未知 ${result.subjects.length - known} 个。${texts.actRule}`,
    ),
    resultActions(() => plainText(result, title, today), receipt),
    ...result.subjects.flatMap((s) => subjectNodes(s, texts)),
    el('h3', {}, '那一天以后，平台规则的变化'),
    changes.length === 0
      ? el('p', {}, '没有读到那一天以后的变化。')
      : el(
          'ul',
          {},
          ...changes.map((c) =>
            el(
              'li',
              {},
              el('strong', {}, `${formatDay(c.date)}${c.dateNote ?? ''}：${c.title}`),
              `。${c.effect}（${STATUS_WORDS[c.status]}）`,
            ),
          ),
        ),
    receiptElement(receipt),
  ];
}

function subjectNodes(s: SubjectResult, texts: LookupRecords['data']['texts']): Node[] {
  const name = texts.subjects.find((x) => x.subject === s.subject)?.label ?? '';
  const first = el('div', {}, el('p', { class: 'zd-caveat' }, '那一天'), versionBox(s.then, texts));
  const later =
    s.since.length > 0
      ? [el('div', {}, el('p', { class: 'zd-caveat' }, '之后改成'), ...s.since.map((v) => versionBox(v, texts)))]
      : [];
  const transition =
    s.since.length === 0 ? '那一天以后，没有读到新的版本。' : s.since.some((v) => v.transition) ? '' : texts.noTransition;
  return [
    el(
      'section',
      { 'data-history': s.history, 'data-known': s.then.known ? 'yes' : 'no' },
      el('h4', {}, s.title.startsWith(name) ? s.title : `${name}：${s.title}`),
      el('div', { class: 'zd-side' }, first, ...later),
      transition ? el('p', { class: 'zd-caveat' }, transition) : '',
    ),
  ];
}

function versionBox(v: Version, texts: LookupRecords['data']['texts']): HTMLElement {
  const span = el('p', { class: 'zd-version__span' }, v.span);
  const moved = v.transition ? [el('p', {}, v.transition)] : [];
  if (!v.known) return el('div', { class: 'zd-version', 'data-known': 'no' }, span, el('p', {}, `未知。${v.reason}`), ...moved);
  const { value } = v;
  return el(
    'div',
    { class: 'zd-version', 'data-known': 'yes', 'data-fact': v.fact },
    span,
    el('p', {}, value.statement),
    el(
      'p',
      {},
      el('span', { class: 'zd-conf', 'data-level': value.confidence }, CONFIDENCE_WORDS[value.confidence]),
      ` ${value.rule}${value.clause ? `，${value.clause}` : ''}`,
    ),
    ...(v.undated ? [el('p', { class: 'zd-caveat' }, texts.undated)] : []),
    ...moved,
    sourceLine(
      value.sources as readonly SourceCard[],
      value.checkedOn,
      ...(v.verifyAt ? [el('a', { href: v.verifyAt, rel: 'noreferrer' }, '去官方页面核对')] : []),
    ),
  );
}

function plainText(result: Found, title: string, today: string): string {
  const words = (v: Version) =>
    `${v.span}：${v.known ? `${v.value.statement}（${CONFIDENCE_WORDS[v.value.confidence]}）` : `未知。${v.reason}`}`;
  return [
    `真单手册·规则时间机（${today}）`,
    title,
    ...result.subjects.flatMap((s) => [
      `· ${s.title}`,
      `  那一天：${words(s.then)}`,
      ...s.since.map((v) => `  之后：${words(v)}`),
    ]),
    '规则以平台最新公布为准。',
  ].join('\n');
}
