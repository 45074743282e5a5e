import type { FieldId } from '../../schemas/export-format.ts';
import { NO_TIME } from '../table/cells/out.ts';
import { StringPool } from '../table/pool.ts';

/** Marks of an order, as bits. */
export const MARK = {
  virtual: 1,
  pickup: 2,
  cod: 4,
  credit: 8,
  presale: 16,
  notBusiness: 32,
  dropship: 64,
  topUp: 128,
  fullRefund: 256,
  platformClock: 512,
  /** A row of the order came from a table with a waybill column, so an empty waybill means something. */
  trackable: 1024,
  /** Likewise for the shipping time. */
  shipTimed: 2048,
} as const;

export const STATUS = { none: 0, unpaid: 1, closed: 2, paid: 3, 'part-shipped': 4, shipped: 5, success: 6 } as const;

/** Why a row was set aside. */
export const REASONS = {
  'no-order-id': '没有订单编号',
  'ruined-id': '订单编号被表格软件改坏了（变成科学计数或末尾成片的 0），不能拿来比对。请重新导出，不要用表格软件打开后再存',
  'duplicate-item': '同一子订单前面已经读过',
  total: '合计行',
  'no-waybill': '没有运单号，对应不上',
  'no-amount': '没有支出金额，或时间看不懂',
  'no-goods': '没有编码或重量',
  'repeated-header': '又一次出现的表头',
} as const;
export type Reason = keyof typeof REASONS;

export interface Rejected {
  file: number;
  line: number;
  reason: Reason;
  /** The row as it stood, so that it can be downloaded; '' for rows past the keeping limit. */
  text: string;
}

/** Rows whose text is kept for the download; the rest is counted. */
export const KEEP_REJECTED = 20_000;

export interface FileAccount {
  name: string;
  sheet: string;
  read: number;
  used: number;
  rejected: number;
  /** Cells that held something which could not be understood, per column. */
  unreadable: Map<FieldId, number>;
  brokenQuotes: number;
}

/** Money movement out of the shop. */
export interface Transfer {
  file: number;
  line: number;
  time: number;
  precision: number;
  amount: number;
  counterparty: string;
  note: string;
  /** Order numbers written on the movement (pool ids of orders, may be empty). */
  orderTexts: string[];
  platform: boolean;
}

export const NONE = -1;

/**
 * All orders of all files, one typed array per column: the row number of an order is the pool number of
 * its order number. A million orders take about 150 MB. Amounts are fen, times as in `cells/out.ts`.
 */
export class Ledger {
  readonly ids = new StringPool();
  readonly buyers = new StringPool();
  readonly alipays = new StringPool();
  readonly waybills = new StringPool();
  readonly items = new StringPool();
  readonly skus = new StringPool();
  readonly notes = new StringPool();
  readonly regions = new StringPool();
  readonly subs = new StringPool();

  capacity = 0;
  status!: Uint8Array;
  marks!: Uint16Array;
  file!: Uint8Array;
  line!: Int32Array;
  created!: Int32Array;
  paid!: Int32Array;
  shipped!: Int32Array;
  confirmed!: Int32Array;
  /** Precision codes of the four times, two bits each: 0 second, 1 minute, 2 day. */
  precision!: Uint8Array;
  buyer!: Int32Array;
  alipay!: Int32Array;
  company!: Int32Array;
  waybill!: Int32Array;
  item!: Int32Array;
  sku!: Int32Array;
  note!: Int32Array;
  province!: Int8Array;
  city!: Int32Array;
  newProvince!: Int8Array;
  quantity!: Float32Array;
  list!: Float64Array;
  payable!: Float64Array;
  paidAmount!: Float64Array;
  refund!: Float64Array;
  unitWeight!: Float32Array;
  unitDecimals!: Uint8Array;
  /** Which rank of file wrote the times and each amount (see `rows/source.ts`). */
  timeOwner!: Uint8Array;
  owner!: Uint8Array[];

  /** Further parcels of an order beyond the first. */
  readonly moreWaybills = new Map<number, number[]>();
  readonly moreSkus = new Map<number, number[]>();
  /** Further notes of an order beyond the first. */
  readonly moreNotes = new Map<number, number[]>();

  // Per waybill number, filled from courier lists.
  readonly pickedAt: number[] = [];
  readonly signedAt: number[] = [];
  readonly courierPrecision: number[] = [];
  readonly signedProvince: number[] = [];
  readonly signedCity: number[] = [];
  readonly parcelWeight: number[] = [];
  readonly parcelDecimals: number[] = [];

