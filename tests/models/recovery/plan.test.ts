import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { addDays, daysBetween } from '../../../src/models/calendar/day.ts';
import { buildPlan, type PlanClock, type PlanInput } from '../../../src/models/recovery/plan.ts';
import { CLOCKS, KINDS } from '../../../src/schemas/clock.ts';
import { TOOL_PLATFORMS } from '../../../src/schemas/common.ts';
import { FINDINGS, recoveryFile, SHOP_TYPES } from '../../../src/schemas/recovery.ts';

const file = recoveryFile.parse(parse(readFileSync('src/content/flows/recovery-plan.yaml', 'utf8')));
const START = '2026-11-23';
const base: PlanInput = {
  platform: 'taobao',
  kind: 'points-general',
  shopType: 'own-stock',
  finding: 'mistaken',
  penalty: '2026-11-20',
  start: START,
  clocks: [],
};
const ends = (clock: PlanClock['clock'], freeFrom: string): PlanClock => ({
  clock,
  label: '测试时钟',
  status: 'ends',
  freeFrom,
  reason: '测试用的原因。',
  facts: ['x-two-clocks'],
});
const steps = (input: PlanInput) => buildPlan(file, input).phases.flatMap((p) => p.steps);
const step = (input: PlanInput, id: string) => steps(input).find((s) => s.item.id === id);

const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2026-01-01', n));
const clock = fc
  .record({ clock: fc.constantFrom(...CLOCKS), status: fc.constantFrom('ends', 'never', 'unknown' as const), freeFrom: day })
  .map((c): PlanClock => ({
    clock: c.clock,
    label: '测试时钟',
    status: c.status as PlanClock['status'],
    ...(c.status === 'ends' ? { freeFrom: c.freeFrom } : {}),
    reason: '原因。',
    facts: [],
  }));
const input = fc.record({
  platform: fc.constantFrom(...TOOL_PLATFORMS),
  kind: fc.constantFrom(...KINDS),
  shopType: fc.constantFrom(...SHOP_TYPES),
  finding: fc.constantFrom(...FINDINGS),
  penalty: day,
  start: day,
  clocks: fc.array(clock, { maxLength: 8 }),
});

describe('buildPlan', () => {
  it('always gives a plan: something to do on the first day, no step twice, none before the start, in order', () => {
    fc.assert(
      fc.property(input, (given) => {
        const all = steps(given);
        expect(all.some((s) => s.by === given.start)).toBe(true);
        expect(new Set(all.map((s) => s.item.id)).size).toBe(all.length);
        const dated = all.flatMap((s) => (s.by ? [s.by] : []));
        expect(dated).toEqual([...dated].sort());
        for (const s of all) if (s.by) expect(s.by >= given.start).toBe(true);
      }),
    );
  });

  it('puts each step in the phase its day falls in', () => {
    fc.assert(
      fc.property(input, (given) => {
        const limits = { 'days-30': [0, 30], 'days-60': [31, 60], 'days-90': [61, 90], later: [91, Infinity] } as const;
        for (const phase of buildPlan(file, given).phases)
          for (const s of phase.steps) {
            if (phase.id === 'undated') expect(s.by).toBeNull();
            else {
              const [from, until] = limits[phase.id];
              const days = daysBetween(given.start, s.by ?? '');
              expect(days).toBeGreaterThanOrEqual(from);
              expect(days).toBeLessThanOrEqual(until);
            }
          }
      }),
    );
  });

  it.each([
    ['clock-points', 'points', 0],
    ['clock-node', 'node', 0],
    ['clock-demotion-after', 'demotion', 14],
    ['clock-marketing', 'marketing-ban', 0],
  ] as const)('%s falls on the end of its clock', (id, name, days) => {
    const free = '2027-01-14';
    expect(step({ ...base, clocks: [ends(name, free)] }, id)?.by).toBe(addDays(free, days));
  });

  it('waits for the longest of two clocks of one name', () => {
    const found = step(
      { ...base, clocks: [ends('node', '2026-12-01'), ends('node', '2026-12-20'), ends('node', '2026-12-10')] },
      'clock-node',
    );
    expect(found?.by).toBe('2026-12-20');
  });

  it('gives no day where one clock is unknown or never ends, even beside one that ends', () => {
    const open = (status: 'unknown' | 'never'): PlanClock => ({
      clock: 'record',
      label: '违规记录',
      status,
      reason: '没有来源写明。',
      facts: [],
    });
    for (const status of ['unknown', 'never'] as const) {
      const found = step({ ...base, clocks: [ends('record', '2026-12-01'), open(status)] }, 'clock-record');
      expect(found?.by).toBeNull();
      expect(found?.phase).toBe('undated');
      expect(found?.note).toContain('没有来源写明。');
    }
    expect(step({ ...base, clocks: [open('never')] }, 'clock-record')?.note).toContain('不会自动结束');
  });

  it('leaves out the steps of clocks that do not run', () => {
    expect(steps(base).filter((s) => s.basis === 'rule')).toEqual([]);
  });

  it('moves what lies in the past to the first day and says so', () => {
    const found = step({ ...base, clocks: [ends('demotion', '2026-10-01')] }, 'clock-demotion');
    expect(found).toMatchObject({ by: START, moved: true });
  });

  it('asks a seller whose finding is true for the facts, not for an appeal', () => {
    const ids = steps({ ...base, finding: 'true' }).map((s) => s.item.id);
    expect(ids).toContain('write-the-facts');
    expect(ids.filter((id) => id.startsWith('appeal-'))).toEqual([]);
  });

  it('shows each platform its own appeal', () => {
    for (const platform of TOOL_PLATFORMS) {
      const appeals = steps({ ...base, platform }).filter((s) => s.item.id.startsWith('appeal-'));
      expect(appeals.length, platform).toBe(1);
    }
  });

  it('carries the facts of the clock into the step', () => {
    expect(step({ ...base, clocks: [ends('points', '2027-01-01')] }, 'clock-points')?.facts).toContain('x-two-clocks');
  });
});
