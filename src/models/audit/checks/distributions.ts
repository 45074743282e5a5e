import { NO_TIME } from '../../table/cells/out.ts';
import { earlier } from '../../table/cells/time.ts';
import { aboveOwnRecord, DAY, MIN_HISTORY, ownLowerEnd, shareAboveOwnRecord, type Context } from '../context.ts';
import { MARK, NONE, STATUS } from '../ledger.ts';
import { explain, type Finding, type Outcome } from '../result.ts';

/** Said when there is too little past to compare with. */
export const TOO_SHORT = '更早四周的订单';
const TOO_FEW = '更多可比的订单';
/** Fewer values than this have no quartiles worth the name. A matter of arithmetic, not of orders. */
const MIN_SAMPLE = 20;

/** B1: days above the shop's own record of the same weekday. All orders of such a day are listed. */
export function burst(ctx: Context): Outcome {
  const history = ctx.history();
  const { counts, from } = history;
  const high: number[] = [];
  let compared = 0;
  counts.forEach((_, i) => {
    const above = aboveOwnRecord(counts, i, 7);
    if (above !== null) compared++;
    if (above) high.push(i);
  });
  history.high = high;
  if (compared === 0) return { findings: [], incomplete: [TOO_SHORT] };
  const flagged = new Uint8Array(counts.length);
  for (const i of high) flagged[i] = 1;
  const findings: Finding[] = [];
  if (high.length > 0)
    for (let order = 0; order < ctx.ledger.orders; order++) {
      const day = ctx.dayOf(order) - from;
      if (day >= 0 && flagged[day] && ctx.isSale(order)) findings.push({ order, group: day, what: 0, ref: day + from });
    }
  return { findings };
}

/** B2: one buyer, one product, one week, above the shop's own record of earlier weeks. */
export function buyerConcentration(ctx: Context): Outcome {
  const { weeks } = ctx;
  if (weeks <= MIN_HISTORY) return { findings: [], incomplete: [TOO_SHORT] };
  const { head, next } = ctx.byBuyer();
  const top = new Float64Array(weeks);
  const runs: { week: number; size: number; buyer: number; product: number }[] = [];
  for (let buyer = 0; buyer < head.length; buyer++) {
    const first = head[buyer]!;
    if (first === NONE) continue;
    if (next[first] === NONE) {
      const week = ctx.weekOf(first);
      if (week >= 0 && top[week]! < 1) top[week] = 1;
      continue;
    }
    const counts = new Map<string, { week: number; size: number; buyer: number; product: number }>();
    for (let order = first; order !== NONE; order = next[order]!) {
      const week = ctx.weekOf(order);
      const product = ctx.productOf(order);
      if (!(week >= 0) || product === NONE) continue;
      const key = `${week}/${product}`;
      const run = counts.get(key);
      if (run) run.size++;
      else counts.set(key, { week, size: 1, buyer, product });
    }
    for (const run of counts.values()) {
      if (top[run.week]! < run.size) top[run.week] = run.size;
      if (run.size > 1) runs.push(run);
    }
  }
  const findings: Finding[] = [];
  let refunded = 0;
  const flagged = runs
    .filter((run) => {
      const values = top.slice(0, run.week + 1);
      values[run.week] = run.size;
      return aboveOwnRecord(values, run.week, 1) === true;
    })
    .sort((a, b) => b.size - a.size || a.buyer - b.buyer);
  flagged.forEach((run, group) => {
    for (let order = head[run.buyer]!; order !== NONE; order = next[order]!)
      if (ctx.weekOf(order) === run.week && ctx.productOf(order) === run.product) {
        findings.push({ order, group, what: 0, ref: run.buyer });
        if (isUndone(ctx, order)) refunded++;
      }
  });
  return { findings, hint: refunded * 2 > findings.length ? 'not-mine' : undefined };
}

export const CONFIRM = { beforeSigning: 0, ownLowest: 1 } as const;

