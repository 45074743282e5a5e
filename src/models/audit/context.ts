import type { FormatBook } from '../../schemas/export-format.ts';
import { NO_TIME } from '../table/cells/out.ts';
import { isMasked } from '../table/cells/texts.ts';
import { MARK, NONE, type Ledger } from './ledger.ts';
import type { DayHistory } from './result.ts';

/** What the seller typed in. It is compared in memory and stored nowhere. */
export interface Typed {
  ownList: string[];
  words: string[];
}

export const DAY = 86_400;
/** * ＊ • and the first characters of 匿名, 已脱敏, xxx. */
const STARS = [42, 0xff0a, 0x2022];
const MASK_BEGINNINGS = [0x533f, 0x5df2, 120, 88];
const WEEK = 7;

/** What all checks share: the ledger and things worked out once. */
export class Context {
  readonly ledger: Ledger;
  readonly words: FormatBook['words'];
  readonly typed: Typed;
  private masked: Uint8Array | null = null;
  private links: { head: Int32Array; next: Int32Array } | null = null;
  private days: DayHistory | null = null;
  private orderWeeks: Int32Array | null = null;

  constructor(ledger: Ledger, words: FormatBook['words'], typed: Typed) {
    this.ledger = ledger;
    this.words = words;
    this.typed = typed;
  }

  /** True for orders that are sales; re-shipments, samples and gifts of an ERP are not. */
  isSale(order: number): boolean {
    return (this.ledger.marks[order]! & MARK.notBusiness) === 0;
  }

  /** Number of the buyer, -1 when unknown or masked: a mask never names a person. */
  buyerOf(order: number): number {
    const buyer = this.ledger.buyer[order]!;
    if (buyer === NONE) return NONE;
    if (!this.masked) {
      const { buyers } = this.ledger;
      this.masked = new Uint8Array(buyers.size);
      for (let i = 0; i < this.masked.length; i++)
        // The full test makes a string; only names that could be masks get it.
        if ((buyers.holds(i, STARS) || MASK_BEGINNINGS.includes(buyers.firstCode(i))) && isMasked(buyers.get(i)))
          this.masked[i] = 1;
    }
    return this.masked[buyer] ? NONE : buyer;
  }

  /** What the buyer paid before any refund, fen; NaN when the file does not say. */
  grossOf(order: number): number {
    const { ledger } = this;
    const paid = ledger.paidAmount[order]!;
    const refund = ledger.refund[order]!;
    // After a full refund some exports put 0 into the paid column.
    if (paid > 0) return paid;
    if (refund > 0) return refund;
    const payable = ledger.payable[order]!;
    return payable > 0 ? payable : paid;
  }

  /** Product of an order as a number; items and SKU codes do not overlap. -1 when unknown. */
  productOf(order: number): number {
    const item = this.ledger.item[order]!;
    if (item !== NONE) return item;
    const sku = this.ledger.sku[order]!;
    return sku === NONE ? NONE : this.ledger.items.size + sku;
  }

  productName(product: number): string {
    const { items, skus } = this.ledger;
    return product < 0 ? '' : product < items.size ? items.get(product) : skus.get(product - items.size);
  }

  /** Time that places an order in the shop's history: payment, else creation. */
  timeOf(order: number): number {
    const paid = this.ledger.paid[order]!;
    return paid !== NO_TIME ? paid : this.ledger.created[order]!;
  }

  dayOf(order: number): number {
    const time = this.timeOf(order);
    return time === NO_TIME ? NaN : Math.floor(time / DAY);
  }

  /** Orders of each buyer as linked lists; only buyers that are known and not masked. */
  byBuyer(): { head: Int32Array; next: Int32Array } {
    if (!this.links) {
      const { ledger } = this;
      const head = new Int32Array(ledger.buyers.size).fill(NONE);
      const next = new Int32Array(ledger.orders).fill(NONE);
      for (let order = ledger.orders - 1; order >= 0; order--) {
        if (!this.isSale(order)) continue;
        const buyer = this.buyerOf(order);
        if (buyer === NONE) continue;
        next[order] = head[buyer]!;
        head[buyer] = order;
      }
      this.links = { head, next };
    }
    return this.links;
  }

