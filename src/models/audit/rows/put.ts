import { NO_TIME } from '../../table/cells/out.ts';
import { NONE, type Ledger } from '../ledger.ts';

/** The four times of an order, by their place in `Ledger.precision`. */
export type When = 0 | 1 | 2 | 3;

/** Earliest creation, payment and shipping; latest confirmation. */
export function putTime(ledger: Ledger, order: number, which: When, time: number, unit: number, rank: number): void {
  // The times of an order come from one kind of file only: two systems' clocks are not compared.
  const owner = ledger.timeOwner[order]!;
  if (owner !== 0 && owner !== rank) return;
  ledger.timeOwner[order] = rank;
  const column = which === 0 ? ledger.created : which === 1 ? ledger.paid : which === 2 ? ledger.shipped : ledger.confirmed;
  const before = column[order]!;
  if (before !== NO_TIME && (which === 3 ? time <= before : time >= before)) return;
  column[order] = time;
  const code = unit >= 86_400 ? 2 : unit >= 60 ? 1 : 0;
  ledger.precision[order] = (ledger.precision[order]! & ~(3 << (which * 2))) | (code << (which * 2));
}

/** The amounts of an order, by their place in `Ledger.owner`. */
export const AMOUNT = { list: 0, payable: 1, paid: 2, refund: 3, quantity: 4 } as const;

/** An amount comes from one kind of file; its rows are added up, or the largest stands where each row repeats it. */
export function putAmount(
  ledger: Ledger,
  order: number,
  column: Float64Array | Float32Array,
  which: number,
  value: number,
  rank: number,
  sum: boolean,
): void {
  const owners = ledger.owner[which]!;
  const owner = owners[order]!;
  if (owner === 0) {
    owners[order] = rank;
    column[order] = value;
  } else if (owner === rank) column[order] = sum ? column[order]! + value : Math.max(column[order]!, value);
}

/** Several weighings of one parcel: the heaviest, so that a wrong light reading accuses nobody. */
export function putParcelWeight(ledger: Ledger, parcel: number, kg: number, decimals: number): void {
  if ((ledger.parcelWeight[parcel] ?? 0) >= kg) return;
  ledger.parcelWeight[parcel] = kg;
  ledger.parcelDecimals[parcel] = Math.min(decimals, 6);
}

/** Adds to the list of an order whose first entry stands in a typed column. */
export function addTo(first: Int32Array, more: Map<number, number[]>, order: number, id: number): void {
  const before = first[order]!;
  if (before === NONE) first[order] = id;
  else if (before !== id) {
    const list = more.get(order);
    if (!list) more.set(order, [id]);
    else if (!list.includes(id)) list.push(id);
  }
}
