import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { addDays, daysBetween } from '../../../src/models/calendar/day.ts';
import { ANSWERS, cleanAnswers, orderTasks, type Answers } from '../../../src/models/risk/order.ts';
import { checklistFile, URGENCIES } from '../../../src/schemas/checklist.ts';

const list = checklistFile.parse(parse(readFileSync('src/content/flows/risk-check.yaml', 'utf8')));
const DAY = '2026-11-23';
const answers = fc
  .array(fc.option(fc.constantFrom(...ANSWERS)), { minLength: list.items.length, maxLength: list.items.length })
  .map((given): Answers => Object.fromEntries(list.items.flatMap((item, i) => (given[i] ? [[item.id, given[i]]] : []))));

describe('orderTasks', () => {
  it('names every open item once and no other', () => {
    fc.assert(
      fc.property(answers, (a) => {
        const result = orderTasks(list, a, DAY);
        const open = Object.keys(a).filter((id) => a[id] === 'not-yet' || a[id] === 'unknown');
        expect(result.tasks.map((t) => t.item.id).sort()).toEqual(open.sort());
        expect(result.tasks.length + result.unanswered.length + result.notApplicable.length).toBeLessThanOrEqual(
          list.items.length,
        );
      }),
    );
  });

  it('never puts later work before earlier work, nor a look-up before a known gap of the same class', () => {
    fc.assert(
      fc.property(answers, (a) => {
        const keys = orderTasks(list, a, DAY).tasks.map(
          (t) => URGENCIES.indexOf(t.urgency) * 2 + (t.kind === 'find-out' ? 1 : 0),
        );
        expect(keys).toEqual([...keys].sort((x, y) => x - y));
      }),
    );
  });

  it('counts natural days from the day given, across months and leap days', () => {
    const all = Object.fromEntries(list.items.map((i) => [i.id, 'not-yet' as const]));
    for (const day of [DAY, '2026-12-31', '2028-02-29', '2027-02-01']) {
      for (const task of orderTasks(list, all, day).tasks) {
        const days = list.urgencies.find((u) => u.id === task.urgency)?.days;
        expect(daysBetween(day, task.by)).toBe(days);
        expect(task.by).toBe(addDays(day, days ?? -1));
      }
    }
  });

  it('says that nothing was found only when everything was answered', () => {
    const done = Object.fromEntries(list.items.map((i) => [i.id, 'done' as const]));
    expect(orderTasks(list, done, DAY).nothingFound).toBe(true);
    const { [list.items[0]?.id ?? '']: _first, ...rest } = done;
    expect(orderTasks(list, rest, DAY).nothingFound).toBe(false);
    expect(orderTasks(list, {}, DAY).nothingFound).toBe(false);
    expect(list.nothingFound).toMatch(/不等于/);
  });

  it('gives no number that could be read as a score', () => {
    const result = orderTasks(list, { [list.items[0]?.id ?? '']: 'not-yet' }, DAY);
    expect(Object.values(result).some((v) => typeof v === 'number')).toBe(false);
  });
});

describe('cleanAnswers', () => {
  it('keeps known items with known answers and drops the rest', () => {
    const id = list.items[0]?.id ?? '';
    expect(cleanAnswers(list, { [id]: 'done', stranger: 'done' })).toEqual({ [id]: 'done' });
    expect(cleanAnswers(list, { [id]: 'maybe' })).toEqual({});
    for (const bad of [null, undefined, 3, 'x', []]) expect(cleanAnswers(list, bad)).toEqual({});
  });
});
