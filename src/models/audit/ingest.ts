import type { FieldId, FormatBook } from '../../schemas/export-format.ts';
import { cleanHeader, cleanId, isMasked, NO_TIME, out, readAmount, readId, readTime, trim } from '../table/cells.ts';
import { LIMITS, TableError } from '../table/errors.ts';
import type { Row } from '../table/row.ts';
import { StringPool } from '../table/pool.ts';
import { Ledger, MARK, NONE, STATUS } from './ledger.ts';
import type { Mapping } from './recognise.ts';
import { readRegion, region } from './region.ts';

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
}

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

type Kind = keyof FormatBook['words'];

/** Classification of a repeated text (status, mode, type), remembered per distinct text. */
class Words {
  private readonly pool = new StringPool();
  private readonly marks: number[] = [];
  private readonly classify: (text: string) => number;
  constructor(classify: (text: string) => number) {
    this.classify = classify;
  }
  of(text: string, start: number, end: number): number {
    // Long or endlessly varying texts are classified without being remembered.
    if (end - start > 64 || this.pool.size > 50_000) return this.classify(text.slice(start, end));
    const id = this.pool.intern(text, start, end);
    return (this.marks[id] ??= this.classify(text.slice(start, end)));
  }
}

const AMOUNT = { list: 0, payable: 1, paid: 2, refund: 3, quantity: 4 } as const;

/** Reads rows of one table after another into a ledger. */
export class Ingest {
  readonly ledger = new Ledger();
  private readonly book: FormatBook;
  private readonly statusWords: Words;
  private readonly refundWords: Words;
  private readonly modeWords: Words;
  private readonly typeWords: Words;
  private readonly paymentWords: Words;
  private readonly itemWords: Words;

  constructor(book: FormatBook) {
    this.book = book;
    const statuses = new Map(Object.entries(book.statuses).map(([text, code]) => [text, STATUS[code]]));
    const has = (text: string, kind: Kind): boolean => book.words[kind].some((word) => text.includes(word));
    const mark = (text: string, ...kinds: Exclude<Kind, 'warehouse' | 'platformMoney' | 'ambiguous'>[]): number =>
      kinds.reduce((bits, kind) => bits | (has(text, kind) ? MARK[kind] : 0), 0);
    this.statusWords = new Words((raw) => {
      const text = cleanStatus(raw);
      const code = statuses.get(text) ?? STATUS.none;
      return code | (mark(text, 'cod') << 4);
    });
    this.refundWords = new Words((raw) => (/全额退款|退款成功|退款完成|已退款/.test(raw) ? 1 : 0));
    this.modeWords = new Words((raw) => mark(raw, 'virtual', 'pickup', 'cod', 'dropship'));
    this.typeWords = new Words((raw) => mark(raw, 'virtual', 'pickup', 'notBusiness', 'dropship', 'cod'));
    this.paymentWords = new Words((raw) => mark(raw, 'cod', 'credit'));
    this.itemWords = new Words((raw) => mark(raw, 'virtual', 'topUp'));
  }

  /** Starts a table; the returned function takes its rows, header and lines above it included. */
  table(source: TableSource): (row: Row) => void {
    const { ledger } = this;
    if (ledger.files.length >= 250) throw new TableError('too-big', '一次最多 250 张表');
    const file = ledger.files.length;
    ledger.files.push({
      name: source.name,
      sheet: source.sheet,
      read: 0,
      used: 0,
      rejected: 0,
      unreadable: new Map(),
      brokenQuotes: 0,
    });
    for (const field of source.mapping.columns) if (field) ledger.seen.add(field);
    let index = 0;
    const read = this.reader(source, file);
    const firstHeader = cleanHeader(source.headers[0] ?? '');
    return (row) => {
      if (index++ <= source.headerRow || row.isBlank()) return;
      ledger.rowsRead++;
      ledger.files[file]!.read++;
      if (ledger.rowsRead > LIMITS.rows) throw new TableError('too-many-rows', `超过 ${LIMITS.rows} 行`);
      if (firstHeader !== '' && row.count > 1 && isRepeatedHeader(row, source.headers)) {
        ledger.reject(file, row.line, 'repeated-header', () => row.cells().join('\t'));
        return;
      }
      if (read(row)) ledger.files[file]!.used++;
    };
  }

