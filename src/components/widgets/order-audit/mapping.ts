import { forget, load, save } from '../../../adapters/storage.ts';
import type { FieldId, TableKind } from '../../../schemas/export-format.ts';
import { el } from '../shared/dom.ts';
import type { AuditRecords } from './records.ts';
import type { TableView } from './session.ts';
import { KIND_WORDS } from './words.ts';

export interface Change {
  kind?: TableKind;
  columns?: (FieldId | null)[];
  clock?: 'domestic' | 'platform';
}

const KEY = 'order-audit-columns';
const VERSION = 1;

type Remembered = Record<string, { kind: TableKind; columns: (FieldId | null)[]; clock: 'domestic' | 'platform' }>;

const nameOf = (table: TableView): string => table.headers.join('|').slice(0, 4000);

/** Columns the reader asked to remember for a table with exactly these headers. Headers only, never data. */
export function remembered(table: TableView): Change | null {
  const entry = load<Remembered>(KEY, VERSION)?.[nameOf(table)];
  return entry && entry.columns.length === table.headers.length ? entry : null;
}

/** The screen on which the reader says what each column is. */
export function mappingScreen(
  tables: readonly TableView[],
  records: AuditRecords,
  today: string,
  onChange: (index: number, change: Change) => Promise<TableView | null>,
  onDone: () => void,
): Node[] {
  const needs = el('div', { class: 'oa-needs', role: 'status' });
  const current = [...tables];
  const showNeeds = (): void => {
    const have = new Set(current.flatMap((t) => t.columns.filter((c) => c !== null)));
    needs.replaceChildren(
      el('h4', {}, '这样能查哪些'),
      el(
        'ul',
        {},
        ...records.signals.map((signal) => {
          const lacking = signal.required
            .filter((alternatives) => !alternatives.some((f) => have.has(f)))
            .map((alternatives) => label(records, alternatives[0]!));
          return el('li', {}, `${signal.title}：${lacking.length === 0 ? '列齐了' : `还缺 ${lacking.join('、')}`}`);
        }),
      ),
    );
  };
  showNeeds();
  const go = el('button', { type: 'button', class: 'zd-btn' }, '列对好了，开始查');
  go.addEventListener('click', () => {
    const chosen = [...document.querySelectorAll<HTMLInputElement>('input[data-remember]')].filter((box) => box.checked);
    if (chosen.length > 0) {
      const kept = load<Remembered>(KEY, VERSION) ?? {};
      for (const box of chosen) {
        const table = current[Number(box.dataset.remember)]!;
        kept[nameOf(table)] = { kind: table.kind, columns: table.columns, clock: table.clock };
      }
      save(KEY, VERSION, kept, today);
    }
    onDone();
  });
  const forgetAll = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '忘掉记住的列');
  forgetAll.addEventListener('click', () => {
    forget(KEY);
    forgetAll.textContent = '已忘掉';
  });
  return [
    el('h3', { id: 'oa-map-title' }, '告诉我每一列是什么'),
    el('p', {}, '按列名认，不按位置认。认错的改过来，用不着的留空。'),
    ...tables.map((_, i) => tableForm(i, current, records, onChange, showNeeds)),
    needs,
    el('div', { class: 'zd-actions' }, go, load(KEY, VERSION) ? forgetAll : ''),
  ];
}

function label(records: AuditRecords, field: FieldId): string {
  return records.book.fields.find((f) => f.id === field)?.label ?? field;
}

function tableForm(
  index: number,
  current: TableView[],
  records: AuditRecords,
  onChange: (index: number, change: Change) => Promise<TableView | null>,
  changed: () => void,
): HTMLElement {
  const box = el('fieldset', { class: 'oa-map' });
  let sent = 0;
  const send = (change: Change): void => {
    const { columns, clock } = change;
    // The next choice may come before the answer to this one, and builds on it.
    current[index] = { ...current[index]!, ...(columns && { columns }), ...(clock && { clock }) };
    const mine = ++sent;
    // Another kind of table has other columns to choose from: nothing is chosen until they are known.
    if (change.kind) box.disabled = true;
    void onChange(index, change).then((next) => {
      if (mine !== sent) return;
      if (next) current[index] = next;
      changed();
      if (!change.kind) return;
      draw();
      box.disabled = false;
      box.querySelector('select')?.focus();
    });
  };
  const draw = (): void => {
    const table = current[index]!;
    const kind = select(`oa-kind-${index}`, Object.entries(KIND_WORDS), table.kind, (value) =>
      send({ kind: value as TableKind }),
    );
    const clock = select(
      `oa-clock-${index}`,
      [
        ['domestic', '北京时间'],
        ['platform', '别的时区或不清楚（速卖通、国际站）'],
      ],
      table.clock,
      (value) => send({ clock: value as 'domestic' | 'platform' }),
    );
    const options: [string, string][] = [
      ['', '不用'],
      ...records.book.fields.filter((f) => f.kinds.includes(table.kind)).map((f): [string, string] => [f.id, f.label]),
    ];
    const rows = table.headers.slice(0, 120).map((header, column) => {
      const id = `oa-col-${index}-${column}`;
      const choice = select(id, options, table.columns[column] ?? '', (value) => {
        const columns = [...current[index]!.columns];
        columns[column] = (value || null) as FieldId | null;
        send({ columns });
      });
      choice.setAttribute('aria-describedby', `${id}-cells`);
      const samples = table.samples
        .map((row) => row[column] ?? '')
        .filter(Boolean)
        .slice(0, 3);
      return el(
        'tr',
        {},
        el('th', { scope: 'row' }, el('label', { for: id }, header || `第 ${column + 1} 列`)),
        el('td', {}, choice, el('span', { id: `${id}-cells`, class: 'oa-sample' }, samples.join(' ／ ') || '（空）')),
      );
    });
    const remember = el('input', { type: 'checkbox', 'data-remember': String(index) });
    box.replaceChildren(
      el('legend', {}, `${table.name}${table.sheet ? ` · ${table.sheet}` : ''}${table.sure ? '' : '（还认不出来）'}`),
      el('div', { class: 'oa-map-head' }, el('label', {}, '这是什么表', kind), el('label', {}, '表里的时间', clock)),
      el(
        'div',
        { class: 'zd-table', role: 'region', 'aria-label': '列的对应', tabindex: '0' },
        el(
          'table',
          {},
          el('thead', {}, el('tr', {}, ...['列名', '是什么，前几格'].map((t) => el('th', { scope: 'col' }, t)))),
          el('tbody', {}, ...rows),
        ),
      ),
      el('label', { class: 'oa-tick' }, remember, '在这台设备上记住这种表头（只记列名）'),
    );
  };
  draw();
  return box;
}

function select(
  id: string,
  options: readonly (readonly [string, string])[],
  value: string,
  onPick: (value: string) => void,
): HTMLSelectElement {
  const node = el(
    'select',
    { id },
    ...options.map(([v, words]) => el('option', { value: v, ...(v === value ? { selected: '' } : {}) }, words)),
  );
  node.addEventListener('change', () => onPick(node.value));
  return node;
}