/** B3: confirmed before the courier's signature; without one, the lowest end of the shop's own past per province. */
export function fastConfirm(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  const groups = new Map<number, number[]>();
  let signedKnown = 0;
  for (let order = 0; order < ledger.orders; order++) {
    const shipped = ledger.shipped[order]!;
    const confirmed = ledger.confirmed[order]!;
    if (shipped === NO_TIME || confirmed === NO_TIME || confirmed <= shipped || !ctx.isSale(order)) continue;
    // Of several parcels the one signed for first: confirming after it is nothing to explain.
    let first = NONE;
    if (!(ledger.marks[order]! & MARK.platformClock))
      for (const parcel of ledger.waybillsOf(order)) {
        const signed = ledger.signedAt[parcel];
        if (signed !== undefined && (first === NONE || signed < ledger.signedAt[first]!)) first = parcel;
      }
    if (first !== NONE) {
      signedKnown++;
      if (earlier(confirmed, ledger.unitOf(order, 3), ledger.signedAt[first]!, ledger.courierPrecision[first] ?? 1))
        findings.push({ order, group: order, what: CONFIRM.beforeSigning, ref: first });
      continue;
    }
    if (ledger.unitOf(order, 2) >= DAY || ledger.unitOf(order, 3) >= DAY) continue;
    const key = ledger.province[order]!;
    const list = groups.get(key);
    if (list) list.push(order);
    else groups.set(key, [order]);
  }
  // Regions with few orders are compared together.
  const small: number[] = [];
  for (const [key, list] of groups)
    if (list.length < MIN_SAMPLE) {
      small.push(...list);
      groups.delete(key);
    }
  if (small.length >= MIN_SAMPLE) groups.set(-2, small);
  const delay = (order: number): number => Math.log(ledger.confirmed[order]! - ledger.shipped[order]!);
  for (const orders of groups.values()) {
    const low = ownLowerEnd(Float64Array.from(orders, delay));
    for (const order of orders) {
      if (!(delay(order) < low)) continue;
      const marks = ledger.marks[order]!;
      const reason = marks & MARK.virtual ? 'virtual' : marks & MARK.pickup ? 'pickup' : null;
      if (reason) explain(explained, reason, order);
      else findings.push({ order, group: order, what: CONFIRM.ownLowest, ref: 0 });
    }
  }
  findings.sort((a, b) => a.what - b.what || delay(a.order) - delay(b.order) || a.order - b.order);
  const incomplete = groups.size === 0 && signedKnown === 0 ? [TOO_FEW] : [];
  return { findings, explained, incomplete };
}

export const PRICE = { lowRatio: 0, sameAmount: 1 } as const;

/** B4: paid far below the list price for this shop, or one exact amount taking more of a week than ever. */
export function priceCluster(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  const orders: number[] = [];
  const listOf = (order: number): number => (ledger.list[order]! > 0 ? ledger.list[order]! : ledger.payable[order]!);
  for (let order = 0; order < ledger.orders; order++) {
    if (!ctx.isSale(order) || ledger.status[order] === STATUS.unpaid) continue;
    if (ctx.grossOf(order) > 0 && listOf(order) > 0) orders.push(order);
  }
  const incomplete: string[] = [];
  if (orders.length >= MIN_SAMPLE) {
    const ratios = Float64Array.from(orders, (order) => Math.log(ctx.grossOf(order) / listOf(order)));
    const low = ownLowerEnd(ratios.slice()) - 1e-9;
    const far = new Map<number, number>();
    orders.forEach((order, i) => {
      if (!(ratios[i]! < low)) return;
      if (ledger.marks[order]! & MARK.topUp) explain(explained, 'top-up', order);
      else far.set(order, ratios[i]!);
    });
    for (const [order] of [...far].sort((a, b) => a[1] - b[1] || a[0] - b[0]))
      findings.push({ order, group: order, what: PRICE.lowRatio, ref: 0 });
  } else incomplete.push(TOO_FEW);

  const { weeks } = ctx;
  if (weeks > MIN_HISTORY) {
    const perWeek = Array.from({ length: weeks }, () => new Map<number, number>());
    for (const order of orders) {
      const week = ctx.weekOf(order);
      if (!(week >= 0) || ledger.marks[order]! & MARK.topUp) continue;
      const amount = ctx.grossOf(order);
      perWeek[week]!.set(amount, (perWeek[week]!.get(amount) ?? 0) + 1);
    }
    const totals = perWeek.map((m) => [...m.values()].reduce((a, b) => a + b, 0));
    const middle = [...totals].sort((a, b) => a - b)[weeks >> 1]!;
    const tops = perWeek.map((m) =>
      [...m].reduce((best, [amount, n]) => (n > best.n || (n === best.n && amount < best.amount) ? { amount, n } : best), {
        amount: 0,
        n: 0,
      }),
    );
    const counts = tops.map((top) => top.n);
    const high = new Map<number, number>();
    counts.forEach((_, week) => {
      // A week with hardly any orders has no distribution.
      if (totals[week]! * 2 >= middle && shareAboveOwnRecord(counts, totals, week)) high.set(week, tops[week]!.amount);
    });
    if (high.size > 0)
      for (const order of orders) {
        const week = ctx.weekOf(order);
        if (high.get(week) === ctx.grossOf(order) && !(ledger.marks[order]! & MARK.topUp))
          findings.push({ order, group: ledger.orders + week, what: PRICE.sameAmount, ref: week });
      }
  }
  return { findings, explained, incomplete };
}

