import { formatDay } from '../../../models/calendar/day.ts';
import { toIcs } from '../../../models/ics/ics.ts';
import type { Answers, RiskResult, Task } from '../../../models/risk/order.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { makeReceipt, receiptElement, resultActions } from '../shared/receipt.ts';
import { VERSION, type RiskRecords } from './records.ts';

/** A task that is not yet known to be missing starts with looking. */
function headline(task: Task): string {
  return task.kind === 'find-out' ? `先弄清楚：${task.item.question}` : task.item.task;
}

function taskNode(task: Task): HTMLElement {
  return el(
    'li',
    { 'data-task': task.item.id },
    el('p', {}, el('strong', {}, headline(task))),
    el('ol', {}, ...task.item.how.map((step) => el('li', {}, step))),
    el('p', { class: 'zd-caveat' }, `不做会怎样：${task.item.ifNo}`),
  );
}

function plainText(result: RiskResult, records: RiskRecords, today: string): string {
  return [
    `真单手册·预防清单，${formatDay(today)}`,
    ...records.list.urgencies.flatMap((u) => {
      const tasks = result.tasks.filter((t) => t.urgency === u.id);
      return tasks[0]
        ? [`${u.label}（到 ${formatDay(tasks[0].by)}）`, ...tasks.map((t) => `□ ${headline(t)}：${t.item.how.join('')}`)]
        : [];
    }),
    ...(result.nothingFound ? [records.list.nothingFound] : []),
    ...(result.unanswered.length > 0 ? [`还有没回答的：${result.unanswered.map((i) => i.question).join('')}`] : []),
    '这是做事的先后，不是打分，也不能说明店铺不会被判。',
  ].join('\n');
}

function calendar(result: RiskResult, stamp: string): string {
  return toIcs({
    name: '真单手册·预防清单',
    product: 'risk-check',
    stamp,
    events: result.tasks.map((t) => ({
      key: t.item.id,
      title: headline(t),
      description: t.item.how.join('\n'),
      start: { day: t.by },
    })),
  });
}

/** What to put right, in order, with its receipt. */
export function renderResult(
  result: RiskResult,
  answers: Answers,
  records: RiskRecords,
  now: { today: string; stamp: string },
): { nodes: Node[]; receipt: Receipt } {
  const receipt = makeReceipt(
    {
      tool: 'risk-check',
      version: VERSION,
      inputs: { answers, day: now.today },
      outputs: {
        tasks: result.tasks.map((t) => ({ item: t.item.id, kind: t.kind, by: t.by })),
        unanswered: result.unanswered.map((i) => i.id),
      },
      steps: records.list.urgencies.map((u) => `${u.label}：从 ${now.today} 起第 ${u.days} 个自然日为止，这是我们排的先后。`),
      facts: result.facts,
      generatedOn: now.today,
    },
    records.facts,
  );
  const groups = records.list.urgencies.flatMap((u) => {
    const tasks = result.tasks.filter((t) => t.urgency === u.id);
    const by = tasks[0]?.by;
    return by
      ? [
          el('h4', {}, by === now.today ? u.label : `${u.label}：到 ${formatDay(by)}`),
          el('ol', { class: 'zd-tasks' }, ...tasks.map(taskNode)),
        ]
      : [];
  });
  const nodes: Node[] = [
    el(
      'h3',
      { id: 'rc-result-title' },
      result.tasks.length > 0 ? '先做这些' : result.nothingFound ? '没有要补的' : '还没有可以排的',
    ),
    ...(result.tasks.length > 0 ? [el('p', {}, '按先后排好了。日期是我们排的节奏，不是平台的期限。')] : []),
    ...(result.nothingFound ? [el('p', { class: 'zd-notice' }, records.list.nothingFound)] : []),
    ...groups,
    ...(result.unanswered.length > 0
      ? [
          el('h4', {}, '还没回答的'),
          el('ul', {}, ...result.unanswered.map((item) => el('li', {}, el('a', { href: `#check-${item.id}` }, item.question)))),
        ]
      : []),
    resultActions(
      () => plainText(result, records, now.today),
      receipt,
      result.tasks.length > 0
        ? [{ label: '存到日历（.ics）', name: '预防清单.ics', type: 'text/calendar', content: () => calendar(result, now.stamp) }]
        : [],
    ),
    ...(result.facts.length > 0 ? [el('details', {}, el('summary', {}, '依据'), factList(result.facts, records.facts))] : []),
    receiptElement(receipt),
  ];
  return { nodes, receipt };
}
