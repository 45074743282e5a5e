import { formatBytes } from '../../../models/binder/index-table.ts';
import type { BinderItem, DateOrigin } from '../../../models/binder/item.ts';
import { isDay } from '../../../models/calendar/day.ts';
import { el, find } from '../shared/dom.ts';

export interface RowActions {
  /** The seller changed a field. */
  edit(key: string, change: Partial<Pick<BinderItem, 'kind' | 'date' | 'dateOrigin' | 'description' | 'orders'>>): void;
  /** Move by so many places. */
  shift(key: string, by: -1 | 1): void;
  remove(key: string): void;
}

const DOUBT: Record<DateOrigin, string> = {
  typed: '',
  name: '日期取自文件名。',
  modified: '日期取自文件修改日，不一定是事情那天，请核对。',
  none: '没有日期，请填上。',
};

/** One file of the binder as an editable row. */
export function itemRow(item: BinderItem, kinds: readonly { id: string; name: string }[], actions: RowActions): HTMLLIElement {
  const { key } = item;
  const id = (name: string): string => `eb-${key}-${name}`;
  const doubt = el('p', { class: 'zd-eb__doubt', id: id('doubt'), 'data-origin': item.dateOrigin }, DOUBT[item.dateOrigin]);

  const kind = el(
    'select',
    { id: id('kind') },
    el('option', { value: '' }, '选一种'),
    ...kinds.map((k) => el('option', { value: k.id }, k.name)),
  );
  kind.value = item.kind ?? '';
  kind.addEventListener('change', () => actions.edit(key, { kind: kind.value || null }));

  const date = el('input', { id: id('date'), type: 'date', 'aria-describedby': id('doubt') });
  date.value = item.date ?? '';
  date.addEventListener('change', () => {
    const typed = isDay(date.value) ? date.value : null;
    const dateOrigin = typed ? 'typed' : 'none';
    doubt.textContent = DOUBT[dateOrigin];
    doubt.dataset['origin'] = dateOrigin;
    actions.edit(key, { date: typed, dateOrigin });
  });

  const text = (name: 'description' | 'orders', label: string): [HTMLLabelElement, HTMLInputElement] => {
    const input = el('input', { id: id(name), type: 'text', autocomplete: 'off' });
    input.value = item[name];
    input.addEventListener('input', () => actions.edit(key, { [name]: input.value }));
    return [el('label', { for: id(name) }, label), input];
  };
  const button = (label: string, name: string, run: () => void): HTMLButtonElement => {
    const b = el(
      'button',
      { type: 'button', class: 'zd-btn zd-btn--plain', 'data-act': name, 'aria-describedby': id('name') },
      label,
    );
    b.addEventListener('click', run);
    return b;
  };

  return el(
    'li',
    { class: 'zd-eb__item', 'data-key': key },
    el(
      'p',
      { class: 'zd-eb__name', id: id('name') },
      el('strong', { 'data-number': '' }, ''),
      `　${item.fileName}（${formatBytes(item.size)}）`,
    ),
    el(
      'div',
      { class: 'zd-eb__fields' },
      el('div', { class: 'zd-field' }, el('label', { for: id('kind') }, '种类'), kind),
      el('div', { class: 'zd-field' }, el('label', { for: id('date') }, '日期'), date, doubt),
      el('div', { class: 'zd-field' }, ...text('description', '说明什么')),
      el('div', { class: 'zd-field' }, ...text('orders', '订单号（可不填）')),
    ),
    el(
      'div',
      { class: 'zd-actions' },
      button('上移', 'up', () => actions.shift(key, -1)),
      button('下移', 'down', () => actions.shift(key, 1)),
      button('移出', 'remove', () => actions.remove(key)),
    ),
  );
}

/** Writes the place of a row into it. */
export function numberRow(row: HTMLElement, number: number, count: number): void {
  find(row, '[data-number]').textContent = `证据 ${number}`;
  find<HTMLButtonElement>(row, '[data-act="up"]').disabled = number === 1;
  find<HTMLButtonElement>(row, '[data-act="down"]').disabled = number === count;
}
