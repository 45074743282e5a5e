import type { ExitId, SignalId } from '../../schemas/signal.ts';

/** One thing that does not fit about one order. The sentence is made when it is shown (`describe`). */
export interface Finding {
  order: number;
  /** Findings that belong together (the orders of one parcel, one transfer, one day). */
  group: number;
  /** Which of the check's situations. */
  what: number;
  /** A number the sentence needs: a waybill, a transfer, a day. */
  ref: number;
}

/** Orders that look the same and are harmless, with the reason the file gave. */
export interface Explained {
  /** Id of the innocent situation in the check's record. */
  reason: string;
  orders: number;
  sample: number[];
}

export interface CheckResult {
  id: SignalId;
  status: 'found' | 'none' | 'unchecked';
  /** Distinct orders among the findings. */
  orders: number;
  findings: Finding[];
  explained: Explained[];
  /** Names of columns (or typed lists, or weeks of history) that were missing. */
  missing: string[];
  /** What the reader must know about how far the check got. */
  notes: string[];
  /** An exit that fits better than the others, when the data say so. */
  hint?: ExitId;
}

/** Orders per day of the shop, for the drawing. `from` is days since 2000-01-01. */
export interface DayHistory {
  from: number;
  counts: number[];
  /** Days that stand above the shop's own record (indexes into counts). */
  high: number[];
  /** Which time the days were taken from. */
  basis: 'paid' | 'created' | 'none';
}

/** What a check hands back before it is put into a CheckResult. */
export interface Outcome {
  findings: Finding[];
  explained?: Map<string, number[]>;
  /** Set when the check could not run to its end although the columns were there. */
  incomplete?: string[];
  notes?: string[];
  hint?: ExitId;
}

/** Adds an order to the harmless ones of a reason. */
export function explain(map: Map<string, number[]>, reason: string, order: number): void {
  const list = map.get(reason);
  if (list) list.push(order);
  else map.set(reason, [order]);
}
