import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import NoticeTriage from '../../src/components/widgets/notice-triage/Widget.astro';
import RuleLookup from '../../src/components/widgets/rule-lookup/Widget.astro';
import { factBook } from '../../src/facts/book.ts';
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
    records = JSON.parse(doc.querySelector('script[data-records]')!.textContent!) as TriageSlice;
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
