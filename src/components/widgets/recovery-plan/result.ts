import { formatDay } from '../../../models/calendar/day.ts';
import { toIcs } from '../../../models/ics/ics.ts';
import type { Plan, PlanInput, PlanStep } from '../../../models/recovery/plan.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { KIND_WORDS } from '../clearing-date/words.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { makeReceipt, receiptElement, resultActions } from '../shared/receipt.ts';
import { VERSION, type RecoveryRecords } from './records.ts';

function basisWords(step: PlanStep): string {
  if (step.by === null) return step.note ?? '没有日期';
  const clock = step.note ? `：${step.note}` : '';
  return `${step.basis === 'rule' ? `规则时钟${clock}` : '我们排的'}${step.moved ? '。原定的日子已经过了，先做这件' : ''}`;
}

function stepNode(step: PlanStep, done: boolean): HTMLElement {
  const box = el('input', { type: 'checkbox', name: 'done', value: step.item.id });
  box.checked = done;
  return el(
    'li',
    { 'data-step': step.item.id },
    el(
      'label',
      {},
      box,
      el(
        'span',
        {},
        step.by ? el('time', { datetime: step.by }, formatDay(step.by)) : '没有日期',
        '　',
        el('strong', {}, step.item.title),
      ),
    ),
    el(
      'div',
      { class: 'zd-plan__body' },
      el('p', {}, step.item.why),
      el('ul', {}, ...step.item.how.map((h) => el('li', {}, h))),
      el(
        'p',
        { class: 'zd-caveat' },
        `${basisWords(step)}${basisWords(step).endsWith('。') ? '' : '。'}${step.item.noSource ?? ''}`,
      ),
    ),
  );
}

function plainText(plan: Plan, input: PlanInput, records: RecoveryRecords, done: () => ReadonlySet<string>): string {
  const ticked = done();
  return [
    `真单手册·恢复计划，${formatDay(input.start)}`,
    `${PLATFORM_WORDS[input.platform]}，${KIND_WORDS[input.kind]}，${formatDay(input.penalty)}`,
    ...records.file.honesty,
    ...plan.phases.flatMap((phase) => [
      phase.label,
      ...phase.steps.map(
        (s) => `${ticked.has(s.item.id) ? '■' : '□'} ${s.by ? formatDay(s.by) : '没有日期'} ${s.item.title}（${basisWords(s)}）`,
      ),
    ]),
  ].join('\n');
}

function calendar(plan: Plan, input: PlanInput, stamp: string): string {
  return toIcs({
    name: '真单手册·恢复计划',
    product: 'recovery-plan',
    stamp,
    events: plan.phases
      .flatMap((p) => p.steps)
      .flatMap((s) =>
        s.by
          ? [
              {
                key: `${input.platform}/${input.kind}/${s.item.id}`,
                title: s.item.title,
                description: [s.item.why, ...s.item.how, basisWords(s)].join('\n'),
                start: { day: s.by },
                // Steps tied to a rule remind the day before; the rest would only make noise.
                ...(s.basis === 'rule' ? { alarms: [24 * 60] } : {}),
              },
            ]
          : [],
      ),
  });
}

/** The dated plan with its tick boxes and receipt. `done` reads the boxes at the moment of copying. */
export function renderResult(
  plan: Plan,
  input: PlanInput,
  records: RecoveryRecords,
  now: { stamp: string; ticked: ReadonlySet<string>; points: number | null; done: () => ReadonlySet<string> },
): { nodes: Node[]; receipt: Receipt } {
  const steps = plan.phases.flatMap((p) => p.steps);
  const receipt = makeReceipt(
    {
      tool: 'recovery-plan',
      version: VERSION,
      inputs: {
        platform: input.platform,
        kind: input.kind,
        shopType: input.shopType,
        finding: input.finding,
        date: input.penalty,
        points: now.points,
        start: input.start,
      },
      outputs: {
        steps: steps.map((s) => ({ item: s.item.id, by: s.by, phase: s.phase, basis: s.basis })),
        clocks: input.clocks.map((c) => ({ clock: c.clock, status: c.status, ...(c.freeFrom ? { freeFrom: c.freeFrom } : {}) })),
      },
      steps: ['天数按自然日从排计划那天起算；规则时钟按「清除日期计算」的同一套规则算。'],
      facts: plan.facts,
      generatedOn: input.start,
    },
    records.facts,
  );
  const nodes: Node[] = [
    el('h3', { id: 'rp-result-title' }, '你的计划'),
    el(
      'p',
      {},
      `${PLATFORM_WORDS[input.platform]}，${KIND_WORDS[input.kind]}：${formatDay(input.penalty)}。排于 ${formatDay(input.start)}。`,
    ),
    ...plan.phases.flatMap((phase) => [
      el('h4', {}, phase.label),
      el('p', { class: 'zd-hint' }, phase.intro),
      el('ol', { class: 'zd-plan zd-plan--ticked' }, ...phase.steps.map((s) => stepNode(s, now.ticked.has(s.item.id)))),
    ]),
    resultActions(() => plainText(plan, input, records, now.done), receipt, [
      {
        label: '存到日历（.ics）',
        name: `恢复计划-${input.platform}.ics`,
        type: 'text/calendar',
        content: () => calendar(plan, input, now.stamp),
      },
    ]),
    el('details', {}, el('summary', {}, '这份计划的依据'), factList(plan.facts, records.facts)),
    receiptElement(receipt),
  ];
  return { nodes, receipt };
}
