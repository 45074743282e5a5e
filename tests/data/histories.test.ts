import { describe, expect, it } from 'vitest';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { overlaps } from '../../src/models/lookup/lookup.ts';
import { addDays, firstDayOf, lastDayOf } from '../../src/models/calendar/day.ts';
import { TOOL_PLATFORMS } from '../../src/schemas/common.ts';
import { history, type History } from '../../src/schemas/record.ts';

const book = factBookFromDisk(new URL('../../src/content', import.meta.url).pathname);

/** What is wrong with a history; empty when nothing. */
function faults(h: History): string[] {
  const out: string[] = [];
  h.versions.forEach((v, i) => {
    const at = `${h.id}[${i}]`;
    const before = h.versions[i - 1];
    if ((v.fact === undefined) === (v.unknown === undefined)) out.push(`${at}: give either a fact or why it is unknown`);
    if (!before && v.from !== null) out.push(`${at}: the first version starts with null`);
    if (i === h.versions.length - 1 && v.until !== null) out.push(`${at}: the last version ends with null`);
    if (before) {
      if (before.until === null || v.from === null) out.push(`${at}: open end in the middle`);
      else if (addDays(lastDayOf(before.until), 1) !== firstDayOf(v.from)) {
        out.push(
          `${at}: ${firstDayOf(v.from) <= lastDayOf(before.until) ? 'overlaps' : 'leaves an undeclared gap after'} ${before.until}`,
        );
      }
    }
    if (v.from !== null && v.until !== null && lastDayOf(v.until) < firstDayOf(v.from)) out.push(`${at}: ends before it starts`);
    if (v.fact === undefined) return;
    const fact = book.rules.get(v.fact);
    if (!fact) return void out.push(`${at}: no fact ${v.fact}`);
    if (fact.platform !== h.platform) out.push(`${at}: ${v.fact} is of ${fact.platform}`);
    const values = fact.values.filter((value) => overlaps(value, v));
    if (values.length !== 1) out.push(`${at}: ${v.fact} has ${values.length} versions in this span, it must be one`);
    const value = values[0];
    const start = (x: string | null) => (x === null ? '0000-01-01' : firstDayOf(x));
    const end = (x: string | null) => (x === null ? '9999-12-31' : lastDayOf(x));
    if (value && (start(v.from) < start(value.from) || end(v.until) > end(value.until)))
      out.push(`${at}: reaches beyond what ${v.fact} is sourced for`);
    for (const gap of fact.gaps ?? [])
      if (overlaps(gap, v)) out.push(`${at}: ${v.fact} is not known from ${gap.from} to ${gap.until}`);
  });
  return out;
}

const SUBJECTS = history.shape.subject.options;

describe('dated histories', () => {
  it('exist for every marketplace and part of the rule', () => {
    for (const platform of TOOL_PLATFORMS)
      for (const subject of SUBJECTS)
        expect(
          book.histories.some((h) => h.platform === platform && h.subject === subject),
          `${platform} ${subject}`,
        ).toBe(true);
  });

  it('have ids of their own', () => {
    expect(new Set(book.histories.map((h) => h.id)).size).toBe(book.histories.length);
  });

  it.each(book.histories.map((h) => [h.id, h] as const))(
    '%s joins without gap or overlap and stays inside its facts',
    (_id, h) => {
      expect(faults(h)).toEqual([]);
    },
  );

  const sound: History = {
    id: 'x',
    platform: 'taobao',
    subject: 'ladder',
    title: 'x',
    versions: [
      { from: null, until: '2014-04-09', fact: 'tb-ladder-old-ratio' },
      { from: '2014-04-10', until: '2015-12', fact: 'tb-ladder-2014' },
      { from: '2016-01', until: null, unknown: '没有读到。' },
    ],
  };
  it.each([
    [
      'a gap of one day',
      (h: History) => {
        h.versions[1]!.from = '2014-04-11';
      },
    ],
    [
      'an overlap',
      (h: History) => {
        h.versions[1]!.from = '2014-04-09';
      },
    ],
    [
      'a closed end',
      (h: History) => {
        h.versions[2]!.until = '2020';
      },
    ],
    [
      'a late start',
      (h: History) => {
        h.versions[0]!.from = '2010';
      },
    ],
    [
      'a fact that does not exist',
      (h: History) => {
        h.versions[1]!.fact = 'tb-nothing';
      },
    ],
    [
      'a fact of another marketplace',
      (h: History) => {
        h.versions[1]!.fact = 'tm-ladder';
      },
    ],
    [
      'neither fact nor reason',
      (h: History) => {
        delete h.versions[2]!.unknown;
      },
    ],
    [
      'both',
      (h: History) => {
        h.versions[2]!.fact = 'tb-ladder-2016';
      },
    ],
    [
      'a fact stretched beyond its source',
      (h: History) => {
        h.versions[2] = { from: '2016-01', until: null, fact: 'tb-ladder-2014' };
      },
    ],
    [
      'a fact used in its declared gap',
      (h: History) => {
        h.versions[2] = { from: '2016-01', until: null, fact: 'tb-ladder-current' };
      },
    ],
    [
      'two versions of one fact run together',
      (h: History) => {
        h.versions = [{ from: null, until: null, fact: 'tb-definition' }];
      },
    ],
    [
      'a backward span',
      (h: History) => {
        h.versions[1]!.until = '2014-04-01';
      },
    ],
  ])('the check notices %s', (_name, breakIt) => {
    expect(faults(sound)).toEqual([]);
    const broken = structuredClone(sound);
    breakIt(broken);
    expect(faults(broken)).not.toEqual([]);
  });
});
