import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { factBookFromDisk } from '../../../src/facts/from-disk.ts';
import { clearingData } from '../../../src/facts/slices.ts';
import { computeClocks } from '../../../src/models/clearing/compute.ts';
import { checkChoices, planClocks } from '../../../src/models/recovery/input.ts';
import { buildPlan } from '../../../src/models/recovery/plan.ts';
import { TOOL_PLATFORMS } from '../../../src/schemas/common.ts';
import { recoveryFile } from '../../../src/schemas/recovery.ts';

const file = recoveryFile.parse(parse(readFileSync('src/content/flows/recovery-plan.yaml', 'utf8')));
const data = clearingData(factBookFromDisk('src/content'));

describe('checkChoices', () => {
  it.each([
    ['own-stock', 'mistaken', []],
    ['', 'true', ['shop']],
    ['wholesale', '', ['truth']],
    ['nonsense', 'nonsense', ['shop', 'truth']],
  ])('shop %s, truth %s', (shop, truth, wrong) => {
    const result = checkChoices({ shop, truth }, file);
    expect(result.ok ? [] : result.errors.map((e) => e.field)).toEqual(wrong);
  });
});

describe('the plan on the clocks of clearing-date', () => {
  const plan = (platform: (typeof TOOL_PLATFORMS)[number], points: number, date: string) => {
    const clocks = computeClocks({ platform, kind: 'points-general', events: [{ date, points, time: null }] }, data);
    const input = {
      platform,
      kind: 'points-general' as const,
      shopType: 'own-stock' as const,
      finding: 'mistaken' as const,
      penalty: date,
      start: date,
      clocks: planClocks(clocks),
    };
    return { clocks, steps: buildPlan(file, input).phases.flatMap((p) => p.steps) };
  };

  it('puts the check of the points of 淘宝 on the first day of the next year', () => {
    const step = plan('taobao', 12, '2026-11-20').steps.find((s) => s.item.id === 'clock-points');
    expect(step).toMatchObject({ by: '2027-01-01', basis: 'rule', phase: 'days-60' });
  });

  it('puts no date on a clock that is unsettled, whatever it estimates', () => {
    for (const platform of TOOL_PLATFORMS) {
      const { clocks, steps } = plan(platform, 12, '2026-11-20');
      for (const step of steps) {
        if (step.item.due.from !== 'clock') continue;
        const name = step.item.due.clock;
        const settled = clocks.filter((c) => c.clock === name).every((c) => c.status === 'ends');
        expect(step.by !== null, `${platform} ${step.item.id}`).toBe(settled);
      }
    }
  });
});
