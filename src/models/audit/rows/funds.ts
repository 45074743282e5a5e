import type { FieldId, FormatBook } from '../../../schemas/export-format.ts';
import { readAmount } from '../../table/cells/amount.ts';
import { cleanId } from '../../table/cells/id.ts';
import { out } from '../../table/cells/out.ts';
import { readTime } from '../../table/cells/time.ts';
import type { Ledger } from '../ledger.ts';
import { setAside, type ReadRow, type TableSource } from './source.ts';

/** Rows of a bill: every payment out of the shop, with the order numbers written on it. */
export function fundsReader(ledger: Ledger, book: FormatBook, source: TableSource, file: number): ReadRow {
  const at = (field: FieldId): number[] => source.mapping.columns.flatMap((f, i) => (f === field ? [i] : []));
  const [expense = -1] = at('expense');
  const [posted = -1] = at('posted_at');
  const orders = at('fund_order');
  const parties = at('counterparty');
  const types = at('fund_type');
  const notes = at('fund_note');
  return (row) => {
    if (row.count > 0 && /合计|总计|小计|汇总|^#/.test(row.cell(0))) return setAside(ledger, file, row, 'total');
    const time = posted < row.count ? readTime(row.codes, row.starts[posted]!, row.ends[posted]!) : 'empty';
    const when = out.time;
    const precision = out.precision;
    const amountCell = expense < row.count ? readAmount(row.codes, row.starts[expense]!, row.ends[expense]!) : 'empty';
    if (time !== 'value' || amountCell === 'unreadable') return setAside(ledger, file, row, 'no-amount');
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
        .map((i) => row.cell(i).trim().slice(0, 80))
        .filter(Boolean)
        .join(' '),
      note: note.trim().slice(0, 200),
      orderTexts: [...new Set(orderTexts.filter((t) => t.length >= 6))],
      platform: book.words.platformMoney.some((word) => words.includes(word)),
    });
    return true;
  };
}
