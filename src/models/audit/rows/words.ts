import type { FormatBook } from '../../../schemas/export-format.ts';
import { textOf, type Codes } from '../../table/codes.ts';
import { StringPool } from '../../table/pool.ts';
import { MARK, STATUS } from '../ledger.ts';

/** Classification of a repeated text (status, mode, type), remembered per distinct text. */
export class Words {
  private readonly pool = new StringPool();
  private readonly marks: number[] = [];
  private readonly classify: (text: string) => number;
  constructor(classify: (text: string) => number) {
    this.classify = classify;
  }
  of(codes: Codes, start: number, end: number): number {
    // Long or endlessly varying texts are classified without being remembered.
    if (end - start > 64 || this.pool.size > 50_000) return this.classify(textOf(codes, start, end));
    const id = this.pool.intern(codes, start, end);
    return (this.marks[id] ??= this.classify(textOf(codes, start, end)));
  }
}

type Kind = Exclude<keyof FormatBook['words'], 'warehouse' | 'platformMoney' | 'ambiguous'>;

/** What the texts of status, shipping mode, order type, payment and product say, as the book's words tell it. */
export class Vocabulary {
  /** Status code in the low four bits, marks above. */
  readonly status: Words;
  /** 1 when the text says that everything was given back. */
  readonly refund = new Words((raw) => (/全额退款|退款成功|退款完成|已退款/.test(raw) ? 1 : 0));
  readonly mode: Words;
  readonly type: Words;
  readonly payment: Words;
  /** Marks of a product's title. */
  readonly item: (title: string) => number;

  constructor(book: FormatBook) {
    const mark = (text: string, ...kinds: Kind[]): number =>
      kinds.reduce((bits, kind) => bits | (book.words[kind].some((word) => text.includes(word)) ? MARK[kind] : 0), 0);
    const statuses = new Map(Object.entries(book.statuses).map(([text, code]) => [text, STATUS[code]]));
    this.status = new Words((raw) => {
      const text = cleanStatus(raw);
      return (statuses.get(text) ?? STATUS.none) | (mark(text, 'cod') << 4);
    });
    this.mode = new Words((raw) => mark(raw, 'virtual', 'pickup', 'cod', 'dropship'));
    this.type = new Words((raw) => mark(raw, 'virtual', 'pickup', 'notBusiness', 'dropship', 'cod'));
    this.payment = new Words((raw) => mark(raw, 'cod', 'credit'));
    this.item = (title) => mark(title, 'virtual', 'topUp');
  }
}

function cleanStatus(raw: string): string {
  return raw
    .replace(/[\s\u3000]+/g, '')
    .replace(/，/g, ',')
    .replace(/["'=]/g, '');
}
