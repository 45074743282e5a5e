import type { Day } from '../calendar/day.ts';

/** Where the date of an item comes from; the seller's own word outranks the rest. */
export type DateOrigin = 'typed' | 'name' | 'modified' | 'none';

/** One file in the binder, described by the seller. Order numbers and descriptions stay on the device. */
export interface BinderItem {
  /** Key within the binder, never shown. */
  readonly key: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Evidence kind id, or null while the seller has not said. */
  readonly kind: string | null;
  /** Day in Asia/Shanghai, or null when unknown. */
  readonly date: Day | null;
  readonly dateOrigin: DateOrigin;
  readonly description: string;
  /** Order numbers as typed. */
  readonly orders: string;
}

/** An item with its place in the binder and, once read, its fingerprint. */
export interface NumberedItem extends BinderItem {
  /** 1 for the first. */
  readonly number: number;
  /** Path inside the archive, forward slashes. */
  readonly path: string;
  /** Lower-case hex SHA-256 of the content, null before the file was read. */
  readonly sha256: string | null;
}
