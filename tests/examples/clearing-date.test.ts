import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { clearingData } from '../../src/facts/slices.ts';
import { computeClocks } from '../../src/models/clearing/compute.ts';
import { validate } from '../../src/models/clearing/validate.ts';
import { exampleFile } from '../../src/schemas/example.ts';

const data = clearingData(factBookFromDisk('src/content'));
const { examples } = exampleFile.parse(parse(readFileSync('src/content/examples/clearing-date.yaml', 'utf8')));

describe('worked examples shown on the pages', () => {
  it.each(examples.map((e) => [e.id, e] as const))('%s', (_id, example) => {
    const raw = {
      platform: example.platform,
      kind: example.kind,
      events: example.events.map((e) => ({
        date: e.date,
        points: e.points === null ? '' : String(e.points),
        time: e.time ?? '',
      })),
    };
    const checked = validate(raw, data, '2026-11-23');
    expect(checked).toMatchObject({ ok: true });
    const clocks = computeClocks({ platform: example.platform, kind: example.kind, events: example.events }, data);
    for (const want of example.expect) {
      const found = clocks.filter((c) => c.clock === want.clock);
      expect(found, `${want.clock} clock`).toHaveLength(1);
      const { facts, estimates, ...rest } = want;
      expect(found[0]).toMatchObject(rest);
      expect(found[0]?.facts).toEqual(expect.arrayContaining(facts));
      if (estimates) expect(found[0]?.estimates.map((e) => e.freeFrom)).toEqual(estimates);
      if (want.status !== 'ends') expect(found[0]).not.toHaveProperty('freeFrom');
    }
  });
});
