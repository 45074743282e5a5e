import { handover } from '../../../adapters/handover.ts';
import { downloadFile } from '../../../adapters/download.ts';
import { ends } from '../../../models/audit/describe.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import type { ExitId, Signal } from '../../../schemas/signal.ts';
import { el } from '../shared/dom.ts';
import { receiptElement, resultActions } from '../shared/receipt.ts';
import type { Client } from './client.ts';
import { FindingList, type Filter } from './findings.ts';
import { historyFigure } from './history.ts';
import { VERSION, type AuditRecords } from './records.ts';
import type { CheckView, Summary, TableView, Ticks } from './session.ts';
import { DECLARATION, EXIT_WORDS, STATUS_WORDS } from './words.ts';

export interface ResultInput {
  summary: Summary;
  tables: readonly TableView[];
  records: AuditRecords;
  client: Client;
  today: string;
  width: number;
  typed: { ownList: boolean; words: boolean };
  sample: boolean;
  /** Opens the mapping screen again. */
  onRemap: () => void;
  onError: (error: unknown) => void;
}

/** The receipt: counts, checks and columns; no name, no number, no content of the file. */
export function makeAuditReceipt(
  input: Pick<ResultInput, 'summary' | 'tables' | 'records' | 'today' | 'typed' | 'sample'>,
): Receipt {
  const { summary, tables, records } = input;
  return {
    tool: 'order-audit',
    version: VERSION,
    inputs: {
      tables: tables.map((t) => ({ kind: t.kind, format: t.format })),
      columns: summary.columns,
      ownList: input.typed.ownList,
      words: input.typed.words,
      sample: input.sample,
    },
    outputs: {
      rows: summary.rows,
      checks: summary.checks.map((c) => ({ id: c.id, status: c.status, orders: c.orders, missing: c.missing })),
    },
    steps: [
      `读了 ${summary.rows.read} 行，认出 ${summary.rows.orders} 单，放在一边 ${summary.rows.rejected} 行`,
      ...summary.checks.map((c) => `${titleOf(records, c)}：${statusWords(c)}`),
    ],
    facts: [],
    sources: [...new Set(records.signals.flatMap((s) => s.sources.map((x) => x.source).filter((x) => x !== undefined)))],
    checkedOn: records.book.updated,
    generatedOn: input.today,
  };
}

function titleOf(records: AuditRecords, check: CheckView): string {
  return records.signals.find((s) => s.id === check.id)?.title ?? check.id;
}

/** The status of a check in words; 「nothing found」 is never said where something was missing. */
export function statusWords(check: CheckView): string {
  if (check.status === 'unchecked') return `未检查，缺：${check.missing.join('、') || '需要的内容'}`;
  if (check.status === 'found')
    return `${check.orders} 单要说明${check.missing.length > 0 ? `；另有没查的，缺：${check.missing.join('、')}` : ''}`;
  return STATUS_WORDS.none;
}

