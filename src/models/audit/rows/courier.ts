import type { FieldId } from '../../../schemas/export-format.ts';
import { readAmount } from '../../table/cells/amount.ts';
import { readId } from '../../table/cells/id.ts';
import { out } from '../../table/cells/out.ts';
import { readTime } from '../../table/cells/time.ts';
import { textOf } from '../../table/codes.ts';
import { NONE, type Ledger } from '../ledger.ts';
import { readRegion, region } from '../region.ts';
import { addTo, putParcelWeight } from './put.ts';
import { setAside, unreadable, type ReadRow, type TableSource } from './source.ts';
import { isGrams, splitWaybills } from './texts.ts';

/** Rows of a courier's list or of a weighing: what is known about each parcel. */
export function courierReader(ledger: Ledger, source: TableSource, file: number): ReadRow {
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
    const got = parcel >= 0 && parcel < row.count ? readId(row.codes, row.starts[parcel]!, row.ends[parcel]!) : 'empty';
    if (got !== 'value') return setAside(ledger, file, row, got === 'ruined' ? 'ruined-id' : 'no-waybill');
    const [first] = splitWaybills(row.cell(parcel));
    if (first === undefined) return setAside(ledger, file, row, 'no-waybill');
    const id = ledger.waybills.internText(first);
    if (orderColumn >= 0 && orderColumn < row.count) {
      const known = readId(row.codes, row.starts[orderColumn]!, row.ends[orderColumn]!) === 'value';
      const order = known ? ledger.ids.find(textOf(out.codes, out.start, out.end)) : NONE;
      if (order !== NONE) addTo(ledger.waybill, ledger.moreWaybills, order, id);
    }
    ledger.filled.add('tracking_no');
    if (weight >= 0 && weight < row.count) {
      const read = readAmount(row.codes, row.starts[weight]!, row.ends[weight]!);
      if (read === 'value' && out.amount > 0) {
        ledger.filled.add('weight_actual');
        putParcelWeight(ledger, id, grams ? out.amount / 1000 : out.amount, out.decimals + (grams ? 3 : 0));
      } else if (read === 'unreadable') unreadable(ledger, file, 'weight_actual');
    }
    for (const [column, field, target] of [
      [picked, 'picked_at', ledger.pickedAt],
      [signed, 'signed_at', ledger.signedAt],
    ] as const) {
      if (column < 0 || column >= row.count) continue;
      const read = readTime(row.codes, row.starts[column]!, row.ends[column]!);
      if (read === 'value') {
        ledger.filled.add(field);
        const before = target[id];
        target[id] =
          before === undefined ? out.time : field === 'picked_at' ? Math.min(before, out.time) : Math.max(before, out.time);
        ledger.courierPrecision[id] = Math.max(ledger.courierPrecision[id] ?? 1, out.precision);
      } else if (read === 'unreadable') unreadable(ledger, file, field);
    }
    if (place >= 0 && place < row.count) {
      readRegion(row.codes, row.starts[place]!, row.ends[place]!);
      if (region.province >= 0) {
        ledger.filled.add('signed_region');
        ledger.signedProvince[id] = region.province;
        ledger.signedCity[id] =
          region.cityEnd > region.cityStart ? ledger.regions.intern(row.codes, region.cityStart, region.cityEnd) : NONE;
      }
    }
    return true;
  };
}
