import { formatDay } from '../../../models/calendar/day.ts';
import { clearingOutputs } from '../../../models/clearing/outputs.ts';
import { endPhrase } from '../../../models/clearing/timeline.ts';
import type { ClearingInput, ClockResult } from '../../../models/clearing/types.ts';
import { toIcs } from '../../../models/ics/ics.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { makeReceipt, receiptElement, resultActions } from '../shared/receipt.ts';
import { timelineChart } from './chart.ts';
import { VERSION, type ClearingRecords } from './records.ts';
import { KIND_WORDS } from './words.ts';

const STATUS_WORDS = { ends: '有结束的日子', never: '不会结束', unknown: '尚无定论' };

function eventWords(input: ClearingInput): string {
  return input.events
    .map((e) => `${formatDay(e.date)}${e.time ? ` ${e.time}` : ''}${e.points === null ? '' : `，${e.points} 分`}`)
    .join('；');
}

/** Whether a clock has run out by `today`. */
function isOver(clock: ClockResult, today: string): boolean {
  return clock.status === 'ends' && clock.freeFrom !== undefined && clock.freeFrom <= today;
}

function clockDetail(clock: ClockResult, records: ClearingRecords): HTMLElement {
  const unknowns = clock.unknowns.map((id) => records.unknowns[id]).filter((u) => u !== undefined);
  return el(
    'section',
    { class: 'zd-clock' },
    el('h4', {}, `${clock.label}：${STATUS_WORDS[clock.status]}`),
    el('p', { class: 'zd-clock__end' }, `${endPhrase(clock)}。`),
    el('p', {}, clock.reason),
    ...clock.estimates.map((e) =>
      el(
        'p',
        { class: 'zd-estimate' },
        `估计（${e.label}）：到 ${formatDay(e.lastDay)}，${formatDay(e.freeFrom)}起解除。${e.assumption}`,
      ),
    ),
    clock.steps.length > 0
      ? el('ol', { class: 'zd-steps', 'aria-label': '怎么数的' }, ...clock.steps.map((s) => el('li', {}, s)))
      : '',
    ...clock.caveats.map((c) => el('p', { class: 'zd-caveat' }, `注意：${c.text}`)),
    ...unknowns.map((u) =>
      el(
        'p',
        { class: 'zd-caveat' },
        `还不知道：${u.question}。`,
        ...(u.verifyAt ? [el('a', { href: u.verifyAt, rel: 'noreferrer' }, '去官方页面核对')] : []),
      ),
    ),
    el('details', {}, el('summary', {}, `依据（${clock.facts.length} 条）`), factList(clock.facts, records.cards)),
  );
}

function plainText(input: ClearingInput, clocks: readonly ClockResult[], today: string): string {
  return [
    `真单手册·清除日期计算（${today}）`,
    `${PLATFORM_WORDS[input.platform]}，${KIND_WORDS[input.kind]}：${eventWords(input)}`,
    ...clocks.map((c) => `· ${c.label}：${endPhrase(c)}。${c.reason}`),
    '规则以平台最新公布为准。',
  ].join('\n');
}

/** A calendar file with an entry for each end that is known, reminding the day before. */
function calendarFile(input: ClearingInput, clocks: readonly ClockResult[], stamp: string): string {
  return toIcs({
    name: '真单手册·清除日期',
    product: 'clearing-date',
    stamp,
    events: clocks.flatMap((c) =>
      c.status === 'ends' && c.freeFrom
        ? [
            {
              key: `${input.platform}/${c.rule}/${c.start}`,
              title: `${PLATFORM_WORDS[input.platform]}${c.label}解除`,
              description: `${endPhrase(c)}。${c.reason}请先到平台后台核对。`,
              start: { day: c.freeFrom },
              alarms: [24 * 60],
            },
          ]
        : [],
    ),
  });
}

/** Everything the reader sees after computing, with its receipt. */
export function renderResult(
  input: ClearingInput,
  notices: readonly string[],
  clocks: readonly ClockResult[],
  records: ClearingRecords,
  now: { today: string; stamp: string; width: number },
): { nodes: Node[]; receipt: Receipt } {
  const facts = [...new Set(clocks.flatMap((c) => c.facts))];
  const receipt = makeReceipt(
    {
      tool: 'clearing-date',
      version: VERSION,
      inputs: { platform: input.platform, kind: input.kind, events: input.events },
      outputs: clearingOutputs(clocks),
      steps: clocks.flatMap((c) => c.steps),
      facts,
      generatedOn: now.today,
    },
    records.cards,
  );
  const rows = clocks.map((c) =>
    el(
      'tr',
      { 'data-clock': c.clock, 'data-status': c.status },
      el('th', { scope: 'row' }, c.label),
      el('td', {}, `${endPhrase(c)}${isOver(c, now.today) ? '（已经过了）' : ''}`),
      el('td', { 'data-label': '状态' }, STATUS_WORDS[c.status]),
    ),
  );
  const hasDates = clocks.some((c) => c.status === 'ends');
  const nodes: Node[] = [
    el('h3', { id: 'cd-result-title' }, '每个后果到哪天结束'),
    el(
      'p',
      {},
      `${PLATFORM_WORDS[input.platform]}，${KIND_WORDS[input.kind]}：${eventWords(input)}。算于 ${formatDay(now.today)}。`,
    ),
    ...notices.map((n) => el('p', { class: 'zd-notice' }, n)),
    el(
      'div',
      { class: 'zd-table zd-table--stack', role: 'group', 'aria-label': '结果表', tabindex: '0' },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...['后果', '什么时候结束', '状态'].map((t) => el('th', { scope: 'col' }, t)))),
        el('tbody', {}, ...rows),
      ),
    ),
    timelineChart(clocks, now.today, now.width),
    resultActions(
      () => plainText(input, clocks, now.today),
      receipt,
      hasDates
        ? [
            {
              label: '存到日历（.ics）',
              name: `清除日期-${input.platform}.ics`,
              type: 'text/calendar',
              content: () => calendarFile(input, clocks, now.stamp),
            },
          ]
        : [],
    ),
    el('h3', {}, '为什么是这一天'),
    ...clocks.map((c) => clockDetail(c, records)),
    receiptElement(receipt),
  ];
  return { nodes, receipt };
}
