import { NO_TIME } from '../../table/cells/out.ts';
import { earlier } from '../../table/cells/time.ts';
import { DAY, type Context } from '../context.ts';
import { MARK, NONE, STATUS } from '../ledger.ts';
import { differentCities } from '../region.ts';
import { explain, type Finding, type Outcome } from '../result.ts';

/** A1: shipped or finished, and no parcel. Orders of tables without a waybill column are not judged. */
export function noWaybill(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  let notJudged = 0;
  for (let order = 0; order < ledger.orders; order++) {
    const status = ledger.status[order]!;
    if (status < STATUS['part-shipped'] || ledger.waybill[order] !== NONE || !ctx.isSale(order)) continue;
    const marks = ledger.marks[order]!;
    if (!(marks & MARK.trackable)) notJudged++;
    else if (marks & MARK.virtual) explain(explained, 'virtual', order);
    else if (marks & MARK.pickup) explain(explained, 'pickup', order);
    else if (marks & MARK.dropship) explain(explained, 'dropship', order);
    else findings.push({ order, group: order, what: 0, ref: 0 });
  }
  return { findings, explained, notes: notJudged > 0 ? [`有 ${notJudged} 单所在的文件没有物流单号列，这些没有查。`] : [] };
}

export const SHARED = { buyers: 0, days: 1, afterReceipt: 2, unknown: 3 } as const;

/** A2: one parcel on several orders that are not one merged shipment of one buyer. */
export function sharedWaybill(ctx: Context): Outcome {
  const { ledger } = ctx;
  const seen = new Uint8Array(ledger.waybills.size);
  const count = (parcel: number): void => {
    if (seen[parcel]! < 2) seen[parcel]!++;
  };
  for (let order = 0; order < ledger.orders; order++) {
    if (ledger.waybill[order] === NONE || !ctx.isSale(order)) continue;
    count(ledger.waybill[order]!);
    for (const parcel of ledger.moreWaybills.get(order) ?? []) count(parcel);
  }
  const groups = new Map<number, number[]>();
  const put = (parcel: number, order: number): void => {
    if (seen[parcel]! < 2) return;
    const list = groups.get(parcel);
    if (list) list.push(order);
    else groups.set(parcel, [order]);
  };
  for (let order = 0; order < ledger.orders; order++) {
    if (ledger.waybill[order] === NONE || !ctx.isSale(order)) continue;
    put(ledger.waybill[order]!, order);
    for (const parcel of ledger.moreWaybills.get(order) ?? []) put(parcel, order);
  }
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  for (const [parcel, orders] of groups) {
    const what = relation(ctx, orders);
    if (what === null) for (const order of orders) explain(explained, 'merged', order);
    else for (const order of orders) findings.push({ order, group: parcel, what, ref: parcel });
  }
  // Whether a shared parcel is one merged shipment is told by these times; without them it is not settled.
  const incomplete =
    explained.size === 0 ? [] : MERGE_TIMES.filter(({ field }) => !ledger.filled.has(field)).map(({ name }) => name);
  return { findings, explained, incomplete };
}

const MERGE_TIMES = [
  { field: 'shipped_at', name: '发货时间' },
  { field: 'confirmed_at', name: '确认收货时间' },
  { field: 'paid_at', name: '订单付款时间' },
] as const;

/** Why the orders of one parcel do not belong together; null when they are one merged shipment. */
function relation(ctx: Context, orders: readonly number[]): number | null {
  const { ledger } = ctx;
  const buyers = new Set<number>();
  let unknown = false;
  for (const order of orders) {
    const buyer = ctx.buyerOf(order);
    if (buyer === NONE) unknown = true;
    else buyers.add(buyer);
  }
  if (buyers.size > 1) return SHARED.buyers;
  const days = orders
    .map((order) => ledger.shipped[order]!)
    .filter((time) => time !== NO_TIME)
    .map((time) => Math.floor(time / DAY))
    .sort((a, b) => a - b);
  // One parcel leaves once; orders marked before and after midnight are still one shipment.
  if (days.some((day, i) => i > 0 && day - days[i - 1]! > 1)) return SHARED.days;
  let firstReceipt = NO_TIME;
  let receiptUnit = 1;
  for (const order of orders) {
    const time = ledger.confirmed[order]!;
    if (time !== NO_TIME && (firstReceipt === NO_TIME || time < firstReceipt)) {
      firstReceipt = time;
      receiptUnit = ledger.unitOf(order, 3);
    }
  }
  if (firstReceipt !== NO_TIME)
    for (const order of orders) {
      const paid = ledger.paid[order]!;
      if (paid !== NO_TIME && earlier(firstReceipt, receiptUnit, paid, ledger.unitOf(order, 1))) return SHARED.afterReceipt;
    }
  return unknown ? SHARED.unknown : null;
}