/** The result, part by part, so that the page can answer between two parts. */
export function* renderResult(input: ResultInput): Generator<Node | string> {
  const { summary, records, client, today } = input;
  const ticks: Ticks = {};
  const lists: FindingList[] = [];
  const receipt = makeAuditReceipt(input);
  function* cards(group: Signal['group'], otherwise: string): Generator<HTMLElement> {
    let any = false;
    for (const check of summary.checks) {
      const signal = records.signals.find((s) => s.id === check.id);
      if (signal?.group !== group || (check.status !== 'found' && check.explained.length === 0)) continue;
      any = true;
      const list = check.status === 'found' ? new FindingList(check, signal, client, ticks, () => undefined) : null;
      if (list) lists.push(list);
      yield checkCard(check, signal, list, input);
    }
    if (!any) yield el('p', {}, otherwise);
  }
  yield el('h3', { id: 'oa-result-title' }, '哪些订单还说不清');
  if (input.sample) yield el('p', { class: 'zd-notice' }, '这是虚构店铺的样表，不是你的数据。');
  yield el('p', {}, lead(summary));
  yield readSection(input);
  yield statusTable(summary, records);
  if (summary.checks.some((c) => c.status === 'found')) yield filterBox(lists, input);
  yield el('h3', {}, '逐单能看出来的矛盾');
  yield* cards('contradiction', '这一组没有要逐单说明的。没查的见上面的表。');
  yield el('h3', {}, '建议先整理凭证的时段和商品');
  yield el('p', {}, '只跟你自己店的过去比，没有界线。排在前面的先整理。');
  yield (
    historyFigure(summary.history, input.width) ?? el('p', { class: 'zd-hint' }, '表里没有付款或创建时间，画不出自己店的每一天。')
  );
  yield* cards('distribution', '这一组没有要先整理的。没查的见上面的表。');
  yield exits(input);
  yield el('h3', {}, '带走');
  yield paperActions(input, ticks);
  yield resultActions(() => plainText(summary, records, today), receipt);
  for (const line of DECLARATION) yield el('p', { class: 'zd-caveat' }, line);
  yield receiptElement(receipt);
}

function lead(summary: Summary): string {
  const found = summary.checks.filter((c) => c.status === 'found').length;
  const unchecked = summary.checks.filter((c) => c.status === 'unchecked').length;
  const head = found > 0 ? `${found} 项检查里有订单要你说明。` : '这些检查没有发现对不上的地方，不代表平台不会处罚。';
  return `${head}${unchecked > 0 ? `还有 ${unchecked} 项没有查，原因写在表里。` : ''}`;
}

function readSection(input: ResultInput): HTMLElement {
  const { summary, records, client } = input;
  const label = (id: string): string => records.book.fields.find((f) => f.id === id)?.label ?? id;
  const remap = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '列认错了？改一改');
  remap.addEventListener('click', input.onRemap);
  const aside = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '下载放在一边的行（.csv）');
  aside.addEventListener(
    'click',
    () =>
      void client
        .ask({ kind: 'rejected' })
        .then((bytes) => downloadFile('放在一边的行.csv', 'text/csv', bytes as BlobPart), input.onError),
  );
  const unused = input.tables.filter((t) => !t.sure).map((t) => `${t.name}${t.sheet ? ` · ${t.sheet}` : ''}`);
  const needed = new Set(records.signals.flatMap((s) => [...s.required.flat(), ...s.helps]));
  const absent = [...needed].filter((f) => !summary.columns.includes(f)).map(label);
  return el(
    'section',
    { class: 'oa-read' },
    el('h3', {}, '读到了什么'),
    el(
      'p',
      {},
      `读了 ${summary.rows.read} 行，认出 ${summary.rows.orders} 单，放在一边 ${summary.rows.rejected} 行。${summary.notSales > 0 ? `其中 ${summary.notSales} 单是补发、样品之类，不算经营订单，没有查。` : ''}`,
    ),
    el(
      'ul',
      {},
      ...summary.files.map((f) => {
        const unreadable = f.unreadable.map(([field, n]) => `${label(field)} ${n} 格`).join('、');
        return el(
          'li',
          {},
          `${f.name}${f.sheet ? ` · ${f.sheet}` : ''}：${f.read} 行，用上 ${f.used} 行，放在一边 ${f.rejected} 行${unreadable ? `；看不懂、按空白处理的：${unreadable}` : ''}${f.brokenQuotes > 0 ? `；引号不成对的有 ${f.brokenQuotes} 处` : ''}。`,
        );
      }),
    ),
    summary.rejected.length > 0 ? el('ul', {}, ...summary.rejected.map((r) => el('li', {}, `${r.count} 行：${r.reason}。`))) : '',
    el(
      'details',
      {},
      el('summary', {}, '用上的列和没有的列'),
      el('p', {}, `用上的：${summary.columns.map(label).join('、')}。`),
      el('p', {}, absent.length > 0 ? `没有的：${absent.join('、')}。` : '需要的列都有。'),
    ),
    unused.length > 0
      ? el('p', { class: 'zd-notice' }, `没有用上的表：${unused.join('、')}。列名认不出来，可以自己对一对。`)
      : '',
    el('div', { class: 'zd-actions zd-noprint' }, remap, summary.rows.rejected > 0 ? aside : ''),
  );
}

