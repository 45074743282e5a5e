import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { reportsOf } from '../../src/models/scam/reports.ts';
import { SCAM_FAMILIES } from '../../src/schemas/scam.ts';
import { knownIds } from '../fixtures/ids.ts';
import { guards, scamFiles, scamPatterns } from '../fixtures/scams.ts';

const ids = knownIds();

describe('scam patterns', () => {
  it('cover every family once, with at least sixty patterns', () => {
    expect(scamFiles.map((f) => f.family.id).sort()).toEqual([...SCAM_FAMILIES].sort());
    expect(scamPatterns.length).toBeGreaterThanOrEqual(60);
  });

  it('have unique ids and unique examples', () => {
    expect(new Set(scamPatterns.map((p) => p.id)).size).toBe(scamPatterns.length);
    expect(new Set(scamPatterns.map((p) => p.example)).size).toBe(scamPatterns.length);
  });

  it.each(scamPatterns.map((p) => [p.id, p] as const))('%s names a known report and known facts', (_id, p) => {
    for (const id of [p.source, ...(p.sources ?? [])]) expect(id === undefined || ids.sources.has(id), id).toBe(true);
    for (const id of [p.case, ...(p.cases ?? [])]) expect(id === undefined || ids.cases.has(id), id).toBe(true);
    for (const fact of p.facts ?? []) expect(ids.facts.has(fact), fact).toBe(true);
  });

  it('hold no phone, account or web address', () => {
    const texts = scamPatterns.flatMap((p) => [p.title, p.example, p.why, ...p.match.flatMap((c) => c.all.flat())]);
    expect(texts.filter((t) => /https?:|www\.|\d{6,}|[a-z0-9]\.(com|cn|top|net)/i.test(t))).toEqual([]);
  });

  it('guard words are words that no pattern needs', () => {
    const words = new Set(scamPatterns.flatMap((p) => p.match.flatMap((c) => c.all.flat())));
    expect(guards.words.filter((w) => words.has(w))).toEqual([]);
  });

  it('every warning source is used by a pattern', () => {
    const used = new Set(scamPatterns.flatMap(reportsOf));
    const file = parse(readFileSync('src/content/sources/scam-warnings.yaml', 'utf8')) as { sources: { id: string }[] };
    expect(file.sources.map((s) => s.id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('files are named after their family', () => {
    const names = readdirSync(join('src', 'content', 'scams')).filter((n) => !n.startsWith('_'));
    expect(names.sort()).toEqual(scamFiles.map((f) => `${f.family.id}.yaml`).sort());
  });
});
