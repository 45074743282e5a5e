import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { CLOCKS } from '../../src/schemas/clock.ts';
import { FINDINGS, recoveryFile, SHOP_TYPES } from '../../src/schemas/recovery.ts';
import { knownIds } from '../fixtures/ids.ts';

const data = recoveryFile.parse(parse(readFileSync('src/content/flows/recovery-plan.yaml', 'utf8')));
const { facts } = knownIds();

describe('recovery plan data', () => {
  it('names every shop type, finding and clock, every item once', () => {
    expect(data.shopTypes.map((s) => s.id)).toEqual([...SHOP_TYPES]);
    expect(data.findings.map((f) => f.id)).toEqual([...FINDINGS]);
    expect(new Set(data.items.map((i) => i.id)).size).toBe(data.items.length);
    const clocks = new Set(data.items.flatMap((i) => (i.due.from === 'clock' ? [i.due.clock] : [])));
    expect([...clocks].sort()).toEqual([...CLOCKS].sort());
  });
  it.each(data.items.map((i) => [i.id, i] as const))(
    '%s rests on known facts or says that no source supports it',
    (_id, item) => {
      for (const fact of item.facts) expect(facts.has(fact), fact).toBe(true);
      if (item.facts.length === 0) expect(item.noSource).toMatch(/没有来源|不是规则/);
    },
  );
  it('promises nothing and retypes no figure', () => {
    expect(data.honesty.join('')).toMatch(/没有一份来源/);
    for (const item of data.items) {
      const prose = [item.title, item.why, ...item.how].join('').replace(/1688|12315/g, '');
      expect(prose, item.id).not.toMatch(/\d/);
      expect(prose, item.id).not.toMatch(/一定能恢复|保证恢复|就能恢复|很快恢复|恢复流量/);
    }
  });
});