  /** Sales per day over the span of the files. Empty when there is no time or the span is absurd. */
  history(): DayHistory {
    if (!this.days) {
      const { ledger } = this;
      let min = Infinity;
      let max = -Infinity;
      for (let order = 0; order < ledger.orders; order++) {
        const day = this.dayOf(order);
        if (day < min) min = day;
        if (day > max) max = day;
      }
      const basis = ledger.filled.has('paid_at') ? 'paid' : ledger.filled.has('created_at') ? 'created' : 'none';
      // More than fifty years are not one shop's history but a broken date column.
      if (!Number.isFinite(max - min) || max - min > 20_000) this.days = { from: 0, counts: [], high: [], basis: 'none' };
      else {
        const counts = new Array<number>(max - min + 1).fill(0);
        for (let order = 0; order < ledger.orders; order++) {
          const day = this.dayOf(order);
          if (day >= min && this.isSale(order)) counts[day - min]!++;
        }
        this.days = { from: min, counts, high: [], basis };
      }
    }
    return this.days;
  }

  /** Week of an order, counted from the first day of the files; -1 without a time. */
  weekOf(order: number): number {
    if (!this.orderWeeks) {
      const { from, counts } = this.history();
      const weeks = new Int32Array(this.ledger.orders).fill(NONE);
      if (counts.length > 0)
        for (let i = 0; i < weeks.length; i++) {
          const day = this.dayOf(i);
          if (day >= from) weeks[i] = Math.floor((day - from) / WEEK);
        }
      this.orderWeeks = weeks;
    }
    return this.orderWeeks[order]!;
  }

  get weeks(): number {
    return Math.ceil(this.history().counts.length / WEEK);
  }
}

/** Periods of own history a comparison needs at least, and uses at most (order-signals B1: 4–8 weeks). */
export const MIN_HISTORY = 4;
export const MAX_HISTORY = 8;

/**
 * True when `values[i]` stands above the shop's own record: higher than the highest of the four to eight
 * earlier comparable periods, by more than those periods differ among themselves and by more than chance
 * explains. No fixed limit: the shop is only compared with itself. Null when there is not enough history.
 */
export function aboveOwnRecord(values: ArrayLike<number>, i: number, step: number): boolean | null {
  let max = -Infinity;
  let min = Infinity;
  let n = 0;
  for (let j = i - step; j >= 0 && n < MAX_HISTORY; j -= step, n++) {
    const v = values[j]!;
    if (v > max) max = v;
    if (v < min) min = v;
  }
  if (n < MIN_HISTORY) return null;
  return values[i]! > max + Math.max(max - min, chance(max));
}

/** What pure chance adds to a count of that size: two standard deviations of a Poisson count, one more than seen. */
function chance(count: number): number {
  return 2 * Math.sqrt(count + 1);
}

/** The same for shares: `counts[i]` of `totals[i]`, against the shares of earlier periods. */
export function shareAboveOwnRecord(counts: ArrayLike<number>, totals: ArrayLike<number>, i: number): boolean | null {
  let max = -Infinity;
  let min = Infinity;
  let n = 0;
  for (let j = i - 1; j >= 0 && n < MAX_HISTORY; j--) {
    if (!(totals[j]! > 0)) continue;
    const share = counts[j]! / totals[j]!;
    if (share > max) max = share;
    if (share < min) min = share;
    n++;
  }
  if (n < MIN_HISTORY) return null;
  const total = totals[i]!;
  return counts[i]! > max * total + Math.max((max - min) * total, chance(max * total));
}

/**
 * Lower end of what is usual in a set of values of this shop: the lower quartile minus three times the
 * quartile distance (Tukey's outer fence). Sorts `values`. Where half of the values are the same, the
 * lowest twentieth is set apart instead.
 */
export function ownLowerEnd(values: Float64Array): number {
  values.sort();
  const at = (q: number): number => values[Math.min(values.length - 1, Math.floor(q * values.length))]!;
  const spread = at(0.75) - at(0.25);
  if (spread > 1e-12) return at(0.25) - 3 * spread;
  const low = at(0.05);
  return low - 3 * (at(0.5) - low);
}