  private reader(source: TableSource, file: number): (row: Row) => boolean {
    if (source.mapping.kind === 'funds') return this.fundsReader(source, file);
    if (source.mapping.kind === 'courier') return this.courierReader(source, file);
    if (source.mapping.kind === 'goods') return this.goodsReader(source, file);
    return this.orderReader(source, file);
  }

  /** Notes that a cell held something nobody could read. */
  private unreadable(file: number, field: FieldId): void {
    const counts = this.ledger.files[file]!.unreadable;
    counts.set(field, (counts.get(field) ?? 0) + 1);
  }

  private orderReader(source: TableSource, file: number): (row: Row) => boolean {
    const { ledger } = this;
    const { mapping } = source;
    const plan = mapping.columns
      .map((field, column) => ({ field, column }))
      .filter((c): c is { field: FieldId; column: number } => c.field !== null);
    const idColumn = plan.find((c) => c.field === 'order_id')?.column ?? -1;
    const subColumn = plan.find((c) => c.field === 'sub_order_id')?.column ?? -1;
    const columns = plan.filter((c) => c.field !== 'order_id' && c.field !== 'sub_order_id');
    const rank = rankOf(mapping);
    const shift = source.from1904 ? 1462 * 86_400 : 0;
    const grams = columns.map((c) => isGrams(source.headers[c.column] ?? ''));
    const clockMark =
      (mapping.clock === 'platform' ? MARK.platformClock : 0) |
      (mapping.columns.includes('tracking_no') ? MARK.trackable : 0) |
      (mapping.columns.includes('shipped_at') ? MARK.shipTimed : 0);
    const sums = mapping.kind === 'item';
    const perRow = sums && mapping.amounts === 'sum';
    const filled = ledger.filled;
    let lastOrder = NONE;

    const cellsInto = (row: Row, order: number): void => {
      for (let k = 0; k < columns.length; k++) {
        const { field, column } = columns[k]!;
        if (column >= row.count) continue;
        const text = row.texts[column]!;
        const start = row.starts[column]!;
        const end = row.ends[column]!;
        if (start === end) continue;
        switch (field) {
          case 'created_at':
          case 'paid_at':
          case 'shipped_at':
          case 'confirmed_at': {
            const got = readTime(text, start, end);
            if (got === 'value') {
              filled.add(field);
              setTime(ledger, order, field, out.time + (out.serial ? shift : 0), out.precision, rank);
            } else if (got === 'unreadable') this.unreadable(file, field);
            break;
          }
          case 'amount_list':
          case 'amount_payable':
          case 'amount_paid':
          case 'refund_amount':
          case 'quantity':
          case 'cod_amount': {
            const got = readAmount(text, start, end);
            if (got === 'unreadable') this.unreadable(file, field);
            if (got !== 'value') break;
            filled.add(field);
            if (field === 'quantity') setAmount(ledger, order, ledger.quantity, AMOUNT.quantity, out.amount, rank, sums);
            else if (field === 'cod_amount') {
              if (out.amount > 0) ledger.marks[order]! |= MARK.cod;
            } else {
              const fen = Math.round(out.amount * 100);
              if (field === 'amount_list') setAmount(ledger, order, ledger.list, AMOUNT.list, fen, rank, perRow);
              else if (field === 'amount_payable') setAmount(ledger, order, ledger.payable, AMOUNT.payable, fen, rank, perRow);
              else if (field === 'amount_paid') setAmount(ledger, order, ledger.paidAmount, AMOUNT.paid, fen, rank, perRow);
              else setAmount(ledger, order, ledger.refund, AMOUNT.refund, fen, rank, perRow);
            }
            break;
          }
          case 'status': {
            trim(text, start, end);
            const code = this.statusWords.of(text, out.start, out.end);
            if (code & 15) {
              filled.add(field);
              // Of several states of one order the furthest counts.
              if ((code & 15) > ledger.status[order]!) ledger.status[order] = code & 15;
            } else if (out.end > out.start) this.unreadable(file, field);
            ledger.marks[order]! |= code >> 4;
            break;
          }
          case 'refund_status': {
            filled.add(field);
            if (this.refundWords.of(text, start, end)) ledger.marks[order]! |= MARK.fullRefund;
            break;
          }
          case 'ship_mode':
            ledger.marks[order]! |= this.modeWords.of(text, start, end);
            break;
          case 'order_type':
            ledger.marks[order]! |= this.typeWords.of(text, start, end);
            break;
          case 'payment_detail':
            ledger.marks[order]! |= this.paymentWords.of(text, start, end);
            break;
          case 'carrier':
            ledger.marks[order]! |= this.modeWords.of(text, start, end);
            break;
          case 'presale':
            if (saysYes(text, start, end)) ledger.marks[order]! |= MARK.presale;
            break;
          case 'dropship':
            if (saysYes(text, start, end)) ledger.marks[order]! |= MARK.dropship;
            break;
          case 'buyer_id':
            keepFirst(ledger.buyers, ledger.buyer, order, text, start, end, filled, field);
            break;
          case 'buyer_alipay':
            keepFirst(ledger.alipays, ledger.alipay, order, text, start, end, filled, field);
            break;
          case 'buyer_company':
            keepFirst(ledger.buyers, ledger.company, order, text, start, end, filled, field);
            break;
          case 'item_id':
          case 'item_title': {
            if (field === 'item_title') ledger.marks[order]! |= this.itemWords.of(text, start, end);
            // A title names the product to the reader; the id is only used when there is no title.
            if (field === 'item_id' && mapping.columns.includes('item_title')) break;
            keepSmallest(ledger.items, ledger.item, order, text, start, end, filled, field);
            break;
          }
          case 'sku_code':
            if (trim(text, start, end) === 0 || isNull(text, out.start, out.end)) break;
            filled.add(field);
            addTo(ledger.sku, ledger.moreSkus, order, ledger.skus.intern(text, out.start, Math.min(out.end, out.start + 100)));
            break;
          case 'tracking_no':
            this.addWaybills(order, text, start, end);
            break;
          case 'seller_note':
          case 'note_flag': {
            if (trim(text, start, end) === 0 || isNull(text, out.start, out.end)) break;
            filled.add(field);
            const note = ledger.notes.intern(text, out.start, Math.min(out.end, out.start + 500));
            addTo(ledger.note, ledger.moreNotes, order, note);
            break;
          }
          case 'region':
          case 'province':
            readRegion(text, start, end);
            if (region.province < 0) break;
            filled.add(field);
            if (ledger.province[order] === -1) {
              ledger.province[order] = region.province;
              if (region.cityEnd > region.cityStart)
                ledger.city[order] = ledger.regions.intern(text, region.cityStart, region.cityEnd);
            }
            break;
          case 'city': {
            trim(text, start, end);
            const cut = out.end;
            if (cut - out.start >= 2 && ledger.city[order] === NONE)
              ledger.city[order] = ledger.regions.intern(text, out.start, cut);
            break;
          }
          case 'new_address':
            readRegion(text, start, end);
            if (region.province >= 0) ledger.newProvince[order] = region.province;
            break;
          case 'weight_unit':
          case 'weight_actual': {
            const got = readAmount(text, start, end);
            if (got === 'unreadable') this.unreadable(file, field);
            if (got !== 'value' || !(out.amount > 0)) break;
            filled.add(field);
            const kg = grams[k] ? out.amount / 1000 : out.amount;
            const decimals = out.decimals + (grams[k] ? 3 : 0);
            if (field === 'weight_actual') {
              // An order's own weighing belongs to its parcel.
              const parcel = ledger.waybill[order]!;
              if (parcel !== NONE) setParcelWeight(ledger, parcel, kg, decimals);
              else pendingWeight.set(order, [kg, decimals]);
            } else if (!(ledger.unitWeight[order]! <= kg)) {
              ledger.unitWeight[order] = kg;
              ledger.unitDecimals[order] = Math.min(decimals, 6);
            }
            break;
          }
          default:
        }
      }
      const pending = pendingWeight.get(order);
      if (pending) {
        pendingWeight.delete(order);
        if (ledger.waybill[order] !== NONE) setParcelWeight(ledger, ledger.waybill[order]!, pending[0], pending[1]);
      }
    };
    const pendingWeight = new Map<number, [number, number]>();

    return (row) => {
      let order = NONE;
      if (idColumn >= 0 && idColumn < row.count) {
        const text = row.texts[idColumn]!;
        const got = readId(text, row.starts[idColumn]!, row.ends[idColumn]!);
        if (got === 'ruined') {
          lastOrder = NONE;
          ledger.reject(file, row.line, 'ruined-id', () => row.cells().join('\t'));
          return false;
        }
        if (got === 'value') {
          const source = out.id || text;
          if (isTotal(source, out.start, out.end)) {
            ledger.reject(file, row.line, 'total', () => row.cells().join('\t'));
            return false;
          }
          if (out.id !== '' && /[,，;；、|]/.test(out.id))
            return this.severalOrders(row, file, out.id, rank, clockMark, cellsInto);
          order = this.orderOf(source, out.start, out.end, file, row.line, clockMark);
        } else if (sums && lastOrder !== NONE) order = lastOrder; // the order number stands on the first row of an order only
      }
      if (order === NONE) {
        ledger.reject(file, row.line, 'no-order-id', () => row.cells().join('\t'));
        return false;
      }
      lastOrder = order;
      if (subColumn >= 0 && subColumn < row.count) {
        const text = row.texts[subColumn]!;
        const got = readId(text, row.starts[subColumn]!, row.ends[subColumn]!);
        if (got === 'value') {
          const before = ledger.subs.size;
          const sub = ledger.subs.intern(out.id || text, out.start, out.end);
          if (sub < before) {
            ledger.reject(file, row.line, 'duplicate-item', () => row.cells().join('\t'));
            return false;
          }
        }
      }
      cellsInto(row, order);
      return true;
    };
  }

