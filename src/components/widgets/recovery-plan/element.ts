import { forget, load, save } from '../../../adapters/storage.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { computeClocks } from '../../../models/clearing/compute.ts';
import { needsPoints, validate } from '../../../models/clearing/validate.ts';
import { checkChoices, planClocks, type FormValues } from '../../../models/recovery/input.ts';
import { buildPlan } from '../../../models/recovery/plan.ts';
import { el, find } from '../shared/dom.ts';
import { readRecords } from '../shared/records.ts';
import { clearError, showError } from '../shared/errors.ts';
import { SAVE_KEY, SAVE_VERSION, type RecoveryRecords } from './records.ts';
import { renderResult } from './result.ts';

/** What is saved on request: the form and the ticks, nothing else. */
interface Saved {
  form: FormValues;
  ticked: string[];
}

const FIELDS = ['platform', 'kind', 'date', 'points', 'shop', 'truth'] as const;

/** `<zd-recovery-plan>`: the form, the dated plan, ticking off, and saving on request. */
class RecoveryPlan extends HTMLElement {
  private records!: RecoveryRecords;
  private ticked = new Set<string>();

  connectedCallback(): void {
    this.records = readRecords<RecoveryRecords>(this);
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.plan(true);
    });
    form.addEventListener('reset', () => {
      this.clear();
      this.ticked.clear();
      history.replaceState(null, '', location.pathname);
    });
    find(this, 'select[name=kind]').addEventListener('change', () => this.adapt());
    this.restore(new URLSearchParams(location.search));
    this.adapt();
    if (this.values().date && this.values().platform) this.plan(false);
  }

  private field(name: (typeof FIELDS)[number]): HTMLInputElement | HTMLSelectElement {
    return find(this, `form [name=${name}]`);
  }

  private values(): FormValues {
    const value = (name: (typeof FIELDS)[number]) => this.field(name).value;
    const kind = value('kind');
    return {
      platform: value('platform'),
      kind,
      date: value('date'),
      points: needsPoints(kind) ? value('points') : '',
      shop: value('shop'),
      truth: value('truth'),
    };
  }

  /** What was saved, then what the address says; the address wins. */
  private restore(query: URLSearchParams): void {
    const saved = load<Partial<Saved>>(SAVE_KEY, SAVE_VERSION);
    for (const name of FIELDS) {
      const wanted = query.get(name) ?? (query.size === 0 ? saved?.form?.[name] : undefined);
      const field = this.field(name);
      if (typeof wanted !== 'string') continue;
      if (field instanceof HTMLInputElement || [...field.options].some((o) => o.value === wanted)) field.value = wanted;
    }
    if (Array.isArray(saved?.ticked)) this.ticked = new Set(saved.ticked.filter((id) => typeof id === 'string'));
  }

  private adapt(): void {
    const kind = this.field('kind').value;
    find<HTMLElement>(this, '[data-points]').hidden = kind !== '' && !needsPoints(kind);
    find(this, '[data-points] label').textContent = kind === 'node' ? '累计到几分' : '扣了几分';
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

  private plan(focus: boolean): void {
    this.clear();
    const today = todayInShanghai();
    const values = this.values();
    const choices = checkChoices(values, this.records.file);
    const checked = validate(
      { platform: values.platform, kind: values.kind, events: [{ date: values.date, points: values.points, time: '' }] },
      this.records.clearing,
      today,
    );
    if (!choices.ok || !checked.ok) {
      this.fail([...(checked.ok ? [] : checked.errors), ...(choices.ok ? [] : choices.errors)], focus);
      return;
    }
    const event = checked.input.events[0];
    if (!event) return;
    const clocks = computeClocks(checked.input, this.records.clearing);
    const input = {
      ...checked.input,
      shopType: choices.shopType,
      finding: choices.finding,
      penalty: event.date,
      start: today,
      clocks: planClocks(clocks),
    };
    const result = find<HTMLElement>(this, '[data-result]');
    const { nodes } = renderResult(buildPlan(this.records.file, input), input, this.records, {
      stamp: new Date().toISOString(),
      ticked: this.ticked,
      points: event.points,
      done: () => this.ticked,
    });
    result.replaceChildren(...checked.notices.map((n) => el('p', { class: 'zd-notice' }, n)), ...nodes, this.saving());
    result.onchange = (e) => {
      const box = e.target;
      if (!(box instanceof HTMLInputElement) || box.name !== 'done') return;
      if (box.checked) this.ticked.add(box.value);
      else this.ticked.delete(box.value);
    };
    result.hidden = false;
    this.dataset.state = clocks.some((c) => c.status === 'unknown') ? 'partial' : 'result';
    if (focus) result.focus();
  }

  /** Saving is asked for, seen and undone here; a browser that refuses is normal. */
  private saving(): HTMLElement {
    const said = el('span', { class: 'zd-said', role: 'status' });
    const keep = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '把打勾保存到这台设备');
    const drop = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '删除保存的内容');
    drop.hidden = load(SAVE_KEY, SAVE_VERSION) === null;
    keep.addEventListener('click', () => {
      const ok = save<Saved>(SAVE_KEY, SAVE_VERSION, { form: this.values(), ticked: [...this.ticked] }, todayInShanghai());
      if (ok) drop.hidden = false;
      said.textContent = ok ? '已保存在这台设备上。' : '浏览器不让保存。打勾还在页面上，可以打印或复制。';
    });
    drop.addEventListener('click', () => {
      forget(SAVE_KEY);
      drop.hidden = true;
      said.textContent = '已从这台设备删除。页面上的还在。';
    });
    return el('div', { class: 'zd-actions zd-noprint' }, keep, drop, said);
  }

  private fail(errors: readonly { field: string; message: string }[], focus: boolean): void {
    const fields = errors.flatMap((e) => {
      const name = FIELDS.find((f) => f === e.field);
      return name ? [{ field: this.field(name), message: e.message }] : [];
    });
    for (const { field, message } of fields) showError(field, message);
    const summary = find<HTMLElement>(this, '[data-summary]');
    summary.hidden = false;
    summary.replaceChildren(
      el('p', {}, `有 ${errors.length} 处要改，改好再排：`),
      el('ul', {}, ...errors.map((e) => el('li', {}, e.message))),
    );
    this.dataset.state = 'error';
    if (focus) fields[0]?.field.focus();
  }
}

customElements.define('zd-recovery-plan', RecoveryPlan);
