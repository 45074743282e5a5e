import type { FieldId } from '../../../schemas/export-format.ts';
import { readAmount } from '../../table/cells/amount.ts';
import { readId } from '../../table/cells/id.ts';
import { out } from '../../table/cells/out.ts';
import { isMasked } from '../../table/cells/texts.ts';
import { readTime } from '../../table/cells/time.ts';
import { trim } from '../../table/cells/trim.ts';
import { textOf, type Codes } from '../../table/codes.ts';
import type { StringPool } from '../../table/pool.ts';
import { MARK, NONE, type Ledger } from '../ledger.ts';
import { readRegion, region } from '../region.ts';
import { addTo, AMOUNT, putAmount, putParcelWeight, putTime, type When } from './put.ts';
import { rankOf, unreadable, type TableSource } from './source.ts';
import { hasText, isGrams, saysYes, splitWaybills } from './texts.ts';
import type { Vocabulary, Words } from './words.ts';

/** Puts what one cell says into the ledger. The cell is `codes[start..end)` and not empty. */
export type CellWriter = (order: number, codes: Codes, start: number, end: number) => void;

export interface WriterContext {
  ledger: Ledger;
  vocabulary: Vocabulary;
  source: TableSource;
  file: number;
}

/**
 * The writer of one column of an order or item table; null for columns the checks do not use. One small
 * function per column, made once per table: a row is then a run through its cells without looking anything up.
 */
export function cellWriter(field: FieldId, header: string, context: WriterContext): CellWriter | null {
  const { ledger, vocabulary, source } = context;
  switch (field) {
    case 'created_at':
      return timeWriter(field, 0, context);
    case 'paid_at':
      return timeWriter(field, 1, context);
    case 'shipped_at':
      return timeWriter(field, 2, context);
    case 'confirmed_at':
      return timeWriter(field, 3, context);
    case 'amount_list':
      return moneyWriter(field, AMOUNT.list, () => ledger.list, context);
    case 'amount_payable':
      return moneyWriter(field, AMOUNT.payable, () => ledger.payable, context);
    case 'amount_paid':
      return moneyWriter(field, AMOUNT.paid, () => ledger.paidAmount, context);
    case 'refund_amount':
      return moneyWriter(field, AMOUNT.refund, () => ledger.refund, context);
    case 'quantity':
      return numberWriter(field, context, (order, value) =>
        putAmount(ledger, order, ledger.quantity, AMOUNT.quantity, value, rankOf(source.mapping), source.mapping.kind === 'item'),
      );
    case 'cod_amount':
      return numberWriter(field, context, (order, value) => {
        if (value > 0) ledger.marks[order]! |= MARK.cod;
      });
    case 'weight_unit':
    case 'weight_actual':
      return weightWriter(field, isGrams(header), context);
    case 'status':
      return statusWriter(context);
    case 'refund_status':
      return (order, codes, start, end) => {
        ledger.filled.add('refund_status');
        if (vocabulary.refund.of(codes, start, end)) ledger.marks[order]! |= MARK.fullRefund;
      };
    case 'ship_mode':
    case 'carrier':
      return markWriter(ledger, vocabulary.mode);
    case 'order_type':
      return markWriter(ledger, vocabulary.type);
    case 'payment_detail':
      return markWriter(ledger, vocabulary.payment);
    case 'presale':
    case 'dropship':
      return (order, codes, start, end) => {
        if (saysYes(codes, start, end)) ledger.marks[order]! |= MARK[field];
      };
    case 'buyer_id':
      return personWriter(field, ledger.buyers, () => ledger.buyer, ledger);
    case 'buyer_alipay':
      return personWriter(field, ledger.alipays, () => ledger.alipay, ledger);
    case 'buyer_company':
      return personWriter(field, ledger.buyers, () => ledger.company, ledger);
    case 'item_title':
      return itemWriter(field, context);
    case 'item_id':
      // A title names the product to the reader; the id is only used when there is no title.
      return source.mapping.columns.includes('item_title') ? null : itemWriter(field, context);
    case 'sku_code':
      return (order, codes, start, end) => {
        if (!hasText(codes, start, end)) return;
        ledger.filled.add('sku_code');
        addTo(ledger.sku, ledger.moreSkus, order, ledger.skus.intern(codes, out.start, Math.min(out.end, out.start + 100)));
      };
    case 'tracking_no':
      return waybillWriter(ledger);
    case 'seller_note':
    case 'note_flag':
      return (order, codes, start, end) => {
        if (!hasText(codes, start, end)) return;
        ledger.filled.add(field);
        addTo(ledger.note, ledger.moreNotes, order, ledger.notes.intern(codes, out.start, Math.min(out.end, out.start + 500)));
      };
    case 'region':
    case 'province':
      return regionWriter(field, ledger);
    case 'city':
      return (order, codes, start, end) => {
        if (trim(codes, start, end) >= 2 && ledger.city[order] === NONE)
          ledger.city[order] = ledger.regions.intern(codes, out.start, out.end);
      };
    case 'new_address':
      return (order, codes, start, end) => {
        readRegion(codes, start, end);
        if (region.province >= 0) ledger.newProvince[order] = region.province;
      };
    default:
      return null;
  }
}

function timeWriter(field: FieldId, which: When, { ledger, source, file }: WriterContext): CellWriter {
  const rank = rankOf(source.mapping);
  const shift = source.from1904 ? 1462 * 86_400 : 0;
  let filled = false;
  return (order, codes, start, end) => {
    const got = readTime(codes, start, end);
    if (got === 'value') {
      if (!filled) {
        filled = true;
        ledger.filled.add(field);
      }
      putTime(ledger, order, which, out.time + (out.serial ? shift : 0), out.precision, rank);
    } else if (got === 'unreadable') unreadable(ledger, file, field);
  };
}