  /** An ERP row that stands for several platform orders counts for each of them. */
  private severalOrders(
    row: Row,
    file: number,
    ids: string,
    _rank: number,
    clockMark: number,
    into: (row: Row, order: number) => void,
  ): boolean {
    let any = false;
    for (const id of ids.split(/[,，;；、|]+/)) {
      if (id === '') continue;
      into(row, this.orderOf(id, 0, id.length, file, row.line, clockMark));
      any = true;
    }
    return any;
  }

  private orderOf(text: string, start: number, end: number, file: number, line: number, marks: number): number {
    const { ledger } = this;
    const before = ledger.ids.size;
    const order = ledger.ids.intern(text, start, Math.min(end, start + 64));
    if (order === before) {
      ledger.reserve(order + 1);
      ledger.file[order] = file;
      ledger.line[order] = line;
    }
    ledger.marks[order]! |= marks;
    return order;
  }

  /** A cell may hold several parcels, each with the courier's name in front (`顺丰:SF…`). */
  private addWaybills(order: number, text: string, start: number, end: number): void {
    const { ledger } = this;
    const got = readId(text, start, end);
    if (got !== 'value') {
      if (got === 'ruined') ledger.filled.add('tracking_no');
      return;
    }
    ledger.filled.add('tracking_no');
    if (out.id === '') {
      if (out.end - out.start >= 5)
        addTo(ledger.waybill, ledger.moreWaybills, order, ledger.waybills.intern(text, out.start, out.end));
      return;
    }
    for (const part of splitWaybills(text.slice(start, end)))
      addTo(ledger.waybill, ledger.moreWaybills, order, ledger.waybills.intern(part, 0, part.length));
  }

