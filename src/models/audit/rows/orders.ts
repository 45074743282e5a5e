import type { FieldId } from '../../../schemas/export-format.ts';
import { readId } from '../../table/cells/id.ts';
import { out } from '../../table/cells/out.ts';
import { codesOf, type Codes } from '../../table/codes.ts';
import type { Row } from '../../table/row.ts';
import { MARK, NONE } from '../ledger.ts';
import type { Mapping } from '../recognise.ts';
import { cellWriter, type CellWriter, type WriterContext } from './cell-writers.ts';
import { setAside, type ReadRow } from './source.ts';
import { isTotal } from './texts.ts';

const SEPARATORS = /[,，;；、|]+/;

/** Rows of an order or item table: which order a row belongs to, and its cells into that order. */
export function orderReader(context: WriterContext): ReadRow {
  const { ledger, source, file } = context;
  const { mapping } = source;
  const idColumn = mapping.columns.indexOf('order_id');
  const subColumn = mapping.columns.indexOf('sub_order_id');
  const { columns, writers } = writersOf(context);
  const marks = marksOf(mapping);
  // In item tables the order number may stand on the first row of an order only.
  const fillsDown = mapping.kind === 'item';
  let lastOrder = NONE;

  const orderOf = (codes: Codes, start: number, end: number, line: number): number => {
    const before = ledger.ids.size;
    const order = ledger.ids.intern(codes, start, Math.min(end, start + 64));
    if (order === before) {
      ledger.reserve(order + 1);
      ledger.file[order] = file;
      ledger.line[order] = line;
    }
    ledger.marks[order]! |= marks;
    return order;
  };

  const write = (row: Row, order: number): void => {
    for (let k = 0; k < writers.length; k++) {
      const column = columns[k]!;
      if (column >= row.count) continue;
      const start = row.starts[column]!;
      const end = row.ends[column]!;
      if (start !== end) writers[k]!(order, row.codes, start, end);
    }
  };

  /** True when this item of an order stood in an earlier row already. */
  const isRepeated = (row: Row): boolean => {
    if (subColumn < 0 || subColumn >= row.count) return false;
    if (readId(row.codes, row.starts[subColumn]!, row.ends[subColumn]!) !== 'value') return false;
    const before = ledger.subs.size;
    return ledger.subs.intern(out.codes, out.start, out.end) < before;
  };

  return (row) => {
    let order = NONE;
    if (idColumn >= 0 && idColumn < row.count) {
      const got = readId(row.codes, row.starts[idColumn]!, row.ends[idColumn]!);
      if (got === 'ruined') {
        lastOrder = NONE;
        return setAside(ledger, file, row, 'ruined-id');
      }
      if (got === 'value') {
        if (isTotal(out.codes, out.start, out.end)) return setAside(ledger, file, row, 'total');
        // An ERP row that stands for several platform orders counts for each of them.
        if (out.id !== '' && SEPARATORS.test(out.id)) {
          const several = out.id.split(SEPARATORS).filter((id) => id !== '');
          if (several.length === 0) return setAside(ledger, file, row, 'no-order-id');
          for (const id of several) write(row, orderOf(codesOf(id), 0, id.length, row.line));
          return true;
        }
        order = orderOf(out.codes, out.start, out.end, row.line);
      } else if (fillsDown) order = lastOrder;
    }
    if (order === NONE) return setAside(ledger, file, row, 'no-order-id');
    lastOrder = order;
    if (isRepeated(row)) return setAside(ledger, file, row, 'duplicate-item');
    write(row, order);
    return true;
  };
}

/** The columns that are written and how; an order's own weight last, when its parcel is known. */
function writersOf(context: WriterContext): { columns: number[]; writers: CellWriter[] } {
  const { mapping, headers } = context.source;
  const plan = mapping.columns
    .map((field, column) => ({ field, column }))
    .filter((c): c is { field: FieldId; column: number } => c.field !== null)
    .sort((a, b) => Number(a.field === 'weight_actual') - Number(b.field === 'weight_actual'))
    .map(({ field, column }) => ({ column, writer: cellWriter(field, headers[column] ?? '', context) }))
    .filter((c): c is { column: number; writer: CellWriter } => c.writer !== null);
  return { columns: plan.map((c) => c.column), writers: plan.map((c) => c.writer) };
}

/** Marks every order of a table gets: whose clock its times are, and which empty columns mean something. */
function marksOf(mapping: Mapping): number {
  return (
    (mapping.clock === 'platform' ? MARK.platformClock : 0) |
    (mapping.columns.includes('tracking_no') ? MARK.trackable : 0) |
    (mapping.columns.includes('shipped_at') ? MARK.shipTimed : 0)
  );
}
