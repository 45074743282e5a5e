import type { FormatBook } from '../../schemas/export-format.ts';
import { cleanHeader } from '../table/cells/texts.ts';
import { LIMITS, TableError } from '../table/errors.ts';
import type { Row } from '../table/row.ts';
import { Ledger } from './ledger.ts';
import { courierReader } from './rows/courier.ts';
import { fundsReader } from './rows/funds.ts';
import { goodsReader } from './rows/goods.ts';
import { orderReader } from './rows/orders.ts';
import { setAside, type ReadRow, type TableSource } from './rows/source.ts';
import { Vocabulary } from './rows/words.ts';

/** Reads rows of one table after another into a ledger, and accounts for every one of them. */
export class Ingest {
  readonly ledger = new Ledger();
  private readonly book: FormatBook;
  private readonly vocabulary: Vocabulary;

  constructor(book: FormatBook) {
    this.book = book;
    this.vocabulary = new Vocabulary(book);
  }

  /** Starts a table; the returned function takes its rows, header and lines above it included. */
  table(source: TableSource): (row: Row) => void {
    const { ledger } = this;
    if (ledger.files.length >= 250) throw new TableError('too-big', '一次最多 250 张表');
    const file = ledger.files.length;
    const account = {
      name: source.name,
      sheet: source.sheet,
      read: 0,
      used: 0,
      rejected: 0,
      unreadable: new Map(),
      brokenQuotes: 0,
    };
    ledger.files.push(account);
    for (const field of source.mapping.columns) if (field) ledger.seen.add(field);
    if (source.mapping.kind === 'order' && source.rows !== undefined) ledger.expect(Math.min(source.rows, LIMITS.rows));
    let index = 0;
    const read = this.reader(source, file);
    const headed = cleanHeader(source.headers[0] ?? '') !== '';
    return (row) => {
      if (index++ <= source.headerRow || row.isBlank()) return;
      ledger.rowsRead++;
      account.read++;
      if (ledger.rowsRead > LIMITS.rows) throw new TableError('too-many-rows', `超过 ${LIMITS.rows} 行`);
      if (headed && row.count > 1 && isRepeatedHeader(row, source.headers)) setAside(ledger, file, row, 'repeated-header');
      else if (read(row)) account.used++;
    };
  }

  private reader(source: TableSource, file: number): ReadRow {
    const { ledger, book, vocabulary } = this;
    switch (source.mapping.kind) {
      case 'funds':
        return fundsReader(ledger, book, source, file);
      case 'courier':
        return courierReader(ledger, source, file);
      case 'goods':
        return goodsReader(ledger, source, file);
      default:
        return orderReader({ ledger, vocabulary, source, file });
    }
  }
}

function isRepeatedHeader(row: Row, headers: readonly string[]): boolean {
  // Lengths first: almost every row ends here without a string being made.
  for (let i = 0; i < Math.min(2, headers.length); i++)
    if (i >= row.count || row.ends[i]! - row.starts[i]! !== headers[i]!.length || row.cell(i) !== headers[i]) return false;
  return headers.length > 1;
}