  private fundsReader(source: TableSource, file: number): (row: Row) => boolean {
    const { ledger, book } = this;
    const at = (field: FieldId): number[] => source.mapping.columns.flatMap((f, i) => (f === field ? [i] : []));
    const [expense = -1] = at('expense');
    const [posted = -1] = at('posted_at');
    const orders = at('fund_order');
    const parties = at('counterparty');
    const types = at('fund_type');
    const notes = at('fund_note');
    return (row) => {
      const raw = (): string => row.cells().join('\t');
      if (row.count > 0 && /合计|总计|小计|汇总|^#/.test(row.cell(0))) {
        ledger.reject(file, row.line, 'total', raw);
        return false;
      }
      const time = posted < row.count ? readTime(row.texts[posted] ?? '', row.starts[posted]!, row.ends[posted]!) : 'empty';
      const when = out.time;
      const precision = out.precision;
      const amountCell =
        expense < row.count ? readAmount(row.texts[expense] ?? '', row.starts[expense]!, row.ends[expense]!) : 'empty';
      if (time !== 'value' || amountCell === 'unreadable') {
        ledger.reject(file, row.line, 'no-amount', raw);
        return false;
      }
      ledger.filled.add('posted_at').add('expense');
      const fen = amountCell === 'value' ? Math.abs(Math.round(out.amount * 100)) : 0;
      if (!(fen > 0)) return true; // money coming in
      const words = [...types, ...notes].map((i) => row.cell(i)).join(' ');
      const note = notes.map((i) => row.cell(i)).join(' ');
      const orderTexts = [...orders.map((i) => cleanId(row.cell(i)).replace(/^T\d+P/i, '')), ...(note.match(/\d{12,20}/g) ?? [])];
      ledger.transfers.push({
        file,
        line: row.line,
        time: when,
        precision,
        amount: fen,
        counterparty: parties
          .map((i) => cleanPerson(row.cell(i)))
          .filter(Boolean)
          .join(' '),
        note: note.trim().slice(0, 200),
        orderTexts: [...new Set(orderTexts.filter((t) => t.length >= 6))],
        platform: book.words.platformMoney.some((word) => words.includes(word)),
      });
      return true;
    };
  }

