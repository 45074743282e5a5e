import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { ScamRecords } from '../../src/components/widgets/scam-check/records.ts';
import { renderResult as renderScam } from '../../src/components/widgets/scam-check/result.ts';
import { renderResult as renderRisk } from '../../src/components/widgets/risk-check/result.ts';
import { renderResult as renderPlan } from '../../src/components/widgets/recovery-plan/result.ts';
import { recoverySteps, reportCard, riskChecklist, scamData } from '../../src/facts/checks.ts';
import { factBook } from '../../src/facts/book.ts';
import { clearingData, clearingFactIds, factCards } from '../../src/facts/slices.ts';
import { computeClocks } from '../../src/models/clearing/compute.ts';
import { planClocks } from '../../src/models/recovery/input.ts';
import { buildPlan } from '../../src/models/recovery/plan.ts';
import { orderTasks } from '../../src/models/risk/order.ts';
import { compile, matchScams } from '../../src/models/scam/match.ts';
import { reportsOf } from '../../src/models/scam/reports.ts';
import { receipt as receiptSchema } from '../../src/schemas/receipt.ts';

const DAY = '2026-11-23';
const STAMP = '2026-11-23T10:00:00+08:00';
const book = factBook();

beforeAll(() => {
  vi.stubGlobal('document', parseHTML('<!doctype html><html><body></body></html>').document);
});
afterAll(() => vi.unstubAllGlobals());

/** The nodes of a result inside one element, as the reader gets them. */
function mount(nodes: readonly Node[]): HTMLElement {
  const root = document.createElement('section');
  root.append(...nodes);
  document.body.replaceChildren(root);
  return root;
}
const receiptIn = (root: Element): unknown => JSON.parse(root.querySelector('[data-receipt]')?.textContent ?? 'null');

describe('scam-check result', () => {
  const { files, guards, card } = scamData();
  const patterns = files.flatMap((f) => f.patterns);
  const matcher = compile(patterns, guards);
  const records: ScamRecords = {
    files,
    guards,
    reports: Object.fromEntries(patterns.flatMap(reportsOf).map((id) => [id, reportCard(book, id)])),
    facts: factCards(
      book,
      patterns.flatMap((p) => p.facts ?? []),
    ),
    cardText: card.title,
  };
  const show = (text: string) => mount(renderScam(text, matchScams(text, matcher), records, DAY).nodes);

  it('marks the sentence itself, keeps every character of the text and makes no markup of it', () => {
    const text = '你好<img src=x onerror=alert(1)>。\n有内部渠道，扣分都能消掉。\n<b>再见</b>';
    const root = show(text);
    const box = root.querySelector('.zd-scam-text');
    expect(root.querySelector('img, b')).toBeNull();
    expect(root.querySelector('mark')?.textContent).toContain('有内部渠道，扣分都能消掉。');
    for (const link of box?.querySelectorAll('mark a') ?? []) link.remove();
    expect(box?.textContent).toBe(text);
  });

  it('gives every match its report and says that an unmarked sentence proves nothing', () => {
    const root = show(patterns.map((p) => p.example).join('\n'));
    expect(root.querySelectorAll('[data-pattern]').length).toBeGreaterThanOrEqual(patterns.length);
    for (const section of root.querySelectorAll('[data-pattern]')) expect(section.textContent).toMatch(/出处：.{6,}/);
    expect(root.textContent).toContain('也不等于可信');
  });

  it('says on no match that this does not mean safe', () => {
    const root = show('今天发货吗？');
    expect(root.textContent).toContain('不等于对方可信');
    expect(root.textContent).not.toMatch(/放心|没有问题|是安全的/);
    expect(receiptIn(root)).toMatchObject({ tool: 'scam-check', outputs: { matches: [] } });
  });

  it('hands out a receipt of the agreed shape without a word that was pasted', () => {
    const secret = '张三丰的暗号';
    const root = show(`${secret}，有内部渠道，扣分都能消掉`);
    const receipt = receiptSchema.parse(receiptIn(root));
    expect(receipt.outputs).toEqual({ matches: [{ pattern: 'internal-channel', source: 'tb-penalty-table' }] });
    expect(JSON.stringify(receipt)).not.toContain(secret);
  });
});

describe('risk-check result', () => {
  const list = riskChecklist();
  const records = {
    list,
    facts: factCards(
      book,
      list.items.flatMap((i) => i.facts),
    ),
  };
  const show = (answers: Parameters<typeof orderTasks>[1]) =>
    mount(renderRisk(orderTasks(list, answers, DAY), answers, records, { today: DAY, stamp: STAMP }).nodes);

  it('lists the work with what follows if it is left, and no score', () => {
    const item = list.items[0];
    if (!item) throw new Error('the list is empty');
    const root = show({ [item.id]: 'not-yet' });
    expect(root.querySelector(`[data-task="${item.id}"]`)?.textContent).toContain(item.ifNo);
    expect(root.textContent).not.toMatch(/得分|满分|\d+\s*%|安全/);
    expect(receiptSchema.parse(receiptIn(root)).outputs).toMatchObject({ tasks: [{ item: item.id, kind: 'fix' }] });
  });

  it('never calls a shop safe when everything is done', () => {
    const root = show(Object.fromEntries(list.items.map((i) => [i.id, 'done' as const])));
    expect(root.textContent).toContain('不等于');
  });
});

describe('recovery-plan result', () => {
  const file = recoverySteps();
  const clearing = clearingData(book);
  const records = {
    file,
    clearing,
    facts: factCards(book, [...file.items.flatMap((i) => i.facts), ...clearingFactIds(clearing)]),
  };

  it('dates each step, says which days are rules and which are our order, and keeps the ticks', () => {
    const base = { platform: 'taobao', kind: 'points-general' } as const;
    const clocks = computeClocks({ ...base, events: [{ date: '2026-11-20', points: 12, time: null }] }, clearing);
    const input = {
      ...base,
      shopType: 'dropship',
      finding: 'true',
      penalty: '2026-11-20',
      start: DAY,
      clocks: planClocks(clocks),
    } as const;
    const ticked = new Set(['stop-everything']);
    const { nodes } = renderPlan(buildPlan(file, input), input, records, {
      stamp: STAMP,
      ticked,
      points: 12,
      done: () => ticked,
    });
    const root = mount(nodes);
    expect(root.querySelector('[data-step="clock-points"] time')?.getAttribute('datetime')).toBe('2027-01-01');
    expect(root.querySelector('[data-step="clock-points"]')?.textContent).toContain('规则时钟');
    expect(root.querySelector('[data-step="run-risk-check"]')?.textContent).toContain('我们排的');
    expect(root.querySelector<HTMLInputElement>('[data-step="stop-everything"] input')?.checked).toBe(true);
    expect(root.querySelector('[data-step="supplier-vouchers"]')).not.toBeNull();
    const receipt = receiptSchema.parse(receiptIn(root));
    expect(receipt.inputs).toMatchObject({ platform: 'taobao', points: 12 });
    expect(receipt.sources.length).toBeGreaterThan(0);
  });
});
