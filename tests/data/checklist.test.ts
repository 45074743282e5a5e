import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { checklistFile, RISK_AREAS, URGENCIES } from '../../src/schemas/checklist.ts';
import { knownIds } from '../fixtures/ids.ts';

const data = checklistFile.parse(parse(readFileSync('src/content/flows/risk-check.yaml', 'utf8')));
const ids = knownIds();

describe('prevention checklist', () => {
  it('holds forty items or more, every id once', () => {
    expect(data.items.length).toBeGreaterThanOrEqual(40);
    expect(new Set(data.items.map((i) => i.id)).size).toBe(data.items.length);
  });
  it('fills every area and every class of urgency', () => {
    expect(data.areas.map((a) => a.id)).toEqual([...RISK_AREAS]);
    expect(data.urgencies.map((u) => u.id)).toEqual([...URGENCIES]);
    for (const area of RISK_AREAS) expect(data.items.filter((i) => i.area === area).length, area).toBeGreaterThanOrEqual(5);
    for (const u of URGENCIES)
      expect(
        data.items.some((i) => i.urgency === u),
        u,
      ).toBe(true);
  });
  it('gives later work later days', () => {
    const days = data.urgencies.map((u) => u.days);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(new Set(days).size).toBe(days.length);
  });
  it.each(data.items.map((i) => [i.id, i] as const))('%s rests on known facts and cases', (_id, item) => {
    for (const fact of item.facts) expect(ids.facts.has(fact), fact).toBe(true);
    for (const c of item.cases ?? []) expect(ids.cases.has(c), c).toBe(true);
  });
  it('asks questions, retypes no figure, promises nothing', () => {
    for (const item of data.items) {
      expect(item.question).toMatch(/？$/);
      const prose = [item.question, item.reason, item.ifNo, ...item.how].join('');
      expect(prose.replace(/1688/g, ''), item.id).not.toMatch(/\d/);
      expect(prose, item.id).not.toMatch(/保证不|不会被查|就安全|不会被判|得分|分数高/);
    }
  });
});
