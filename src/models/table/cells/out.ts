import type { Codes } from '../codes.ts';

/** A cell that holds nothing. Times are whole seconds since 2000-01-01 00:00 of the clock on the wall. */
export const NO_TIME = -0x80000000;

/** What one cell said, without allocating: the readers below write here and return true when it was read. */
export const out = {
  time: NO_TIME,
  /** Finest unit the cell gave: 1 second, 60 minute, 86400 day. */
  precision: 1,
  /** True when the time came from a serial number, whose day 0 depends on the workbook. */
  serial: false,
  amount: NaN,
  /** Digits after the point, for weights. */
  decimals: 0,
  /** A number that had to be cleaned, as text; '' when it was read in place. */
  id: '',
  /** Where `start` and `end` point into. */
  codes: new Uint16Array(0) as Codes,
  start: 0,
  end: 0,
};

export type CellResult = 'value' | 'empty' | 'unreadable';