export const TIMES = {
  paidBeforeCreated: 0,
  shippedBeforePaid: 1,
  confirmedBeforeShipped: 2,
  shippedBeforeCreated: 3,
  confirmedBeforePaid: 4,
  confirmedBeforeCreated: 5,
} as const;

/** A3: times that cannot follow each other, compared within one kind of file and in the coarser precision. */
export function impossibleTimes(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  for (let order = 0; order < ledger.orders; order++) {
    if (ledger.timeOwner[order] === 0 || !ctx.isSale(order)) continue;
    const created = ledger.created[order]!;
    const paid = ledger.paid[order]!;
    const shipped = ledger.shipped[order]!;
    const confirmed = ledger.confirmed[order]!;
    const before = (a: number, aWhich: 0 | 1 | 2 | 3, b: number, bWhich: 0 | 1 | 2 | 3): boolean =>
      a < b && a !== NO_TIME && b !== NO_TIME && earlier(a, ledger.unitOf(order, aWhich), b, ledger.unitOf(order, bWhich));
    const add = (what: number): void => {
      findings.push({ order, group: order, what, ref: 0 });
    };
    if (before(paid, 1, created, 0)) add(TIMES.paidBeforeCreated);
    const late = ledger.marks[order]! & (MARK.cod | MARK.credit | MARK.presale);
    const payLater = (what: number): void => {
      if (late & MARK.cod) explain(explained, 'cod', order);
      else if (late & MARK.credit) explain(explained, 'credit', order);
      else if (late & MARK.presale) explain(explained, 'presale', order);
      else add(what);
    };
    if (before(shipped, 2, paid, 1)) payLater(TIMES.shippedBeforePaid);
    else if (paid === NO_TIME && before(shipped, 2, created, 0)) add(TIMES.shippedBeforeCreated);
    if (before(confirmed, 3, shipped, 2)) add(TIMES.confirmedBeforeShipped);
    else if (shipped === NO_TIME) {
      if (before(confirmed, 3, paid, 1)) payLater(TIMES.confirmedBeforePaid);
      else if (paid === NO_TIME && before(confirmed, 3, created, 0)) add(TIMES.confirmedBeforeCreated);
    }
  }
  return { findings, explained };
}

export const UNRELATED = { province: 0, city: 1, pickedEarly: 2 } as const;

/** A4: the parcel was signed for elsewhere, or picked up before the order existed. */
export function unrelatedWaybill(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  for (let order = 0; order < ledger.orders; order++) {
    if (ledger.waybill[order] === NONE || !ctx.isSale(order)) continue;
    for (const parcel of ledger.waybillsOf(order)) {
      const home = ledger.province[order]!;
      const signed = ledger.signedProvince[parcel] ?? -1;
      if (home >= 0 && signed >= 0) {
        const city = ledger.city[order]!;
        const signedCity = ledger.signedCity[parcel] ?? NONE;
        if (home !== signed) {
          if (ledger.newProvince[order] === signed) explain(explained, 'readdressed', order);
          else findings.push({ order, group: order, what: UNRELATED.province, ref: parcel });
        } else if (
          city !== NONE &&
          signedCity !== NONE &&
          city !== signedCity &&
          differentCities(ledger.regions.get(city), ledger.regions.get(signedCity))
        ) {
          if (ledger.newProvince[order] === signed) explain(explained, 'readdressed', order);
          else findings.push({ order, group: order, what: UNRELATED.city, ref: parcel });
        }
      }
      const picked = ledger.pickedAt[parcel];
      const created = ledger.created[order]!;
      // 速卖通 times run on another clock: never compared with a domestic courier.
      if (picked !== undefined && created !== NO_TIME && !(ledger.marks[order]! & MARK.platformClock))
        if (earlier(picked, ledger.courierPrecision[parcel] ?? 1, created, ledger.unitOf(order, 0)))
          findings.push({ order, group: order, what: UNRELATED.pickedEarly, ref: parcel });
    }
  }
  return { findings, explained };
}