  private courierReader(source: TableSource, file: number): (row: Row) => boolean {
    const { ledger } = this;
    const at = (field: FieldId): number => source.mapping.columns.indexOf(field);
    const [parcel, weight, picked, signed, place] = [
      at('tracking_no'),
      at('weight_actual'),
      at('picked_at'),
      at('signed_at'),
      at('signed_region'),
    ];
    const orderColumn = at('order_id');
    const grams = isGrams(source.headers[weight] ?? '');
    return (row) => {
      const got =
        parcel >= 0 && parcel < row.count ? readId(row.texts[parcel]!, row.starts[parcel]!, row.ends[parcel]!) : 'empty';
      if (got !== 'value') {
        ledger.reject(file, row.line, got === 'ruined' ? 'ruined-id' : 'no-waybill', () => row.cells().join('\t'));
        return false;
      }
      const [first] = splitWaybills(row.cell(parcel));
      if (first === undefined) {
        ledger.reject(file, row.line, 'no-waybill', () => row.cells().join('\t'));
        return false;
      }
      const id = ledger.waybills.intern(first, 0, first.length);
      if (orderColumn >= 0 && orderColumn < row.count) {
        const known = readId(row.texts[orderColumn]!, row.starts[orderColumn]!, row.ends[orderColumn]!) === 'value';
        const order = known ? ledger.ids.find((out.id || row.texts[orderColumn]!).slice(out.start, out.end)) : NONE;
        if (order !== NONE) addTo(ledger.waybill, ledger.moreWaybills, order, id);
      }
      ledger.filled.add('tracking_no');
      if (weight >= 0 && weight < row.count) {
        const read = readAmount(row.texts[weight]!, row.starts[weight]!, row.ends[weight]!);
        if (read === 'value' && out.amount > 0) {
          ledger.filled.add('weight_actual');
          setParcelWeight(ledger, id, grams ? out.amount / 1000 : out.amount, out.decimals + (grams ? 3 : 0));
        } else if (read === 'unreadable') this.unreadable(file, 'weight_actual');
      }
      for (const [column, field, target] of [
        [picked, 'picked_at', ledger.pickedAt],
        [signed, 'signed_at', ledger.signedAt],
      ] as const) {
        if (column < 0 || column >= row.count) continue;
        const read = readTime(row.texts[column]!, row.starts[column]!, row.ends[column]!);
        if (read === 'value') {
          ledger.filled.add(field);
          const before = target[id];
          target[id] =
            before === undefined ? out.time : field === 'picked_at' ? Math.min(before, out.time) : Math.max(before, out.time);
          ledger.courierPrecision[id] = Math.max(ledger.courierPrecision[id] ?? 1, out.precision);
        } else if (read === 'unreadable') this.unreadable(file, field);
      }
      if (place >= 0 && place < row.count) {
        const text = row.texts[place]!;
        readRegion(text, row.starts[place]!, row.ends[place]!);
        if (region.province >= 0) {
          ledger.filled.add('signed_region');
          ledger.signedProvince[id] = region.province;
          ledger.signedCity[id] =
            region.cityEnd > region.cityStart ? ledger.regions.intern(text, region.cityStart, region.cityEnd) : NONE;
        }
      }
      return true;
    };
  }