/** A column of plain numbers. */
function numberWriter(field: FieldId, { ledger, file }: WriterContext, put: (order: number, value: number) => void): CellWriter {
  let filled = false;
  return (order, codes, start, end) => {
    const got = readAmount(codes, start, end);
    if (got === 'value') {
      if (!filled) {
        filled = true;
        ledger.filled.add(field);
      }
      put(order, out.amount);
    } else if (got === 'unreadable') unreadable(ledger, file, field);
  };
}

/** A column of money, kept in fen. */
function moneyWriter(field: FieldId, which: number, column: () => Float64Array, context: WriterContext): CellWriter {
  const { ledger, source } = context;
  const rank = rankOf(source.mapping);
  const sum = source.mapping.kind === 'item' && source.mapping.amounts === 'sum';
  return numberWriter(field, context, (order, yuan) =>
    putAmount(ledger, order, column(), which, Math.round(yuan * 100), rank, sum),
  );
}

function weightWriter(field: 'weight_unit' | 'weight_actual', grams: boolean, context: WriterContext): CellWriter {
  const { ledger, file } = context;
  return (order, codes, start, end) => {
    const got = readAmount(codes, start, end);
    if (got === 'unreadable') unreadable(ledger, file, field);
    if (got !== 'value' || !(out.amount > 0)) return;
    ledger.filled.add(field);
    const kg = grams ? out.amount / 1000 : out.amount;
    const decimals = out.decimals + (grams ? 3 : 0);
    if (field === 'weight_actual') {
      // An order's own weighing belongs to its parcel.
      if (ledger.waybill[order] !== NONE) putParcelWeight(ledger, ledger.waybill[order]!, kg, decimals);
    } else if (!(ledger.unitWeight[order]! <= kg)) {
      ledger.unitWeight[order] = kg;
      ledger.unitDecimals[order] = Math.min(decimals, 6);
    }
  };
}

function statusWriter({ ledger, vocabulary, file }: WriterContext): CellWriter {
  let filled = false;
  return (order, codes, start, end) => {
    trim(codes, start, end);
    const code = vocabulary.status.of(codes, out.start, out.end);
    if (code & 15) {
      if (!filled) {
        filled = true;
        ledger.filled.add('status');
      }
      // Of several states of one order the furthest counts.
      if ((code & 15) > ledger.status[order]!) ledger.status[order] = code & 15;
    } else if (out.end > out.start) unreadable(ledger, file, 'status');
    ledger.marks[order]! |= code >> 4;
  };
}

function markWriter(ledger: Ledger, words: Words): CellWriter {
  return (order, codes, start, end) => {
    ledger.marks[order]! |= words.of(codes, start, end);
  };
}

function personWriter(field: FieldId, pool: StringPool, column: () => Int32Array, ledger: Ledger): CellWriter {
  return (order, codes, start, end) => {
    if (column()[order] !== NONE || !hasText(codes, start, end)) return;
    const before = pool.size;
    const id = pool.intern(codes, out.start, Math.min(out.end, out.start + 100));
    column()[order] = id;
    // A masked name is kept for display and never compared.
    if (id >= before && !ledger.filled.has(field) && !isMasked(pool.get(id))) ledger.filled.add(field);
  };
}

/** What stands for the product: the title or, without one, the id. A title also says what kind of product it is. */
function itemWriter(field: 'item_title' | 'item_id', { ledger, vocabulary }: WriterContext): CellWriter {
  const pool = ledger.items;
  const marks: number[] = [];
  let filled = false;
  return (order, codes, start, end) => {
    if (!hasText(codes, start, end)) return;
    if (!filled) {
      filled = true;
      ledger.filled.add(field);
    }
    const id = pool.intern(codes, out.start, Math.min(out.end, out.start + LONGEST_TITLE));
    if (field === 'item_title')
      ledger.marks[order]! |=
        out.end - out.start > LONGEST_TITLE
          ? vocabulary.item(textOf(codes, start, end))
          : (marks[id] ??= vocabulary.item(pool.get(id)));
    // Of the items of an order the one that sorts first stands for it, whatever the order of the rows.
    const before = ledger.item[order]!;
    if (before === NONE || (before !== id && pool.get(id) < pool.get(before))) ledger.item[order] = id;
  };
}

const LONGEST_TITLE = 200;

/** A cell may hold several parcels, each with the courier's name in front (`顺丰:SF…`). */
function waybillWriter(ledger: Ledger): CellWriter {
  const { waybills, moreWaybills } = ledger;
  return (order, codes, start, end) => {
    const got = readId(codes, start, end);
    if (got === 'empty') return;
    ledger.filled.add('tracking_no');
    if (got === 'ruined') return;
    if (out.id === '') {
      if (out.end - out.start >= 5) addTo(ledger.waybill, moreWaybills, order, waybills.intern(codes, out.start, out.end));
      return;
    }
    for (const part of splitWaybills(textOf(codes, start, end)))
      addTo(ledger.waybill, moreWaybills, order, waybills.internText(part));
  };
}

function regionWriter(field: FieldId, ledger: Ledger): CellWriter {
  let filled = false;
  return (order, codes, start, end) => {
    readRegion(codes, start, end);
    if (region.province < 0) return;
    if (!filled) {
      filled = true;
      ledger.filled.add(field);
    }
    if (ledger.province[order] !== -1) return;
    ledger.province[order] = region.province;
    if (region.cityEnd > region.cityStart) ledger.city[order] = ledger.regions.intern(codes, region.cityStart, region.cityEnd);
  };
}
