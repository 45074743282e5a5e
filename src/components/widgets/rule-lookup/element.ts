import { todayInShanghai } from '../../../adapters/today.ts';
import { lookUp, type LookupProblem } from '../../../models/lookup/lookup.ts';
import { find } from '../shared/dom.ts';
import { clearError, showError } from '../shared/errors.ts';
import { readRecords } from '../shared/records.ts';
import type { LookupRecords } from './records.ts';
import { renderLookup } from './result.ts';

const FIELDS = ['platform', 'date', 'finding'] as const;

/** `<zd-rule-lookup>`: platform, day and finding in, the rule of that day out. */
class RuleLookup extends HTMLElement {
  private records!: LookupRecords;

  connectedCallback(): void {
    if (this.records) return;
    this.records = readRecords<LookupRecords>(this);
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.compute(true);
    });
    form.addEventListener('reset', () => {
      this.clear();
      history.replaceState(null, '', location.pathname);
    });
    this.dataset.state = 'empty';
    this.prefill(new URLSearchParams(location.search));
  }

  private field(name: (typeof FIELDS)[number]): HTMLInputElement | HTMLSelectElement {
    return find(this, `[name=${name}]`);
  }

  /** Fills the form from the address; with a platform and a date the result shows at once (design §6). */
  private prefill(query: URLSearchParams): void {
    for (const name of FIELDS) {
      const wanted = query.get(name);
      const field = this.field(name);
      if (wanted === null) continue;
      if (field instanceof HTMLSelectElement && ![...field.options].some((o) => o.value === wanted)) continue;
      field.value = wanted;
    }
    if (!query.has('platform') || !query.has('date')) return;
    if (this.field('finding').value === '') this.field('finding').value = this.records.data.texts.findings[0]?.finding ?? '';
    this.compute(false);
  }

  private compute(focus: boolean): void {
    this.clear();
    const raw = {
      platform: this.field('platform').value,
      date: normalDate(this.field('date').value),
      finding: this.field('finding').value,
    };
    const today = todayInShanghai();
    const result = lookUp(raw, today, this.records.data);
    if (!result.ok) {
      this.fail(result.problems, focus);
      return;
    }
    const section = find<HTMLElement>(this, '[data-result]');
    section.replaceChildren(...renderLookup(result, this.records, today));
    section.hidden = false;
    this.dataset.state = result.subjects.every((s) => s.then.known) ? 'result' : 'partial';
    history.replaceState(null, '', `${location.pathname}?${new URLSearchParams({ ...result.input }).toString()}`);
    if (focus) section.focus();
  }

  private fail(problems: readonly LookupProblem[], focus: boolean): void {
    for (const p of problems) showError(this.field(p.field), p.message);
    this.dataset.state = 'error';
    const first = problems[0];
    if (focus && first) this.field(first.field).focus();
  }

  private clear(): void {
    for (const name of FIELDS) clearError(this.field(name));
    const section = find<HTMLElement>(this, '[data-result]');
    section.hidden = true;
    section.replaceChildren();
    this.dataset.state = 'empty';
  }
}

/** `2024/6/1`, `2024年6月1日` and full-width digits as `2024-06-01`; anything else stays as typed, for the message. */
function normalDate(text: string): string {
  const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  return m ? `${m[1]}-${(m[2] ?? '').padStart(2, '0')}-${(m[3] ?? '').padStart(2, '0')}` : text.trim();
}

if (!customElements.get('zd-rule-lookup')) customElements.define('zd-rule-lookup', RuleLookup);
