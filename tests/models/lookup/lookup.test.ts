import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factBookFromDisk } from '../../../src/facts/from-disk.ts';
import { lookupSlice } from '../../../src/facts/lookup.ts';
import { covers, lookUp, lookupReceipt } from '../../../src/models/lookup/lookup.ts';
import { addDays } from '../../../src/models/calendar/day.ts';
import { TOOL_PLATFORMS } from '../../../src/schemas/common.ts';
import { FINDINGS } from '../../../src/schemas/lookup.ts';
import { receipt } from '../../../src/schemas/receipt.ts';

const root = new URL('../../../', import.meta.url);
const data = lookupSlice(
  factBookFromDisk(new URL('src/content', root).pathname),
  readFileSync(new URL('src/content/flows/rule-lookup.yaml', root), 'utf8'),
);
const TODAY = '2026-11-23';
const find = (platform: string, date: string, history: string, finding = 'fake-transaction') => {
  const result = lookUp({ platform, date, finding }, TODAY, data);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.subjects.find((s) => s.history === history)!;
};

describe('the rule on a day', () => {
  it.each([
    ['taobao', '2014-04-09', 'taobao-ladder', 'tb-ladder-old-ratio', 4],
    ['taobao', '2014-04-10', 'taobao-ladder', 'tb-ladder-2014', 3],
    ['taobao', '2015-12-31', 'taobao-ladder', 'tb-ladder-2014', 3],
    ['taobao', '2016-01-01', 'taobao-ladder', 'tb-ladder-2016', 2],
    ['taobao', '2017-04-01', 'taobao-ladder', 'tb-ladder-current', 1],
    ['taobao', '2025-03-03', 'taobao-ladder', 'tb-ladder-current', 1],
    ['taobao', '2025-03-04', 'taobao-ladder', null, 0],
    ['taobao', '2026-11-23', 'taobao-ladder', null, 0],
    ['1688', '2024-07-15', '1688-clearing', '1688-clear-365', 1],
    ['1688', '2024-07-16', '1688-clearing', null, 0],
    ['aliexpress', '2026-06-28', 'aliexpress-ladder', null, 1],
    ['aliexpress', '2026-06-29', 'aliexpress-ladder', 'ae-penalty-points', 0],
    ['alibaba-com', '2018-01-14', 'alibaba-com-node', null, 1],
  ] as const)('%s on %s: %s is %s', (platform, date, history, fact, later) => {
    const found = find(platform, date, history);
    expect(found.then.known ? found.then.fact : null).toBe(fact);
    expect(found.since).toHaveLength(later);
    if (!found.then.known) expect(found.then.reason.length).toBeGreaterThan(8);
  });

  it('gives the wording of the version, not of the latest', () => {
    const then = find('taobao', '2016-06-01', 'taobao-definition').then;
    expect(then.known && then.value.statement).toContain('2014-04-10');
    const ban = find('taobao', '2020-01-01', 'taobao-marketing-ban-48').then;
    expect(ban.known && ban.value.statement).toContain('永久');
  });

  it('says when a source has no date', () => {
    const then = find('1688', '2020-01-01', '1688-appeal').then;
    expect(then.known && then.undated).toBe(true);
  });

  it('never answers with a version that does not hold on the day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOOL_PLATFORMS), fc.constantFrom(...FINDINGS), fc.nat(6170), (platform, finding, n) => {
        const date = addDays('2010-01-01', n);
        const result = lookUp({ platform, date, finding }, TODAY, data);
        if (date > TODAY) return void expect(result.ok).toBe(false);
        if (!result.ok) throw new Error('refused');
        const wanted = data.texts.findings.find((f) => f.finding === finding)!.subjects;
        for (const s of wanted) expect(result.subjects.some((r) => r.subject === s)).toBe(true);
        for (const s of result.subjects) {
          expect(covers(s.then, date)).toBe(true);
          if (s.then.known) expect(covers(s.then.value, date)).toBe(true);
          for (const later of s.since) expect(covers(later, date)).toBe(false);
        }
      }),
    );
  });

  it.each([
    [{ platform: 'ebay', date: '2024-01-01', finding: 'node' }, ['platform']],
    [{ platform: 'taobao', date: '2023-02-29', finding: 'node' }, ['date']],
    [{ platform: 'taobao', date: '', finding: '' }, ['date', 'finding']],
    [{ platform: 'taobao', date: '2026-11-24', finding: 'node' }, ['date']],
  ])('refuses %j beside the field', (raw, fields) => {
    const result = lookUp(raw, TODAY, data);
    expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual(fields);
  });

  it('hands out a receipt with facts and sources', () => {
    const result = lookUp({ platform: 'taobao', date: '2018-06-01', finding: 'fake-transaction' }, TODAY, data);
    if (!result.ok) throw new Error('refused');
    const made = lookupReceipt(result, TODAY, data);
    expect(receipt.parse(made)).toEqual(made);
    expect(made.facts).toContain('tb-ladder-current');
    expect(made.sources).toContain('tb-ladder-pingjia');
  });
});