  // Per SKU number, filled from weight lists.
  readonly skuWeight: number[] = [];
  readonly skuDecimals: number[] = [];

  readonly transfers: Transfer[] = [];
  readonly files: FileAccount[] = [];
  readonly rejected: Rejected[] = [];
  readonly rejectedByReason = new Map<Reason, number>();
  /** Columns that were there in at least one file. */
  readonly seen = new Set<FieldId>();
  /** Columns that hold at least one usable value. */
  readonly filled = new Set<FieldId>();
  rowsRead = 0;
  rowsRejected = 0;

  constructor() {
    this.reserve(4096);
  }

  get orders(): number {
    return this.ids.size;
  }

  /** Makes room for about `rows` further orders at once. */
  expect(rows: number): void {
    this.reserve(this.orders + rows);
    this.ids.expect(rows);
    if (this.seen.has('tracking_no')) this.waybills.expect(rows);
    if (this.seen.has('buyer_id')) this.buyers.expect(rows);
  }

  /** Makes room for order number `order`. */
  reserve(need: number): void {
    if (need <= this.capacity) return;
    const size = Math.max(need, Math.ceil(this.capacity * 1.6));
    const int32 = (old: Int32Array | undefined, fill: number): Int32Array => grow(old, new Int32Array(size), fill);
    const int8 = (old: Int8Array | undefined): Int8Array => grow(old, new Int8Array(size), -1);
    const uint8 = (old: Uint8Array | undefined): Uint8Array => grow(old, new Uint8Array(size), 0);
    const float = (old: Float64Array | undefined): Float64Array => grow(old, new Float64Array(size), NaN);
    this.status = uint8(this.status);
    this.marks = grow(this.marks, new Uint16Array(size), 0);
    this.file = uint8(this.file);
    this.line = int32(this.line, 0);
    this.created = int32(this.created, NO_TIME);
    this.paid = int32(this.paid, NO_TIME);
    this.shipped = int32(this.shipped, NO_TIME);
    this.confirmed = int32(this.confirmed, NO_TIME);
    this.precision = uint8(this.precision);
    this.buyer = int32(this.buyer, NONE);
    this.alipay = int32(this.alipay, NONE);
    this.company = int32(this.company, NONE);
    this.waybill = int32(this.waybill, NONE);
    this.item = int32(this.item, NONE);
    this.sku = int32(this.sku, NONE);
    this.note = int32(this.note, NONE);
    this.province = int8(this.province);
    this.city = int32(this.city, NONE);
    this.newProvince = int8(this.newProvince);
    this.quantity = grow(this.quantity, new Float32Array(size), NaN);
    this.list = float(this.list);
    this.payable = float(this.payable);
    this.paidAmount = float(this.paidAmount);
    this.refund = float(this.refund);
    this.unitWeight = grow(this.unitWeight, new Float32Array(size), NaN);
    this.unitDecimals = uint8(this.unitDecimals);
    this.timeOwner = uint8(this.timeOwner);
    this.owner = [0, 1, 2, 3, 4].map((i) => uint8(this.owner?.[i]));
    this.capacity = size;
  }

  /** Unit in which time `which` (0 created, 1 paid, 2 shipped, 3 confirmed) of an order is known, in seconds. */
  unitOf(order: number, which: 0 | 1 | 2 | 3): number {
    const code = (this.precision[order]! >> (which * 2)) & 3;
    return code === 2 ? 86_400 : code === 1 ? 60 : 1;
  }

  /** All parcels of an order. */
  waybillsOf(order: number): number[] {
    const first = this.waybill[order]!;
    return first === NONE ? [] : [first, ...(this.moreWaybills.get(order) ?? [])];
  }

  reject(file: number, line: number, reason: Reason, text: () => string): void {
    this.rowsRejected++;
    this.files[file]!.rejected++;
    this.rejectedByReason.set(reason, (this.rejectedByReason.get(reason) ?? 0) + 1);
    this.rejected.push({ file, line, reason, text: this.rejected.length < KEEP_REJECTED ? text() : '' });
  }
}

type Typed = Uint8Array | Int8Array | Uint16Array | Int32Array | Float32Array | Float64Array;

function grow<T extends Typed>(old: T | undefined, next: T, fill: number): T {
  const from = old?.length ?? 0;
  if (old) next.set(old as never);
  if (fill !== 0) next.fill(fill as never, from);
  return next;
}
