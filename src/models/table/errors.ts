/**
 * What can be wrong with a file, as one error type. Readers throw nothing else, so the page can always
 * show a sentence that says what is wrong and what to do.
 */
export type TableErrorCode =
  | 'empty'
  | 'encoding'
  | 'old-xls'
  | 'encrypted'
  | 'html'
  | 'not-a-table'
  | 'truncated'
  | 'zip64'
  | 'zip-method'
  | 'no-sheet'
  | 'xml'
  | 'bomb'
  | 'too-many-columns'
  | 'too-many-rows'
  | 'too-big'
  | 'long-row'
  | 'no-header'
  | 'read-failed';

const SENTENCES: Record<TableErrorCode, string> = {
  empty: '这个文件里没有内容。请回到后台重新导出，再选一次。',
  encoding: '这个文件的文字编码认不出来。请重新导出，或另存为 UTF-8 的 .csv 再选。',
  'old-xls': '这是旧版 Excel 文件（.xls）。请用表格软件打开，另存为 .xlsx，再选一次。',
  encrypted: '这个文件加了密码。请在表格软件里去掉密码，另存后再选。',
  html: '这其实是一个网页，只是改了后缀名。请用表格软件打开，另存为 .xlsx，再选一次。',
  'not-a-table': '这不是表格文件。能读的是 .csv、.txt 和 .xlsx。',
  truncated: '这个文件不完整，像是没有下载完。请重新下载或重新导出。',
  zip64: '这个 .xlsx 用了超大文件格式，读不了。请按月份分段导出。',
  'zip-method': '这个 .xlsx 的压缩方式读不了。请用表格软件打开，另存一次。',
  'no-sheet': '这个 .xlsx 里没有工作表。请确认导出的是订单报表。',
  xml: '这个 .xlsx 的内容坏了，读不下去。请用表格软件打开，另存一次，或重新导出。',
  bomb: '这个文件解压后大得不正常，已停止读取。请确认它来自平台后台。',
  'too-many-columns': '这个表的列太多，不像订单报表。请确认选对了文件。',
  'too-many-rows': '这个表的行太多，一次读不完。请按月份分段导出，再一起选。',
  'too-big': '这个文件太大，一次读不完。请按月份分段导出，再一起选。',
  'long-row': '这个表里有一行长得不正常。请确认它是订单报表，再重新导出。',
  'no-header': '这个表里没有找到表头。请确认第一行是列名。',
  'read-failed': '读这个文件时浏览器出错了。文件可能被移动或正被占用，请再选一次。',
};

/** A file that cannot be read, with a sentence for the reader. `detail` never holds cell content. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  readonly detail: string;

  constructor(code: TableErrorCode, detail = '') {
    super(detail ? `${SENTENCES[code]}（${detail}）` : SENTENCES[code]);
    this.name = 'TableError';
    this.code = code;
    this.detail = detail;
  }
}

/** Limits of one reading. They guard the page, they say nothing about orders. */
export const LIMITS = {
  fileBytes: 2 * 1024 ** 3,
  columns: 1000,
  rows: 3_000_000,
  cellChars: 32_767,
  rowChars: 2_000_000,
  /** Inflated bytes of one part of a workbook. */
  inflatedBytes: 3 * 1024 ** 3,
  /** A part may not grow by more than this factor once it is larger than `bombFloor`. */
  bombRatio: 150,
  bombFloor: 64 * 1024 ** 2,
  sharedStringChars: 250_000_000,
  sheets: 64,
} as const;