/** A5: the parcels of an order weigh less than the lightest single piece it holds. */
export function weightMismatch(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  let compared = 0;
  for (let order = 0; order < ledger.orders; order++) {
    if (ledger.waybill[order] === NONE || !ctx.isSale(order) || ledger.quantity[order] === 0) continue;
    const unit = lightestPiece(ctx, order);
    if (!unit) continue;
    let total = 0;
    let decimals = unit.decimals;
    let anyLighter = false;
    let known = true;
    for (const parcel of ledger.waybillsOf(order)) {
      const weight = ledger.parcelWeight[parcel];
      if (weight === undefined) {
        known = false;
        break;
      }
      total += weight;
      decimals = Math.min(decimals, ledger.parcelDecimals[parcel] ?? 0);
      if (lighter(weight, unit.kg, decimals)) anyLighter = true;
    }
    if (!known) continue;
    compared++;
    if (lighter(total, unit.kg, decimals)) findings.push({ order, group: order, what: 0, ref: Math.round(unit.kg * 1e6) });
    else if (anyLighter) explain(explained, 'several-parcels', order);
  }
  findings.sort((a, b) => b.ref - a.ref || a.order - b.order);
  return {
    findings,
    explained,
    notes: [`逐单比过重量的有 ${compared} 单。`],
    incomplete: compared === 0 ? ['能对上的重量'] : [],
  };
}

/** Compared in the coarser of the two precisions, so that 0.495 is not “lighter” than 0.5. */
function lighter(kg: number, unit: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  return Math.round(kg * scale + 1e-6) < Math.round(unit * scale + 1e-6);
}

/** The lightest piece among the goods of an order; null unless the weight of every one of them is known. */
function lightestPiece(ctx: Context, order: number): { kg: number; decimals: number } | null {
  const { ledger } = ctx;
  const own = ledger.unitWeight[order]!;
  if (own > 0) return { kg: own, decimals: ledger.unitDecimals[order]! };
  const first = ledger.sku[order]!;
  if (first === NONE) return null;
  let best: { kg: number; decimals: number } | null = null;
  for (const sku of [first, ...(ledger.moreSkus.get(order) ?? [])]) {
    const kg = ledger.skuWeight[sku];
    if (kg === undefined) return null;
    if (!best || kg < best.kg) best = { kg, decimals: ledger.skuDecimals[sku] ?? 0 };
  }
  return best;
}

export const MONEY = { byNumber: 0, byAccount: 1, byAmountAndDay: 2 } as const;

/** A6: a transfer out that returns the whole payment of an order; refunds and fees of the platform are left out. */
export function moneyBack(ctx: Context): Outcome {
  const { ledger } = ctx;
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  const byAmount = new Map<number, number[]>();
  ledger.transfers.forEach((transfer, index) => {
    if (transfer.platform) return;
    let named = false;
    for (const text of transfer.orderTexts) {
      const order = ledger.ids.find(text);
      if (/^\d{15,20}$/.test(text)) named = true;
      if (order === NONE || !ctx.isSale(order)) continue;
      named = true;
      const gross = ctx.grossOf(order);
      const paid = ctx.timeOf(order);
      if (!(gross > 0)) continue;
      if (transfer.amount < gross) explain(explained, 'after-sale', order);
      else if (paid === NO_TIME || Math.floor(transfer.time / DAY) >= Math.floor(paid / DAY))
        findings.push({ order, group: index, what: MONEY.byNumber, ref: index });
    }
    // A transfer that names its order has nothing to do with others of the same amount.
    if (!named) {
      const list = byAmount.get(transfer.amount);
      if (list) list.push(index);
      else byAmount.set(transfer.amount, [index]);
    }
  });
  if (byAmount.size > 0)
    for (let order = 0; order < ledger.orders; order++) {
      const gross = ctx.grossOf(order);
      const candidates = byAmount.get(gross);
      if (!candidates || !ctx.isSale(order) || ledger.status[order] === STATUS.unpaid) continue;
      const paid = ctx.timeOf(order);
      if (paid === NO_TIME) continue;
      for (const index of candidates) {
        const transfer = ledger.transfers[index]!;
        const day = Math.floor(transfer.time / DAY);
        if (sameAccount(ctx, order, transfer.counterparty)) {
          if (day >= Math.floor(paid / DAY)) findings.push({ order, group: index, what: MONEY.byAccount, ref: index });
        } else if (ledger.marks[order]! & MARK.platformClock) continue;
        else if (
          day === Math.floor(paid / DAY) ||
          (ledger.confirmed[order] !== NO_TIME && day === Math.floor(ledger.confirmed[order]! / DAY))
        )
          findings.push({ order, group: index, what: MONEY.byAmountAndDay, ref: index });
      }
    }
  const read = ledger.transfers.filter((t) => !t.platform).length;
  return { findings, explained, notes: [`平台退款和费用以外的转出有 ${read} 笔。`] };
}

