import { handover } from '../../../adapters/handover.ts';
import { withBase } from '../../../facts/links.ts';
import type { TriageSlice } from '../../../facts/triage.ts';
import { formatDay } from '../../../models/calendar/day.ts';
import { toIcs } from '../../../models/ics/ics.ts';
import type { Duties } from '../../../models/triage/duties.ts';
import type { Plan } from '../../../models/triage/plan.ts';
import { triageCalendar, triageReceipt } from '../../../models/triage/receipt.ts';
import type { Confirmed, Deadline, Path } from '../../../models/triage/types.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { CONFIDENCE_WORDS } from '../../facts/words.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { receiptElement, resultActions } from '../shared/receipt.ts';
import { deadlineNotes, whenWords } from './reading.ts';
import { KIND_WORDS } from './words.ts';

export interface ResultInput {
  confirmed: Confirmed;
  path: Path;
  deadline: Deadline;
  plan: Plan[];
  duties: Duties;
  today: string;
  /** Moment of the calculation, ISO with offset. */
  stamp: string;
}

/** Everything shown once the questions are answered, with the receipt. */
export function renderPlan(r: ResultInput, records: TriageSlice): Node[] {
  const receipt = triageReceipt(r.confirmed, r.path, r.deadline, r.plan, r.duties, r.today, records);
  const route = records.flow.routes.find((x) => x.route === r.path.route);
  const calendar = triageCalendar(r.deadline, r.plan, r.stamp);
  const text = () => plainText(r, records);
  const files =
    calendar.events.length > 0
      ? [{ label: '存到日历（.ics）', name: `通知期限-${r.today}.ics`, type: 'text/calendar', content: () => toIcs(calendar) }]
      : [];
  return [
    el('h3', { id: 'nt-result-title' }, `你的计划：${route?.label ?? ''}`),
    el('p', {}, `${summary(r.confirmed)}。${route?.summary ?? ''}排于 ${formatDay(r.today)}。`),
    ...(route ? [el('p', {}, el('a', { href: withBase(route.link) }, '这条路的详细说明'))] : []),
    ...deadlineNotes(r.deadline, new Date(r.stamp)),
    resultActions(text, receipt, files),
    ...(r.path.route === 'true' ? [] : [carryOn(r)]),
    ...r.plan.flatMap((phase) => phaseNodes(phase, r.deadline, records)),
    el('details', {}, el('summary', {}, `依据（${receipt.facts.length} 条）`), factList(receipt.facts, records.facts)),
    receiptElement(receipt),
  ];
}

/** Offers to carry platform, count, goods and deadline on to the binder and the letter; nothing is kept before the click. */
function carryOn(r: ResultInput): HTMLElement {
  const said = el('span', { class: 'zd-said', role: 'status' });
  const button = el('button', { type: 'button', class: 'zd-btn zd-btn--plain', 'data-carry': '' }, '带到证据装订和申诉说明');
  button.addEventListener('click', () => {
    const goods = (['physical', 'virtual'] as const).filter((g) => r.path.tags.includes(g));
    const kept = handover.put(
      {
        tool: 'notice-triage',
        orders: r.confirmed.orders,
        ...(r.confirmed.platform ? { platform: r.confirmed.platform } : {}),
        ...(goods.length > 0 ? { goods } : {}),
        ...(r.deadline.status === 'dated' ? { deadline: r.deadline.at } : {}),
      },
      true,
    );
    said.textContent =
      kept === 'session'
        ? '带好了。只带平台、订单数和期限，只在这个标签页里，关掉就没有。'
        : '浏览器不让存。没关系，到那边再选一次就行。';
  });
  return el(
    'div',
    { class: 'zd-actions zd-noprint' },
    button,
    el('a', { href: withBase('/tools/evidence-binder/') }, '去证据装订'),
    el('a', { href: withBase('/tools/appeal-letter/') }, '去申诉说明'),
    said,
  );
}

function phaseNodes(phase: Plan, deadline: Deadline, records: TriageSlice): Node[] {
  if (phase.items.length === 0) return [];
  // The items of a phase share its date; only items with a date of their own repeat one.
  const shared = phase.items.find(({ item, on }) => on !== null && !item.due)?.on ?? null;
  const open = phase.phase === 'before-deadline' && deadline.status === 'unknown' ? ['（截止时间未知，以后台为准）'] : [];
  return [
    el(
      'h4',
      { class: 'zd-phase' },
      phase.label,
      ...(shared ? ['（', el('time', { datetime: shared }, whenWords(shared)), '）'] : open),
    ),
    el(
      'ol',
      { class: 'zd-plan', 'data-phase': phase.phase },
      ...phase.items.map(({ item, facts, on, note }) => {
        const levels = [...new Set(facts.map((f) => records.facts[f]?.confidence).filter((c) => c !== undefined))];
        const own = item.due ? [on ? el('time', { datetime: on }, whenWords(on)) : '日期未知', `。${note ?? ''}`] : [];
        return el(
          'li',
          { 'data-item': item.id },
          el('p', { class: 'zd-plan__what' }, item.text, ' ', item.link ? el('a', { href: withBase(item.link) }, '怎么做') : ''),
          el('p', {}, item.why, levels.length > 0 ? `（${levels.map((l) => CONFIDENCE_WORDS[l]).join('、')}）` : ''),
          own.length > 0 ? el('p', { class: 'zd-caveat' }, ...own) : '',
        );
      }),
    ),
  ];
}

function summary(c: Confirmed): string {
  return [
    c.platform ? PLATFORM_WORDS[c.platform] : '平台未知',
    c.kind ? KIND_WORDS[c.kind] : '种类未知',
    c.points === null ? '分数未知' : `${c.points} 分`,
    c.orders > 0 ? `${c.orders} 笔订单` : '没有列出订单',
  ].join('，');
}

function plainText(r: ResultInput, records: TriageSlice): string {
  const due =
    r.deadline.status === 'dated' ? `截止：${whenWords(r.deadline.at)}（${r.deadline.label}）` : `截止未知：${r.deadline.reason}`;
  return [
    `真单手册·通知解读（${r.today}）`,
    `${summary(r.confirmed)}。${records.flow.routes.find((x) => x.route === r.path.route)?.label ?? ''}`,
    due,
    ...r.plan.flatMap((p) => [
      `【${p.label}】`,
      ...p.items.map((i, n) => `${n + 1}. ${i.item.text}${i.item.due && i.on ? `（${whenWords(i.on)}）` : ''}`),
    ]),
    '规则以平台最新公布为准。',
  ].join('\n');
}
