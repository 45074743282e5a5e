import { setQuery } from '../../../adapters/address.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { computeClocks } from '../../../models/clearing/compute.ts';
import type { FieldError } from '../../../models/clearing/types.ts';
import { needsPoints, validate, type RawInput } from '../../../models/clearing/validate.ts';
import type { Kind } from '../../../schemas/clock.ts';
import { el, find, readData } from '../shared/dom.ts';
import { clearError, showError } from '../shared/errors.ts';
import type { ClearingRecords } from './records.ts';
import { renderResult } from './result.ts';
import { DATE_WORDS } from './words.ts';

/** `<zd-clearing-date>`: the form, its errors, and the result. */
class ClearingDate extends HTMLElement {
  private records!: ClearingRecords;
  private rowCount = 0;

  connectedCallback(): void {
    this.records = readData<ClearingRecords>(this);
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.compute(true);
    });
    form.addEventListener('reset', () => {
      this.clear();
      this.rows.replaceChildren();
      this.addRow();
      setQuery('');
    });
    find(this, '[data-add]').addEventListener('click', () => this.addRow().querySelector<HTMLInputElement>('input')?.focus());
    for (const select of form.querySelectorAll('select')) select.addEventListener('change', () => this.adapt());
    this.prefill(new URLSearchParams(location.search));
  }

  private get rows(): HTMLElement {
    return find(this, '[data-rows]');
  }

  private select(name: string): HTMLSelectElement {
    return find(this, `select[name=${name}]`);
  }

  /** Fills the form from the address and computes when the address says enough (design §6). */
  private prefill(query: URLSearchParams): void {
    for (const name of ['platform', 'kind'] as const) {
      const wanted = query.get(name) ?? '';
      const select = this.select(name);
      if ([...select.options].some((o) => o.value === wanted)) select.value = wanted;
    }
    const dates = query.getAll('date').slice(0, 24);
    const points = query.getAll('points');
    const times = query.getAll('time');
    if (dates.length === 0) this.addRow({ points: points[0] ?? '', time: times[0] ?? '' });
    dates.forEach((date, i) => this.addRow({ date, points: points[i] ?? points[0] ?? '', time: times[i] ?? times[0] ?? '' }));
    this.adapt();
    if (dates.length > 0) this.compute(false);
  }

  private addRow(values: { date?: string; points?: string; time?: string } = {}): HTMLElement {
    const template = find<HTMLTemplateElement>(this, 'template[data-row-template]');
    const row = (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    const n = ++this.rowCount;
    for (const input of row.querySelectorAll('input')) {
      input.id = `cd-${input.name}-${n}`;
      input.value = values[input.name as 'date' | 'points' | 'time'] ?? '';
      input.previousElementSibling?.setAttribute('for', input.id);
    }
    find(row, '[data-remove]').addEventListener('click', () => {
      row.remove();
      this.adapt();
      find<HTMLElement>(this, '[data-add]').focus();
    });
    this.rows.append(row);
    this.adapt();
    return row;
  }

  /** Shows only the fields this situation needs. */
  private adapt(): void {
    const kind = this.select('kind').value;
    const platform = this.select('platform').value;
    const label = DATE_WORDS[kind as Kind] ?? '日期';
    find(this, '[data-legend]').textContent = kind === 'demotion' ? '查出' : kind === 'admin-record' ? '公示' : '扣分';
    const rows = [...this.rows.querySelectorAll<HTMLElement>('.zd-row')];
    rows.forEach((row, i) => {
      find(row, 'label').textContent = rows.length > 1 ? `${label}（第 ${i + 1} 次）` : label;
      find<HTMLElement>(row, '[data-points]').hidden = kind !== '' && !needsPoints(kind);
      find(row, '[data-points] label').textContent = kind === 'node' ? '累计到几分' : '扣了几分';
      find<HTMLElement>(row, '[data-time]').hidden = platform !== 'aliexpress';
      find<HTMLElement>(row, '[data-remove]').hidden = rows.length < 2;
    });
  }

  private raw(): RawInput {
    return {
      platform: this.select('platform').value,
      kind: this.select('kind').value,
      events: [...this.rows.querySelectorAll<HTMLElement>('.zd-row')].map((row) => {
        const value = (name: string) => {
          const input = find<HTMLInputElement>(row, `input[name=${name}]`);
          return input.closest<HTMLElement>('.zd-field')?.hidden ? '' : input.value;
        };
        return { date: value('date'), points: value('points'), time: value('time') };
      }),
    };
  }

  private fieldOf(error: FieldError): HTMLElement {
    if (error.row === null) return this.select(error.field);
    const row = this.rows.querySelectorAll<HTMLElement>('.zd-row')[error.row] ?? this.rows;
    return find<HTMLElement>(row, `input[name=${error.field}]`);
  }

  private clear(): void {
    for (const field of this.querySelectorAll<HTMLElement>('[aria-invalid]')) clearError(field);
    const summary = find<HTMLElement>(this, '[data-summary]');
    summary.hidden = true;
    summary.replaceChildren();
    const result = find<HTMLElement>(this, '[data-result]');
    result.hidden = true;
    result.replaceChildren();
    this.dataset.state = 'empty';
  }

  private compute(focus: boolean): void {
    this.clear();
    const raw = this.raw();
    const today = todayInShanghai();
    const checked = validate(raw, this.records.data, today);
    if (!checked.ok) {
      this.fail(checked.errors, focus);
      return;
    }
    const clocks = computeClocks(checked.input, this.records.data);
    const result = find<HTMLElement>(this, '[data-result]');
    result.hidden = false;
    const width = Math.max(260, Math.min(720, result.clientWidth));
    const { nodes } = renderResult(checked.input, checked.notices, clocks, this.records, {
      today,
      stamp: new Date().toISOString(),
      width,
    });
    result.replaceChildren(...nodes);
    this.dataset.state = clocks.some((c) => c.status === 'unknown') ? 'partial' : 'result';
    this.remember(raw);
    if (focus) result.focus();
  }

  private fail(errors: readonly FieldError[], focus: boolean): void {
    for (const error of errors) showError(this.fieldOf(error), error.message);
    const summary = find<HTMLElement>(this, '[data-summary]');
    summary.hidden = false;
    summary.replaceChildren(
      el('p', {}, `有 ${errors.length} 处要改，改好再算：`),
      el('ul', {}, ...errors.map((e) => el('li', {}, e.message))),
    );
    this.dataset.state = 'error';
    const first = errors[0];
    if (focus && first) this.fieldOf(first).focus();
  }

  /** Puts the non-personal inputs into the address, so that the result can be shared or bookmarked. */
  private remember(raw: RawInput): void {
    const query = new URLSearchParams([
      ['platform', raw.platform],
      ['kind', raw.kind],
      ...raw.events.flatMap((e) => [
        ['date', e.date.trim()],
        ...(e.points ? [['points', e.points.trim()]] : []),
        ...(e.time ? [['time', e.time.trim()]] : []),
      ]),
    ] as [string, string][]);
    setQuery(query.toString());
  }
}

customElements.define('zd-clearing-date', ClearingDate);
