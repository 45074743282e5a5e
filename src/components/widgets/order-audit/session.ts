import { Ingest } from '../../../models/audit/ingest.ts';
import { readingOrder } from '../../../models/audit/rows/source.ts';
import { describe, ends, initials } from '../../../models/audit/describe.ts';
import { NONE, REASONS, type Ledger, type Reason } from '../../../models/audit/ledger.ts';
import { mapHeaders, isUsable, type Mapping } from '../../../models/audit/recognise.ts';
import type { CheckResult, DayHistory, Finding } from '../../../models/audit/result.ts';
import { runChecks, type Audit } from '../../../models/audit/run.ts';
import type { Typed } from '../../../models/audit/context.ts';
import { TableError } from '../../../models/table/errors.ts';
import { cleanId } from '../../../models/table/cells/id.ts';
import { timeText } from '../../../models/table/cells/time.ts';
import { toCsv, toXlsx, type Sheet } from '../../../models/table/write.ts';
import type { FieldId, FormatBook, TableKind } from '../../../schemas/export-format.ts';
import type { Signal, SignalId } from '../../../schemas/signal.ts';
import { asTableError, openTables, readTable, type OpenTable } from './tables.ts';

/** What the page needs to know of an opened table: for the mapping screen and the list of columns read. */
export interface TableView {
  name: string;
  sheet: string;
  kind: TableKind;
  format: string | null;
  clock: 'domestic' | 'platform';
  headers: string[];
  columns: (FieldId | null)[];
  samples: string[][];
  sure: boolean;
}

export interface FileProblem {
  name: string;
  message: string;
}

export interface Progress {
  /** 0–1; null while nothing can be said. */
  done: number;
  rows: number;
  orders: number;
  step: string;
}

export interface CheckView {
  id: SignalId;
  status: CheckResult['status'];
  orders: number;
  findings: number;
  explained: { reason: string; orders: number; sample: string[] }[];
  missing: string[];
  notes: string[];
  hint?: string;
  /** Days, buyers or weeks to document first (distribution checks only), biggest first. */
  first: { text: string; orders: number; product: string }[];
}

export interface Summary {
  rows: { read: number; orders: number; rejected: number };
  files: {
    name: string;
    sheet: string;
    read: number;
    used: number;
    rejected: number;
    unreadable: [FieldId, number][];
    brokenQuotes: number;
  }[];
  rejected: { reason: string; count: number }[];
  checks: CheckView[];
  history: DayHistory;
  notSales: number;
  columns: FieldId[];
}

export interface FindingView {
  /** Key for ticks: stable while the result stands. */
  key: string;
  order: string;
  orderEnds: string;
  text: string;
  buyer: string;
  time: string;
  product: string;
  place: string;
}

export interface Query {
  check: SignalId;
  /** Free text: order number, product, words of the sentence. */
  search: string;
  /** Order numbers pasted from a notice; only those are shown. */
  only: string[];
  offset: number;
  limit: number;
}

/** Ticks and notes of the seller, by finding key. */
export type Ticks = Record<string, { reason?: string; proofs: string[]; note?: string }>;

/** Findings one export holds at most; what is left out is said in the file. */
const EXPORT_LIMIT = 200_000;

/** Days, buyers or weeks named first. */
const FIRST = 12;

/** One sitting with some files: open, read, check, ask, export. Runs in the worker; holds everything in memory only. */
export class Session {
  private readonly signals: readonly Signal[];
  private readonly book: FormatBook;
  private tables: OpenTable[] = [];
  private ledger: Ledger | null = null;
  private audit: Audit | null = null;

  constructor(signals: readonly Signal[], book: FormatBook) {
    this.signals = signals;
    this.book = book;
  }