  private goodsReader(source: TableSource, file: number): (row: Row) => boolean {
    const { ledger } = this;
    const sku = source.mapping.columns.indexOf('sku_code');
    const weight = source.mapping.columns.indexOf('weight_unit');
    const grams = isGrams(source.headers[weight] ?? '');
    return (row) => {
      const n = sku < row.count ? trim(row.texts[sku]!, row.starts[sku]!, row.ends[sku]!) : 0;
      const [s, e] = [out.start, out.end];
      const read = weight < row.count ? readAmount(row.texts[weight]!, row.starts[weight]!, row.ends[weight]!) : 'empty';
      if (n === 0 || read !== 'value' || !(out.amount > 0)) {
        ledger.reject(file, row.line, 'no-goods', () => row.cells().join('\t'));
        return false;
      }
      const id = ledger.skus.intern(row.texts[sku]!, s, e);
      ledger.filled.add('weight_unit').add('sku_code');
      ledger.skuWeight[id] = grams ? out.amount / 1000 : out.amount;
      ledger.skuDecimals[id] = Math.min(6, out.decimals + (grams ? 3 : 0));
      return true;
    };
  }
}

function setTime(
  ledger: Ledger,
  order: number,
  field: 'created_at' | 'paid_at' | 'shipped_at' | 'confirmed_at',
  time: number,
  unit: number,
  rank: number,
): void {
  // The times of an order come from one kind of file only: two systems' clocks are not compared.
  const owner = ledger.timeOwner[order]!;
  if (owner !== 0 && owner !== rank) return;
  ledger.timeOwner[order] = rank;
  const which = field === 'created_at' ? 0 : field === 'paid_at' ? 1 : field === 'shipped_at' ? 2 : 3;
  const column = which === 0 ? ledger.created : which === 1 ? ledger.paid : which === 2 ? ledger.shipped : ledger.confirmed;
  const before = column[order]!;
  // Earliest creation, payment and shipping; latest confirmation.
  if (before !== NO_TIME && (which === 3 ? time <= before : time >= before)) return;
  column[order] = time;
  const code = unit >= 86_400 ? 2 : unit >= 60 ? 1 : 0;
  ledger.precision[order] = (ledger.precision[order]! & ~(3 << (which * 2))) | (code << (which * 2));
}

