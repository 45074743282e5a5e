import type { Signal } from '../../../schemas/signal.ts';
import { el } from '../shared/dom.ts';
import type { Client } from './client.ts';
import type { CheckView, FindingView, Ticks } from './session.ts';

const PAGE = 20;

export interface Filter {
  search: string;
  only: string[];
}

/** The orders of one check: a page at a time, each with its tick-boxes. Redraws when the filter changes. */
export class FindingList {
  readonly node: HTMLElement;
  private readonly list = el('ol', { class: 'oa-list' });
  private readonly count = el('p', { class: 'zd-hint', role: 'status' });
  private readonly more = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '再看一些');
  private shown = 0;
  private asked = 0;
  private filter: Filter = { search: '', only: [] };
  private readonly check: CheckView;
  private readonly signal: Signal;
  private readonly client: Client;
  private readonly ticks: Ticks;
  private readonly onTick: () => void;

  constructor(check: CheckView, signal: Signal, client: Client, ticks: Ticks, onTick: () => void) {
    this.check = check;
    this.signal = signal;
    this.client = client;
    this.ticks = ticks;
    this.onTick = onTick;
    this.node = el('div', {}, this.count, this.list, el('div', { class: 'zd-actions zd-noprint' }, this.more));
    this.more.addEventListener('click', () => void this.load());
  }

  /** Shows the orders that fit; returns the pasted numbers that are in no file. */
  async show(filter: Filter): Promise<string[]> {
    this.filter = filter;
    this.shown = 0;
    this.list.replaceChildren();
    return this.load();
  }

  private async load(): Promise<string[]> {
    const ask = ++this.asked;
    const { total, rows, unknown } = await this.client.ask({
      kind: 'query',
      query: { check: this.check.id, ...this.filter, offset: this.shown, limit: PAGE },
    });
    // A newer question was asked meanwhile.
    if (ask !== this.asked) return unknown;
    const start = this.shown;
    this.list.append(...rows.map((row, i) => this.item(row, start + i)));
    this.shown += rows.length;
    const filtered = this.filter.search !== '' || this.filter.only.length > 0;
    this.count.textContent =
      total === 0
        ? filtered
          ? '没有符合的订单。'
          : ''
        : `${filtered ? '符合的' : '共'} ${total} 条，现在看到 ${this.shown} 条。`;
    this.more.hidden = this.shown >= total;
    return unknown;
  }

  private item(row: FindingView, n: number): HTMLElement {
    const id = `oa-${this.check.id}-${n}`;
    const meta = [row.time, row.product, row.buyer && `买家 ${row.buyer}`, row.place].filter(Boolean).join('；');
    const tick = (): { reason?: string; proofs: string[]; note?: string } => (this.ticks[row.key] ??= { proofs: [] });
    const done = el('span', { class: 'oa-done', role: 'status' });
    const update = (): void => {
      const t = this.ticks[row.key];
      const reason = this.signal.innocent.find((i) => i.id === t?.reason)?.text;
      done.textContent = [reason && `原因：${reason}`, t && t.proofs.length > 0 && `凭证 ${t.proofs.length} 样`]
        .filter(Boolean)
        .join('；');
      this.onTick();
    };
    const reasons = this.signal.innocent.map((reason) => {
      const input = el('input', {
        type: 'radio',
        name: `${id}-why`,
        value: reason.id,
        ...(this.ticks[row.key]?.reason === reason.id ? { checked: '' } : {}),
      });
      input.addEventListener('change', () => {
        tick().reason = reason.id;
        update();
      });
      return el('label', { class: 'oa-tick' }, input, reason.text);
    });
    const proofs = this.signal.evidence.map((proof) => {
      const input = el('input', {
        type: 'checkbox',
        value: proof.id,
        ...(this.ticks[row.key]?.proofs.includes(proof.id) ? { checked: '' } : {}),
      });
      input.addEventListener('change', () => {
        const t = tick();
        t.proofs = input.checked ? [...t.proofs, proof.id] : t.proofs.filter((p) => p !== proof.id);
        update();
      });
      return el('label', { class: 'oa-tick' }, input, proof.text);
    });
    const note = el('input', { type: 'text', maxlength: '200', autocomplete: 'off', value: this.ticks[row.key]?.note ?? '' });
    note.addEventListener('input', () => {
      tick().note = note.value;
    });
    const item = el(
      'li',
      { 'data-order': row.orderEnds },
      el('p', { class: 'oa-fact' }, el('strong', { class: 'oa-id' }, row.orderEnds), ' ', row.text),
      el('p', { class: 'zd-hint' }, meta),
      el(
        'details',
        { class: 'oa-explain' },
        el('summary', {}, '选原因，备凭证 ', done),
        el('fieldset', {}, el('legend', {}, '哪个原因说得通'), ...reasons),
        el('fieldset', {}, el('legend', {}, '备好一样勾一样'), ...proofs),
        el('label', { class: 'oa-note' }, '补一句说明', note),
      ),
    );
    update();
    return item;
  }
}
