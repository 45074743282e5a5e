import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findingsFor, missingKinds, wantedProofs } from '../../src/models/binder/plan.ts';
import { evidenceFile, findingFile, GOODS } from '../../src/schemas/evidence.ts';
import { completenessFile, outlineFile, warningFile } from '../../src/schemas/letter.ts';

const CONTENT = new URL('../../src/content/', import.meta.url);
const read = (path: string): unknown => parse(readFileSync(new URL(path, CONTENT), 'utf8'));
const list = (dir: string): string[] =>
  readdirSync(new URL(dir, CONTENT), { recursive: true })
    .map(String)
    .filter((f) => f.endsWith('.yaml'));

interface RuleLike {
  id: string;
  values: { rule: string; clause: string | null }[];
}
const rules = new Map(
  list('rules/').flatMap((f) =>
    ((read(`rules/${f}`) as { facts?: RuleLike[] }).facts ?? []).map((fact) => [fact.id, fact] as const),
  ),
);
const laws = new Map(
  list('laws/')
    .filter((f) => !f.includes('tables'))
    .map((f) => read(`laws/${f}`) as { id: string; title: string; article: string; from: string | null })
    .map((l) => [l.id, l] as const),
);
const known = (id: string): boolean => rules.has(id) || laws.has(id);

const groups = list('evidence/')
  .filter((f) => f !== 'findings.yaml')
  .map((f) => evidenceFile.parse(read(`evidence/${f}`)));
const kinds = new Map(groups.flatMap((g) => g.kinds).map((k) => [k.id, k]));
const { findings } = findingFile.parse(read('evidence/findings.yaml'));
const outline = outlineFile.parse(read('letters/outline.yaml'));
const { checks } = completenessFile.parse(read('letters/completeness.yaml'));
const { warnings } = warningFile.parse(read('letters/warnings.yaml'));

const DIGITS_THAT_BELONG_IN_RECORDS = /\d+\s*(?:天|小时|日内|工作日|分(?!钟)|元|次|单)/;

describe('evidence', () => {
  test('ids are unique and every fact named exists', () => {
    expect(kinds.size).toBe(groups.flatMap((g) => g.kinds).length);
    expect(new Set(findings.map((f) => f.id)).size).toBe(findings.length);
    const named = [...kinds.values()]
      .flatMap((k) => [...k.facts, ...k.pitfalls.flatMap((p) => p.facts)])
      .concat(findings.flatMap((f) => f.facts));
    expect(named.filter((id) => !known(id))).toEqual([]);
  });

  test('every proof of a finding exists for those goods, stands there once, and the list opens with one that is needed first', () => {
    for (const finding of findings) {
      expect(finding.physical.length + finding.virtual.length).toBeGreaterThan(0);
      for (const goods of GOODS) {
        const steps = finding[goods];
        expect(new Set(steps.map((s) => s.kind)).size).toBe(steps.length);
        for (const step of steps) expect(kinds.get(step.kind)?.goods, `${finding.id}: ${step.kind}`).toContain(goods);
        if (steps.length > 0) expect(steps[0]!.need, finding.id).toBe('first');
      }
    }
  });

  test('every kind is used by a finding and says what it cannot show', () => {
    const used = new Set(findings.flatMap((f) => [...f.physical, ...f.virtual]).map((s) => s.kind));
    expect([...kinds.keys()].filter((k) => !used.has(k))).toEqual([]);
  });

  test('texts carry no figures: those live in the facts', () => {
    const texts = [...kinds.values()].flatMap((k) => [
      ...k.shows,
      ...k.cannotShow,
      ...k.obtain.map((o) => o.how),
      ...k.pitfalls.map((p) => p.text),
    ]);
    texts.push(
      ...findings.flatMap((f) => [f.title, f.question, f.caution ?? '', ...[...f.physical, ...f.virtual].map((s) => s.reason)]),
    );
    expect(texts.filter((t) => DIGITS_THAT_BELONG_IN_RECORDS.test(t))).toEqual([]);
  });

  test('no reader is told how to look natural', () => {
    const all = JSON.stringify([groups, findings, outline]);
    expect(all).not.toMatch(/更自然|像真的|拉长间隔|分散时间|换(?:个)?(?:地址|设备|快递|IP)|不被发现|安全线|概率/);
  });

  test('chosen findings give each proof once, the needed ones first', () => {
    const wanted = wantedProofs(
      findings,
      findings.map((f) => f.id),
      [...GOODS],
      () => true,
    );
    expect(new Set(wanted.map((w) => w.kind)).size).toBe(wanted.length);
    const rank = { first: 0, also: 1, 'if-any': 2 };
    const ranks = wanted.map((w) => rank[w.need]);
    expect(ranks).toEqual([...ranks].sort());
    expect(wantedProofs(findings, [], ['physical'], () => true)).toEqual([]);
    expect(wantedProofs(findings, ['shared-waybill'], ['virtual'], () => true)).toEqual([]);
  });

  test('a kind that does not exist on the platform is not asked for', () => {
    const wanted = wantedProofs(findings, ['not-real-trade'], ['physical'], (kind) => kind !== 'chat-reference');
    expect(wanted.map((w) => w.kind)).not.toContain('chat-reference');
    expect(missingKinds(wanted, ['dispatch-slip', null])).not.toContain('dispatch-slip');
    expect(missingKinds(wanted, [])).toContain('dispatch-slip');
    expect(missingKinds(wanted, [])).not.toContain('warehouse-out');
    expect(findingsFor(findings, 'taobao').length).toBeGreaterThan(10);
  });
});