  /** Opens files and recognises their tables. A file that cannot be read is a problem, not an end. */
  async open(files: readonly (Blob & { name?: string })[]): Promise<{ tables: TableView[]; problems: FileProblem[] }> {
    this.tables = [];
    // The orders of an earlier sitting are let go before new ones are read.
    this.ledger = null;
    this.audit = null;
    const problems: FileProblem[] = [];
    for (const file of files) {
      try {
        this.tables.push(...(await openTables(file, this.book)));
      } catch (error) {
        problems.push({ name: (file.name ?? '').slice(-80), message: asTableError(error).message });
      }
    }
    return { tables: this.tables.map(view), problems };
  }

  /** Takes over corrected columns. `columns` may also name a kind the recognition did not think of. */
  remap(
    index: number,
    change: { kind?: TableKind; columns?: (FieldId | null)[]; clock?: 'domestic' | 'platform' },
  ): TableView | null {
    const table = this.tables[index];
    if (!table) return null;
    const base: Mapping =
      change.kind && change.kind !== table.mapping.kind
        ? mapHeaders(table.recognition.headers, this.book, change.kind)
        : table.mapping;
    table.mapping = {
      ...base,
      columns: change.columns ?? base.columns,
      clock: change.clock ?? base.clock,
      family: base.family,
    };
    table.recognition = { ...table.recognition, sure: isUsable(table.mapping.kind, table.mapping.columns) };
    return view(table);
  }

  /** Reads all usable tables and runs the checks. */
  async run(typed: Typed, onProgress: (p: Progress) => void, signal?: AbortSignal): Promise<Summary> {
    const ingest = new Ingest(this.book);
    const usable = readingOrder(this.tables.filter((t) => isUsable(t.mapping.kind, t.mapping.columns)));
    if (usable.length === 0) throw new TableError('no-header', '没有一张表能对上订单编号');
    const total = usable.reduce((sum, t) => sum + t.weight, 0) || 1;
    let done = 0;
    for (const table of usable) {
      const start = done;
      let bytes = 0;
      let reported = 0;
      await readTable(table, ingest, {
        signal,
        onBytes(n) {
          bytes += n;
          if (bytes - reported < 1 << 19) return;
          reported = bytes;
          onProgress({
            done: Math.min(0.95, ((start + Math.min(bytes, table.weight)) / total) * 0.9),
            rows: ingest.ledger.rowsRead,
            orders: ingest.ledger.orders,
            step: `正在读 ${table.name}`,
          });
        },
      });
      done += table.weight;
    }
    this.ledger = ingest.ledger;
    return this.check(typed, onProgress);
  }

  /** Runs the checks again over what was read, for instance after the lists changed. */
  check(typed: Typed, onProgress: (p: Progress) => void = () => {}): Summary {
    const ledger = this.need();
    let n = 0;
    this.audit = runChecks(ledger, this.signals, this.book, typed, (id) => {
      const title = this.signals.find((s) => s.id === id)?.title ?? '';
      onProgress({
        done: 0.9 + (0.1 * n++) / this.signals.length,
        rows: ledger.rowsRead,
        orders: ledger.orders,
        step: `正在对照：${title}`,
      });
    });
    return this.summary();
  }

  private summary(): Summary {
    const ledger = this.need();
    const audit = this.audit!;
    return {
      rows: { read: ledger.rowsRead, orders: ledger.orders, rejected: ledger.rowsRejected },
      files: ledger.files.map((f) => ({ ...f, unreadable: [...f.unreadable] })),
      rejected: [...ledger.rejectedByReason].map(([reason, count]) => ({ reason: REASONS[reason], count })),
      checks: audit.checks.map((c) => ({
        id: c.id,
        status: c.status,
        orders: c.orders,
        findings: c.findings.length,
        explained: c.explained.map((e) => ({
          reason: e.reason,
          orders: e.orders,
          sample: e.sample.slice(0, 5).map((o) => ends(ledger.ids.get(o))),
        })),
        missing: c.missing,
        notes: c.notes,
        first: this.first(c),
        ...(c.hint ? { hint: c.hint } : {}),
      })),
      history: audit.history,
      notSales: audit.notSales,
      columns: [...ledger.seen],
    };
  }

