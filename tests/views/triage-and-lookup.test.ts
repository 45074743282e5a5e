import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import NoticeTriage from '../../src/components/widgets/notice-triage/Widget.astro';
import RuleLookup from '../../src/components/widgets/rule-lookup/Widget.astro';
import { factBook } from '../../src/facts/book.ts';
import { brotliCompressSync } from 'node:zlib';
import { parseRecords, recordsJson } from '../../src/components/widgets/shared/records.ts';
import type { TriageSlice } from '../../src/facts/triage.ts';

async function render(component: Parameters<AstroContainer['renderToString']>[0]): Promise<Document> {
  const container = await AstroContainer.create();
  return parseHTML(`<html><body>${await container.renderToString(component)}</body></html>`).document;
}

/** What a reader without script can see: text outside scripts and templates. */
function readable(doc: Document): string {
  for (const hidden of doc.querySelectorAll('script, template, form, noscript')) hidden.remove();
  return (doc.body.textContent ?? '').replace(/\s+/g, '');
}
const flat = (text: string) => text.replace(/\s+/g, '');

describe('notice-triage without script', () => {
  let doc: Document;
  let records: TriageSlice;
  beforeAll(async () => {
    doc = await render(NoticeTriage);
    records = parseRecords<TriageSlice>(doc.querySelector('script[data-records]')!.textContent!);
  });

  it('has the field of the design and a label for every field', () => {
    expect(doc.querySelectorAll('textarea[name=notice]')).toHaveLength(1);
    const ids = [...doc.querySelectorAll('input, select, textarea')].map((f) => f.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(doc.querySelector(`label[for="${id}"]`), id).not.toBeNull();
    for (const set of doc.querySelectorAll('fieldset')) expect(set.querySelector('legend')).not.toBeNull();
  });

  it('says every question, answer, window and plan item in plain HTML', () => {
    const text = readable(parseHTML(doc.toString()).document);
    for (const q of records.flow.questions) {
      expect(text).toContain(flat(q.ask));
      for (const o of q.options) expect(text).toContain(flat(`${o.label}：${o.reason}`));
    }
    for (const w of records.flow.windows) expect(text).toContain(flat(w.note));
    for (const item of records.flow.plan) expect(text).toContain(flat(item.text));
  });

  it('shows the length of each window from its fact', () => {
    const rows = [...doc.querySelectorAll('tr')].map((r) => flat(r.textContent ?? ''));
    for (const w of records.flow.windows.filter((x) => x.length)) {
      const value = records.lengths[`${w.length!.fact}.${w.length!.figure}`]!.at(-1)!.value;
      expect(
        rows.some((r) => r.includes(flat(w.label)) && r.includes(String(value))),
        w.id,
      ).toBe(true);
    }
  });

  it('carries no address that may not be linked', () => {
    const json = doc.querySelector('script[data-records]')!.textContent!;
    for (const s of factBook().sources.values()) if (!s.linkable && s.url) expect(json.includes(`"${s.url}"`), s.id).toBe(false);
  });
});

describe('what the page carries for the script', () => {
  it('comes back whole, with each source written once', () => {
    const card = (id: string) => ({ id, publisher: '甲', title: `题 ${id} </script>`, date: null, url: null });
    const records = {
      facts: { a: { sources: [card('x'), card('y')] }, b: { values: [{ sources: [card('x')] }] }, c: { sources: [] } },
      years: [{ sources: ['x'] }],
      reports: { r: card('r'), elsewhere: card('s') },
    };
    const json = recordsJson(records);
    expect(parseRecords(json)).toEqual(records);
    expect(json.split('题 x')).toHaveLength(2);
    expect(json).not.toContain('</');
  });

  // The page around a widget adds some 6 KB; a phone on a slow line should not wait for records nobody cites.
  it.each([
    ['notice-triage', NoticeTriage, 45_000],
    ['rule-lookup', RuleLookup, 30_000],
  ] as const)('%s stays small when packed', async (_name, component, budget) => {
    const html = (await render(component)).toString();
    expect(brotliCompressSync(html).length).toBeLessThan(budget);
  });

  it.each([
    ['notice-triage', NoticeTriage],
    ['rule-lookup', RuleLookup],
  ] as const)(
    '%s keeps its reference apart from form and result, so that an embed can leave it out',
    async (_name, component) => {
      const doc = await render(component);
      const apart = [...doc.querySelectorAll('[data-static]')];
      expect(apart.length).toBeGreaterThan(0);
      for (const part of apart) expect(part.querySelector('form, [data-result], [data-records]')).toBeNull();
      // What is left is short: the long tables are all inside.
      expect(doc.querySelectorAll('table').length).toBe(apart.reduce((n, part) => n + part.querySelectorAll('table').length, 0));
    },
  );
});

describe('rule-lookup without script', () => {
  it('lists every version of every history, unknown ones as unknown', async () => {
    const doc = await render(RuleLookup);
    const json = doc.querySelector('script[data-records]')!.textContent!;
    for (const s of factBook().sources.values()) if (!s.linkable && s.url) expect(json.includes(`"${s.url}"`), s.id).toBe(false);
    const text = readable(doc);
    for (const h of factBook().histories) {
      expect(text).toContain(flat(h.title));
      for (const v of h.versions) if (v.unknown) expect(text).toContain(flat(`未知：${v.unknown}`));
    }
  });

  it('takes the names of the design from the address', async () => {
    const doc = await render(RuleLookup);
    for (const name of ['platform', 'date', 'finding']) expect(doc.querySelectorAll(`[name=${name}]`)).toHaveLength(1);
  });
});