describe('letters', () => {
  const sections = new Set(outline.sections.map((s) => s.id));

  test('every reference holds', () => {
    const findingIds = new Set(findings.map((f) => f.id));
    expect(outline.findings.filter((f) => !findingIds.has(f.finding) || !sections.has(f.section))).toEqual([]);
    expect([...findingIds].filter((id) => !outline.findings.some((f) => f.finding === id))).toEqual([]);
    expect(checks.flatMap((c) => c.sections).filter((s) => !sections.has(s))).toEqual([]);
    expect(outline.platforms.flatMap((p) => p.extraPrompts).filter((e) => !sections.has(e.section))).toEqual([]);
    const named = [
      ...outline.platforms.flatMap((p) => p.facts),
      ...outline.inserts.map((i) => i.fact),
      ...warnings.flatMap((w) => w.facts),
    ];
    expect(named.filter((id) => !known(id))).toEqual([]);
    for (const w of warnings) expect(w.patterns.length > 0 || w.detector !== undefined, w.id).toBe(true);
  });

  test('required sections are checked, and a limit stands on a fact', () => {
    for (const s of outline.sections.filter((x) => x.required))
      expect(
        checks.some((c) => c.sections.includes(s.id)),
        s.id,
      ).toBe(true);
    for (const p of outline.platforms) if (p.limit) expect(known(p.limit.fact)).toBe(true);
  });

  test('a cited clause stands in its record', () => {
    for (const insert of outline.inserts) {
      const rule = rules.get(insert.fact)?.values.at(-1);
      const law = laws.get(insert.fact);
      const title = rule?.rule ?? law?.title ?? '';
      const clause = rule ? `${rule.rule} ${rule.clause ?? ''}` : (law?.article ?? '');
      expect(title, insert.id).toContain(insert.cite.title);
      if (insert.cite.clause) expect(clause, insert.id).toContain(insert.cite.clause);
      if (insert.text.includes('{from}')) expect(law?.from, insert.id).toBeTruthy();
    }
  });

  test('headings and questions claim nothing and carry no figures', () => {
    const texts = [
      ...outline.sections.flatMap((s) => s.prompts),
      ...outline.findings.flatMap((f) => f.prompts),
      ...outline.platforms.flatMap((p) => [p.where, p.deadline, ...p.extraPrompts.flatMap((e) => e.prompts)]),
    ];
    expect(texts.filter((t) => DIGITS_THAT_BELONG_IN_RECORDS.test(t))).toEqual([]);
    for (const s of outline.sections) for (const prompt of s.prompts) expect(prompt, s.id).toMatch(/[？。]$/);
  });
});