function statusTable(summary: Summary, records: AuditRecords): HTMLElement {
  return el(
    'div',
    { class: 'zd-table', role: 'region', 'aria-label': '每项检查的结果', tabindex: '0' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...['查什么', '结果'].map((t) => el('th', { scope: 'col' }, t)))),
      el(
        'tbody',
        {},
        ...summary.checks.map((c) =>
          el(
            'tr',
            { 'data-check': c.id, 'data-status': c.status },
            el('th', { scope: 'row' }, titleOf(records, c)),
            el('td', {}, statusWords(c)),
          ),
        ),
      ),
    ),
  );
}

function checkCard(check: CheckView, signal: Signal, list: FindingList | null, input: ResultInput): HTMLElement {
  const body: (Node | string)[] = [
    el('p', {}, signal.measures),
    ...check.notes.map((note) => el('p', { class: 'zd-hint' }, note)),
    check.explained.length > 0
      ? el(
          'p',
          {},
          `文件里已经看得出原因、没有列进来的：${check.explained.map((e) => `${signal.innocent.find((i) => i.id === e.reason)?.text ?? e.reason} ${e.orders} 单`).join('；')}。`,
        )
      : '',
    signal.advice ? el('p', {}, signal.advice) : '',
    check.hint === 'not-mine'
      ? el('p', { class: 'zd-notice' }, '这些订单大多付了款又全退。更像别人在害你，先看下面「不是我做的」。')
      : '',
  ];
  const details = el(
    'details',
    { class: 'oa-card', 'data-check': check.id, ...(list ? { open: '' } : {}) },
    el('summary', {}, `${signal.title}：${list ? `${check.orders} 单` : '没有要说明的'}`),
    ...body,
  );
  if (list) {
    if (check.first.length > 0)
      details.append(
        el('ul', {}, ...check.first.map((g) => el('li', {}, `${g.text}${g.product ? `最多的是 ${g.product}。` : ''}`))),
        el('details', { class: 'oa-each' }, el('summary', {}, '逐单看'), list.node),
      );
    else details.append(list.node);
    list.show({ search: '', only: [] }).catch(input.onError);
  }
  return details;
}

/** Search, and the order numbers of a notice: one box each, for all lists at once. */
function filterBox(lists: readonly FindingList[], input: ResultInput): HTMLElement {
  const search = el('input', { type: 'search', id: 'oa-search', autocomplete: 'off', placeholder: '订单号、运单号、商品或文字' });
  const only = el('textarea', {
    id: 'oa-only',
    rows: '3',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: '把通知里的订单号贴在这里',
  });
  const said = el('p', { class: 'zd-hint', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const apply = (): void => {
    const filter: Filter = { search: search.value, only: [...new Set(only.value.match(/[0-9A-Za-z][0-9A-Za-z_-]{5,}/g) ?? [])] };
    Promise.all(lists.map((list) => list.show(filter))).then(([unknown = []]) => {
      said.textContent =
        filter.only.length === 0
          ? ''
          : `贴了 ${filter.only.length} 个单号${unknown.length > 0 ? `，表里没有的 ${unknown.length} 个：${unknown.slice(0, 10).map(ends).join('、')}` : '，表里都有'}。`;
    }, input.onError);
  };
  for (const field of [search, only])
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 200);
    });
  return el(
    'div',
    { class: 'oa-filter zd-noprint' },
    el('div', { class: 'zd-field' }, el('label', { for: 'oa-search' }, '找订单'), search),
    el('div', { class: 'zd-field' }, el('label', { for: 'oa-only' }, '只看这些订单号'), only, said),
  );
}

