import type { FieldId } from '../../../schemas/export-format.ts';
import type { Row } from '../../table/row.ts';
import type { Mapping } from '../recognise.ts';
import type { Ledger, Reason } from '../ledger.ts';

/** A table about to be read into the ledger. */
export interface TableSource {
  name: string;
  sheet: string;
  mapping: Mapping;
  headers: readonly string[];
  /** Row (from 0) of the header among the rows that will be fed. */
  headerRow: number;
  /** Workbook that counts its days from 1904. */
  from1904?: boolean;
  /** Rows the table has, roughly; undefined where its size does not tell. */
  rows?: number;
}

/** Takes one row below the header; false when the row was set aside (with its reason in the ledger). */
export type ReadRow = (row: Row) => boolean;

/** Believed first: the platform's own order file, then its item file, then ERP files. Same format, same rank. */
export function rankOf(mapping: Mapping): number {
  const family = mapping.family === 'erp' ? 20 : 0;
  const kind = mapping.kind === 'order' ? 1 : mapping.kind === 'item' ? 10 : 40;
  return family + kind + (mapping.clock === 'platform' ? 5 : 0);
}

/** The order in which tables must be fed so that the result does not depend on the order they were chosen in. */
export function readingOrder<T extends { mapping: Mapping }>(tables: readonly T[]): T[] {
  return [...tables].sort((a, b) => rankOf(a.mapping) - rankOf(b.mapping));
}

/** Sets a row aside with its reason; the row keeps its text for the download. */
export function setAside(ledger: Ledger, file: number, row: Row, reason: Reason): false {
  ledger.reject(file, row.line, reason, () => row.cells().join('\t'));
  return false;
}

/** Notes that a cell held something nobody could read. */
export function unreadable(ledger: Ledger, file: number, field: FieldId): void {
  const counts = ledger.files[file]!.unreadable;
  counts.set(field, (counts.get(field) ?? 0) + 1);
}