function setAmount(
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

function setParcelWeight(ledger: Ledger, parcel: number, kg: number, decimals: number): void {
  // Several weighings of one parcel: the heaviest, so that a wrong light reading accuses nobody.
  if ((ledger.parcelWeight[parcel] ?? 0) >= kg) return;
  ledger.parcelWeight[parcel] = kg;
  ledger.parcelDecimals[parcel] = Math.min(decimals, 6);
}

function keepFirst(
  pool: StringPool,
  column: Int32Array,
  order: number,
  text: string,
  start: number,
  end: number,
  filled: Set<FieldId>,
  field: FieldId,
): void {
  if (column[order] !== NONE || trim(text, start, end) === 0 || isNull(text, out.start, out.end)) return;
  const before = pool.size;
  const id = pool.intern(text, out.start, Math.min(out.end, out.start + 100));
  column[order] = id;
  // A masked name is kept for display and never compared.
  if (!filled.has(field) && id >= before && !isMasked(pool.get(id))) filled.add(field);
}

/** Of the items of an order the one that sorts first stands for it, whatever the order of the rows. */
function keepSmallest(
  pool: StringPool,
  column: Int32Array,
  order: number,
  text: string,
  start: number,
  end: number,
  filled: Set<FieldId>,
  field: FieldId,
): void {
  if (trim(text, start, end) === 0 || isNull(text, out.start, out.end)) return;
  filled.add(field);
  const id = pool.intern(text, out.start, Math.min(out.end, out.start + 200));
  const before = column[order]!;
  if (before === NONE || (before !== id && pool.get(id) < pool.get(before))) column[order] = id;
}

function addTo(first: Int32Array, more: Map<number, number[]>, order: number, id: number): void {
  const before = first[order]!;
  if (before === NONE) first[order] = id;
  else if (before !== id) {
    const list = more.get(order);
    if (!list) more.set(order, [id]);
    else if (!list.includes(id)) list.push(id);
  }
}

/** Parcel numbers of a cell: courier names in front of a colon and words without digits are left out. */
export function splitWaybills(cell: string): string[] {
  return cell
    .normalize('NFKC')
    .replace(/["'=‘’]/g, '')
    .split(/[\s,;、|]+/)
    .map((part) => cleanId(part.slice(part.lastIndexOf(':') + 1)))
    .filter((part) => part.length >= 5 && /\d{3}/.test(part))
    .map((part) => part.slice(0, 40));
}

function cleanStatus(raw: string): string {
  return raw
    .replace(/[\s\u3000]+/g, '')
    .replace(/，/g, ',')
    .replace(/["'=]/g, '');
}

function cleanPerson(raw: string): string {
  return raw.trim().slice(0, 80);
}

function isNull(text: string, start: number, end: number): boolean {
  const n = end - start;
  if (n > 4 || n === 0) return n === 0;
  const word = text.slice(start, end).toLowerCase();
  return word === 'null' || word === '无' || word === '-' || word === '--';
}

function saysYes(text: string, start: number, end: number): boolean {
  if (trim(text, start, end) === 0) return false;
  const word = text.slice(out.start, Math.min(out.end, out.start + 8)).toLowerCase();
  return !(
    word === '否' ||
    word === 'no' ||
    word === '0' ||
    word === 'false' ||
    word === 'null' ||
    word === '无' ||
    word === '-'
  );
}

function isTotal(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  if (c !== 0x5408 && c !== 0x603b && c !== 0x5c0f && c !== 0x6c47 && c !== 0x5171) return false;
  return /^(合计|总计|小计|汇总|共)/.test(text.slice(start, end));
}

function isRepeatedHeader(row: Row, headers: readonly string[]): boolean {
  // Lengths first: almost every row ends here without a string being made.
  for (let i = 0; i < Math.min(2, headers.length); i++)
    if (i >= row.count || row.ends[i]! - row.starts[i]! !== headers[i]!.length || row.cell(i) !== headers[i]) return false;
  return headers.length > 1;
}

function isGrams(header: string): boolean {
  const name = cleanHeader(header).toLowerCase();
  return /\(g\)|\(克\)|克$/.test(name) && !name.includes('千克') && !name.includes('kg');
}