function exits(input: ResultInput): HTMLElement {
  const { links, signals } = input.records;
  const found = input.summary.checks.filter((c) => c.status === 'found');
  const notMine = found.some((c) => c.hint === 'not-mine');
  const order: ExitId[] = notMine ? ['not-mine', 'explained', 'it-is-true'] : ['explained', 'not-mine', 'it-is-true'];
  const said = el('span', { class: 'zd-said', role: 'status' });
  const keep = (): void => {
    const orders = found.reduce((n, c) => Math.max(n, c.orders), 0);
    // Ids and a count only: no order number goes along.
    const kept = handover.put({ tool: 'order-audit', findings: found.map((c) => c.id), orders }, true);
    if (kept === 'memory') said.textContent = '浏览器不让传到下一页。请先导出底稿，到那边再选。';
  };
  const link = (href: string, words: string, carry = false): HTMLAnchorElement => {
    const a = el('a', { href }, words);
    if (carry) a.addEventListener('click', keep);
    return a;
  };
  const targets: Record<ExitId, Node[]> = {
    explained: [link(links.binder, '去整理证据', true), link(links.letter, '去写申诉说明', true)],
    'not-mine': [
      link(links.competitor, '同行恶意下单怎么办'),
      link(links.agency, '代运营或员工做的怎么办'),
      link(links.binder, '先固定证据', true),
    ],
    'it-is-true': [link(links.itIsTrue, '看怎么如实处理'), link(links.recover, '看怎么恢复')],
  };
  const fits = (exit: ExitId): string =>
    found
      .filter((c) => signals.find((s) => s.id === c.id)?.exits.includes(exit))
      .map((c) => titleOf(input.records, c))
      .join('、');
  return el(
    'section',
    { class: 'oa-exits' },
    el('h3', {}, '接下来走哪条路'),
    ...order.map((exit) =>
      el(
        'div',
        { class: 'oa-exit', 'data-exit': exit },
        el('h4', {}, EXIT_WORDS[exit].title),
        el('p', {}, EXIT_WORDS[exit].text),
        fits(exit) ? el('p', { class: 'zd-hint' }, `对得上的检查：${fits(exit)}`) : '',
        el('p', { class: 'zd-actions' }, ...targets[exit]),
      ),
    ),
    said,
  );
}

function paperActions(input: ResultInput, ticks: Ticks): HTMLElement {
  const said = el('span', { class: 'zd-said', role: 'status' });
  const button = (words: string, format: 'xlsx' | 'csv'): HTMLButtonElement => {
    const b = el('button', { type: 'button', class: 'zd-btn', 'data-export': format }, words);
    b.addEventListener('click', () => {
      said.textContent = '正在写……';
      input.client.ask({ kind: 'paper', format, ticks, onDay: input.today }).then(
        (bytes) => {
          downloadFile(
            `订单自查底稿-${input.today}.${format}`,
            format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            bytes as BlobPart,
          );
          said.textContent = '已交给浏览器下载。没有反应的话，用下面的复制或打印。';
        },
        (error: unknown) => {
          said.textContent = error instanceof Error ? error.message : '没有写成，请再点一次。';
        },
      );
    });
    return b;
  };
  return el(
    'div',
    { class: 'zd-actions zd-noprint' },
    button('下载底稿（.xlsx）', 'xlsx'),
    button('下载底稿（.csv）', 'csv'),
    said,
  );
}

function plainText(summary: Summary, records: AuditRecords, today: string): string {
  return [
    `真单手册·订单自查（${today}）`,
    `读了 ${summary.rows.read} 行，认出 ${summary.rows.orders} 单，放在一边 ${summary.rows.rejected} 行。`,
    ...summary.checks.map((c) => `· ${titleOf(records, c)}：${statusWords(c)}`),
    ...DECLARATION.slice(1),
  ].join('\n');
}