/** B5: one buyer, one minute, one product, one piece each, more than one order. */
export function splitOrders(ctx: Context): Outcome {
  const { ledger } = ctx;
  const { head, next } = ctx.byBuyer();
  const findings: Finding[] = [];
  for (let buyer = 0; buyer < head.length; buyer++) {
    const first = head[buyer]!;
    if (first === NONE || next[first] === NONE) continue;
    const groups = new Map<string, number[]>();
    for (let order = first; order !== NONE; order = next[order]!) {
      const created = ledger.created[order]!;
      const time = created !== NO_TIME ? created : ledger.paid[order]!;
      const unit = ledger.unitOf(order, created !== NO_TIME ? 0 : 1);
      const product = ctx.productOf(order);
      if (time === NO_TIME || unit > 60 || product === NONE || ledger.quantity[order] !== 1) continue;
      const key = `${Math.floor(time / 60)}/${product}`;
      const list = groups.get(key);
      if (list) list.push(order);
      else groups.set(key, [order]);
    }
    for (const orders of groups.values())
      if (orders.length > 1) {
        const group = Math.min(...orders.slice(0, 1000));
        for (const order of orders) findings.push({ order, group, what: 0, ref: buyer });
      }
  }
  return { findings };
}

export const REFUND = { week: 0, buyer: 1 } as const;

/** B6: refunded in full without ever being shipped, above the shop's own record; or one buyer far above all others. */
export function refundLoop(ctx: Context): Outcome {
  const { ledger, weeks } = ctx;
  const undone: number[] = [];
  const perWeek = new Float64Array(Math.max(weeks, 0));
  for (let order = 0; order < ledger.orders; order++) {
    if (!ctx.isSale(order) || !isUndone(ctx, order)) continue;
    undone.push(order);
    const week = ctx.weekOf(order);
    if (week >= 0) perWeek[week]!++;
  }
  const findings: Finding[] = [];
  const byBuyer = new Map<number, number[]>();
  for (const order of undone) {
    const buyer = ctx.buyerOf(order);
    if (buyer === NONE) continue;
    const list = byBuyer.get(buyer);
    if (list) list.push(order);
    else byBuyer.set(buyer, [order]);
  }
  const sizes = [...byBuyer.values()].map((list) => list.length).sort((a, b) => b - a);
  const [most = 0, second = 0] = sizes;
  let hint: Outcome['hint'];
  if (most > 1 && most > second * 2) {
    for (const [buyer, orders] of byBuyer)
      if (orders.length === most)
        for (const order of orders) findings.push({ order, group: buyer, what: REFUND.buyer, ref: buyer });
    hint = 'not-mine';
  }
  const listed = new Set(findings.map((f) => f.order));
  if (weeks > MIN_HISTORY)
    for (const order of undone) {
      const week = ctx.weekOf(order);
      if (week >= 0 && !listed.has(order) && aboveOwnRecord(perWeek, week, 1))
        findings.push({ order, group: ledger.buyers.size + week, what: REFUND.week, ref: week });
    }
  return { findings, hint, incomplete: weeks > MIN_HISTORY ? [] : [TOO_SHORT] };
}

/** Paid, never shipped, and given back in full. */
function isUndone(ctx: Context, order: number): boolean {
  const { ledger } = ctx;
  const marks = ledger.marks[order]!;
  if (!(marks & (MARK.trackable | MARK.shipTimed))) return false;
  if (ledger.waybill[order] !== NONE || ledger.shipped[order] !== NO_TIME) return false;
  const refund = ledger.refund[order]!;
  if (refund > 0) return refund >= ctx.grossOf(order);
  return Number.isNaN(refund) && (marks & MARK.fullRefund) !== 0 && ledger.status[order] !== STATUS.success;
}