  /** What belongs together in a distribution check: one line per day, buyer or week, with the product it holds most of. */
  private first(check: CheckResult): CheckView['first'] {
    const signal = this.signals.find((s) => s.id === check.id);
    if (signal?.group !== 'distribution' || check.findings.length === 0) return [];
    const groups = new Map<number, Finding[]>();
    for (const f of check.findings) {
      const list = groups.get(f.group);
      if (list) list.push(f);
      else groups.set(f.group, [f]);
    }
    // Single orders are in the list below anyway.
    return [...groups.values()]
      .filter((list) => list.length > 1)
      .sort((a, b) => b.length - a.length || a[0]!.order - b[0]!.order)
      .slice(0, FIRST)
      .map((list) => ({
        text: describe(this.need(), check, list[0]!, this.audit!.history),
        orders: list.length,
        product: this.mostOf(list),
      }));
  }

  private mostOf(findings: readonly Finding[]): string {
    const counts = new Map<string, number>();
    for (const f of findings) {
      const name = this.product(f.order);
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return top ? `${top[0].slice(0, 40)}（${top[1]} 单）` : '';
  }

  /** A page of the findings of one check, filtered. */
  query(q: Query): { total: number; rows: FindingView[]; unknown: string[] } {
    const ledger = this.need();
    const check = this.audit!.checks.find((c) => c.id === q.check);
    if (!check) return { total: 0, rows: [], unknown: [] };
    let findings: readonly Finding[] = check.findings;
    const unknown: string[] = [];
    if (q.only.length > 0) {
      const wanted = new Set<number>();
      for (const raw of q.only) {
        const order = ledger.ids.find(cleanId(raw));
        if (order === NONE) unknown.push(raw);
        else wanted.add(order);
      }
      findings = findings.filter((f) => wanted.has(f.order));
    }
    const needle = q.search.trim().toLowerCase();
    if (needle !== '') findings = findings.filter((f) => this.matches(check, f, needle));
    return {
      total: findings.length,
      rows: findings.slice(q.offset, q.offset + q.limit).map((f) => this.view(check, f)),
      unknown,
    };
  }

  private matches(check: CheckResult, f: Finding, needle: string): boolean {
    const ledger = this.need();
    if (ledger.ids.get(f.order).toLowerCase().includes(needle)) return true;
    if (/^[\dA-Za-z_-]+$/.test(needle) && needle.length >= 6)
      return ledger.waybillsOf(f.order).some((w) => ledger.waybills.get(w).toLowerCase().includes(needle));
    return `${describe(ledger, check, f, this.audit!.history)}${this.product(f.order)}`.toLowerCase().includes(needle);
  }

  private product(order: number): string {
    const ledger = this.need();
    const item = ledger.item[order]!;
    return item !== NONE ? ledger.items.get(item) : ledger.sku[order] !== NONE ? ledger.skus.get(ledger.sku[order]!) : '';
  }

  private view(check: CheckResult, f: Finding): FindingView {
    const ledger = this.need();
    const order = ledger.ids.get(f.order);
    const buyer = ledger.buyer[f.order]!;
    const file = ledger.files[ledger.file[f.order]!];
    return {
      key: `${check.id}/${order}/${f.what}/${f.ref}`,
      order,
      orderEnds: ends(order),
      text: describe(ledger, check, f, this.audit!.history),
      buyer: buyer === NONE ? '' : initials(ledger.buyers.get(buyer)),
      time:
        timeText(ledger.paid[f.order]!, ledger.unitOf(f.order, 1)) ||
        timeText(ledger.created[f.order]!, ledger.unitOf(f.order, 0)),
      product: this.product(f.order).slice(0, 80),
      place: file ? `${file.name}${file.sheet ? ` · ${file.sheet}` : ''} 第 ${ledger.line[f.order]} 行` : '',
    };
  }

  /** The working paper: what was checked, order by order, with the seller's ticks; everything neutralised. */
  paper(format: 'xlsx' | 'csv', ticks: Ticks, onDay: string): Uint8Array {
    const ledger = this.need();
    const audit = this.audit!;
    const head = [
      '检查',
      '订单编号',
      '对不上的地方',
      '付款或下单时间',
      '商品',
      '来自',
      '你选的正当原因',
      '已备的凭证',
      '建议的凭证',
      '你的说明',
    ];
    const rows: (string | number)[][] = [head];
    let left = 0;
    for (const check of audit.checks) {
      const signal = this.signals.find((s) => s.id === check.id)!;
      const proofs = signal.evidence.map((e) => e.text).join('；');
      for (const finding of check.findings) {
        if (rows.length > EXPORT_LIMIT) {
          left++;
          continue;
        }
        const v = this.view(check, finding);
        const tick = ticks[v.key];
        const reason = signal.innocent.find((i) => i.id === tick?.reason)?.text ?? '';
        const have = signal.evidence.filter((e) => tick?.proofs.includes(e.id)).map((e) => e.text);
        rows.push([signal.title, v.order, v.text, v.time, v.product, v.place, reason, have.join('；'), proofs, tick?.note ?? '']);
      }
    }
    const about: (string | number)[][] = [
      ['订单自查工作底稿', ''],
      ['生成日', onDay],
      ['说明', '结论不代表平台判定。没查出来只表示这些检查没有发现对不上的地方，不代表平台不会处罚。真实发货不等于交易规范。'],
      ['读了多少行', ledger.rowsRead],
      ['认出多少单', ledger.orders],
      ['放在一边的行', ledger.rowsRejected],
      ...(left > 0 ? [['没写进来的', `还有 ${left} 条，请按月份分段再导出。`]] : []),
      [],
      ['检查', '结果'],
      ...audit.checks.map((c) => {
        const title = this.signals.find((s) => s.id === c.id)?.title ?? c.id;
        const result =
          c.status === 'unchecked'
            ? `未检查，缺：${c.missing.join('、')}`
            : c.status === 'found'
              ? `${c.orders} 单要说明${c.missing.length ? `；另缺：${c.missing.join('、')}` : ''}`
              : '没有发现对不上的地方';
        return [title, result];
      }),
    ];
    if (format === 'csv') return new TextEncoder().encode(toCsv([...about, [], ...rows]));
    const sheets: Sheet[] = [
      { name: '说明', rows: about },
      { name: '逐单清单', rows },
      { name: '放在一边的行', rows: this.rejectedRows() },
    ];
    return toXlsx(sheets);
  }

  /** The rows that were set aside, with reason and place. */
  rejectedCsv(): Uint8Array {
    return new TextEncoder().encode(toCsv(this.rejectedRows()));
  }

  private rejectedRows(): (string | number)[][] {
    const ledger = this.need();
    return [
      ['文件', '工作表', '行号', '为什么放在一边', '原来的内容'],
      ...ledger.rejected.slice(0, EXPORT_LIMIT).map((r) => {
        const file = ledger.files[r.file]!;
        return [file.name, file.sheet, r.line, REASONS[r.reason satisfies Reason], r.text || '（行太多，内容没有保留）'];
      }),
    ];
  }

  private need(): Ledger {
    if (!this.ledger) throw new TableError('empty');
    return this.ledger;
  }
}

function view(table: OpenTable): TableView {
  return {
    name: table.name,
    sheet: table.sheet,
    kind: table.mapping.kind,
    format: table.mapping.format,
    clock: table.mapping.clock,
    headers: table.recognition.headers,
    columns: table.mapping.columns,
    samples: table.samples.map((row) => row.map((cell) => cell.slice(0, 40))),
    sure: table.recognition.sure,
  };
}