function sameAccount(ctx: Context, order: number, counterparty: string): boolean {
  if (counterparty === '' || /[*＊]/.test(counterparty)) return false;
  const { ledger } = ctx;
  const alipay = ledger.alipay[order]!;
  const parts = counterparty.split(' ');
  if (alipay !== NONE && parts.includes(ledger.alipays.get(alipay))) return true;
  const buyer = ctx.buyerOf(order);
  return buyer !== NONE && parts.includes(ledger.buyers.get(buyer));
}

/** A7: buyers on the seller's own list. Hit or no hit, nothing in between. */
export function ownList(ctx: Context): Outcome {
  const { ledger } = ctx;
  const wanted = new Set(ctx.typed.ownList.map(fold).filter((name) => name !== '' && !/[*＊]/.test(name)));
  const hits = (pool: { size: number; get(id: number): string }): Uint8Array => {
    const out = new Uint8Array(pool.size);
    for (let id = 0; id < pool.size; id++) if (wanted.has(fold(pool.get(id)))) out[id] = 1;
    return out;
  };
  const buyers = hits(ledger.buyers);
  const alipays = hits(ledger.alipays);
  const findings: Finding[] = [];
  for (let order = 0; order < ledger.orders; order++) {
    if (!ctx.isSale(order)) continue;
    const hit =
      (ledger.buyer[order] !== NONE && buyers[ledger.buyer[order]!]) ||
      (ledger.alipay[order] !== NONE && alipays[ledger.alipay[order]!]) ||
      (ledger.company[order] !== NONE && buyers[ledger.company[order]!]);
    if (hit) findings.push({ order, group: ledger.buyer[order]!, what: 0, ref: ledger.buyer[order]! });
  }
  return { findings };
}

/** A8: the seller's own words in notes; warehouse language is set apart. */
export function telltaleNote(ctx: Context): Outcome {
  const { ledger, words } = ctx;
  const wanted = ctx.typed.words.map(fold).filter((word) => word !== '');
  const verdicts = new Uint8Array(ledger.notes.size);
  for (let id = 0; id < verdicts.length; id++) verdicts[id] = judgeNote(fold(ledger.notes.get(id)), wanted, words);
  const findings: Finding[] = [];
  const explained = new Map<string, number[]>();
  for (let order = 0; order < ledger.orders; order++) {
    const first = ledger.note[order]!;
    if (first === NONE || !ctx.isSale(order)) continue;
    let hit = NONE;
    let harmless = 0;
    for (const note of [first, ...(ledger.moreNotes.get(order) ?? [])])
      if (verdicts[note] === HIT) hit = hit === NONE ? note : hit;
      else if (verdicts[note]! > HIT) harmless = verdicts[note]!;
    if (hit !== NONE) findings.push({ order, group: hit, what: 0, ref: hit });
    else if (harmless) explain(explained, harmless === SAMPLE ? 'test-sample' : 'warehouse', order);
  }
  return { findings, explained };
}

const HIT = 1;
const WAREHOUSE = 2;
const SAMPLE = 3;

function judgeNote(note: string, wanted: readonly string[], words: Context['words']): number {
  let best = 0;
  for (const word of wanted) {
    if (!note.includes(word)) continue;
    const language = words.warehouse.filter((w) => note.includes(w));
    const left = language.reduce((text, w) => text.replaceAll(w, '\u0000'), note);
    const harmless = language.length > 0 && (words.ambiguous.includes(word) || !left.includes(word));
    if (!harmless) return HIT;
    best = language.some((w) => w === '测款' || w === '样品') ? SAMPLE : WAREHOUSE;
  }
  return best;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
