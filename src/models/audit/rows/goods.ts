import { readAmount } from '../../table/cells/amount.ts';
import { out } from '../../table/cells/out.ts';
import { trim } from '../../table/cells/trim.ts';
import type { Ledger } from '../ledger.ts';
import { setAside, type ReadRow, type TableSource } from './source.ts';
import { isGrams } from './texts.ts';

/** Rows of a weight list: the weight of one piece of each SKU. */
export function goodsReader(ledger: Ledger, source: TableSource, file: number): ReadRow {
  const sku = source.mapping.columns.indexOf('sku_code');
  const weight = source.mapping.columns.indexOf('weight_unit');
  const grams = isGrams(source.headers[weight] ?? '');
  return (row) => {
    const n = sku < row.count ? trim(row.codes, row.starts[sku]!, row.ends[sku]!) : 0;
    const [s, e] = [out.start, out.end];
    const read = weight < row.count ? readAmount(row.codes, row.starts[weight]!, row.ends[weight]!) : 'empty';
    if (n === 0 || read !== 'value' || !(out.amount > 0)) return setAside(ledger, file, row, 'no-goods');
    const id = ledger.skus.intern(row.codes, s, e);
    ledger.filled.add('weight_unit').add('sku_code');
    ledger.skuWeight[id] = grams ? out.amount / 1000 : out.amount;
    ledger.skuDecimals[id] = Math.min(6, out.decimals + (grams ? 3 : 0));
    return true;
  };
}
