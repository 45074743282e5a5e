import { decodeStream, partStream, readPieces, readSlice, type Hooks } from '../../../adapters/files/bytes.ts';
import { recognise, type Mapping, type Recognition } from '../../../models/audit/recognise.ts';
import type { Ingest } from '../../../models/audit/ingest.ts';
import { CsvSplitter, detectDelimiter, type OnRow } from '../../../models/table/csv.ts';
import { codesOf } from '../../../models/table/codes.ts';
import { CodeDecoder, type Encoding } from '../../../models/table/decode.ts';
import { LIMITS, TableError } from '../../../models/table/errors.ts';
import { pieceOf, type Delimiter } from '../../../models/table/piece.ts';
import { sniff, SNIFF_BYTES } from '../../../models/table/sniff.ts';
import { readSheets, SharedStrings, SheetReader, uses1904 } from '../../../models/table/xlsx.ts';
import { findDirectory, localHeaderLength, readDirectory, TAIL_BYTES, type ZipEntry } from '../../../models/table/zip.ts';
import type { FormatBook } from '../../../schemas/export-format.ts';

/** One table of one chosen file, opened and recognised but not yet read. */
export interface OpenTable {
  name: string;
  sheet: string;
  /** Bytes of work, for the progress. */
  weight: number;
  recognition: Recognition;
  mapping: Mapping;
  /** A few rows below the header, for the mapping screen. */
  samples: string[][];
  from1904: boolean;
  /** Rows of the table, roughly; undefined for sheets. */
  rows?: number;
  read(onRow: OnRow, hooks: Hooks): Promise<{ brokenQuotes: number }>;
}

const SAMPLE_ROWS = 25;
const SHOWN_ROWS = 3;

/** Opens a file and recognises its tables. Throws TableError with a sentence for the reader, nothing else. */
export async function openTables(file: Blob & { name?: string }, book: FormatBook): Promise<OpenTable[]> {
  const name = (file.name ?? '').slice(-80);
  try {
    if (file.size > LIMITS.fileBytes) throw new TableError('too-big');
    const head = await readSlice(file, 0, SNIFF_BYTES);
    const shape = sniff(head, file.size);
    // Nothing but ASCII so far says nothing about the rest: such a file is read through once.
    if (
      shape.kind === 'text' &&
      shape.encoding === 'utf-8' &&
      shape.skip === 0 &&
      file.size > head.byteLength &&
      head.every((b) => b < 0x80) &&
      !(await isUtf8Throughout(file))
    )
      shape.encoding = 'gb18030';
    return shape.kind === 'workbook'
      ? await openWorkbook(file, name, book)
      : [await openText(file, name, head, shape.encoding, shape.skip, book)];
  } catch (error) {
    throw asTableError(error);
  }
}

/** Whatever went wrong while reading, as the one error type the page knows. Cancelling passes through. */
export function asTableError(error: unknown): Error {
  if (error instanceof TableError) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  // Inflating broken or cut-off data ends in a TypeError (or zlib's own codes outside browsers).
  const name = error instanceof Error ? error.name : '';
  const code = (error as { code?: unknown } | null)?.code;
  if (name === 'TypeError' || (typeof code === 'string' && code.startsWith('Z_'))) return new TableError('truncated');
  if (name === 'RangeError') return new TableError('too-big');
  return new TableError('read-failed');
}

async function isUtf8Throughout(file: Blob): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = (file.stream() as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      decoder.decode(value, { stream: !done });
      if (done) return true;
    }
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function openText(
  file: Blob,
  name: string,
  head: Uint8Array,
  encoding: Encoding,
  skip: number,
  book: FormatBook,
): Promise<OpenTable> {
  const sample = new TextDecoder(encoding).decode(head.subarray(skip), { stream: true });
  const bad = sample.split('\ufffd').length - 1;
  if (bad * 50 > sample.length) throw new TableError('encoding');
  if (/^[\s\u0000]*$/.test(sample)) throw new TableError('empty');
  const delimiter: Delimiter = detectDelimiter(sample.slice(0, 16_384));
  const rows: string[][] = [];
  const lines: number[] = [];
  const splitter = new CsvSplitter(delimiter, (row) => {
    rows.push(row.cells());
    lines.push(row.line);
    return rows.length < SAMPLE_ROWS;
  });
  splitter.push(pieceOf(codesOf(sample), delimiter));
  if (head.byteLength >= file.size) splitter.end();
  const recognition = recognise(rows, book);
  if (recognition.headers.length === 0) throw new TableError('no-header');
  return {
    name,
    sheet: '',
    weight: file.size,
    recognition,
    mapping: recognition,
    samples: rows.slice(recognition.headerRow + 1, recognition.headerRow + 1 + SHOWN_ROWS),
    from1904: false,
    rows: Math.ceil(((sample.split('\n').length - 1) * file.size) / head.byteLength),
    async read(onRow, hooks) {
      const reader = new CsvSplitter(delimiter, onRow);
      try {
        const decoder = new CodeDecoder(encoding, delimiter);
        await readPieces(
          file.slice(skip),
          (bytes, last) => {
            reader.push(decoder.read(bytes, last));
            return !reader.done;
          },
          hooks,
        );
        reader.end();
      } catch (error) {
        throw asTableError(error);
      }
      return { brokenQuotes: reader.brokenQuotes };
    },
  };
}

async function openWorkbook(file: Blob, name: string, book: FormatBook): Promise<OpenTable[]> {
  const tailStart = Math.max(0, file.size - TAIL_BYTES);
  const directory = findDirectory(await readSlice(file, tailStart, file.size), file.size);
  const entries = readDirectory(await readSlice(file, directory.offset, directory.offset + directory.size), directory.entries);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const find = (path: string): ZipEntry | undefined =>
    byName.get(path) ?? entries.find((e) => e.name.toLowerCase() === path.toLowerCase());
  const workbookEntry = find('xl/workbook.xml');
  if (!workbookEntry && !entries.some((e) => /^xl\/worksheets\//i.test(e.name))) {
    // .xlsb, .docx, .pptx, a plain archive.
    throw new TableError('not-a-table');
  }
  const workbook = workbookEntry ? await partText(file, workbookEntry) : '';
  const relations = find('xl/_rels/workbook.xml.rels');
  const refs = readSheets(workbook, relations ? await partText(file, relations) : '', [...byName.keys()]);
  const shared = new SharedStrings();
  const sharedEntry = find('xl/sharedStrings.xml');
  if (sharedEntry) await streamPart(file, sharedEntry, (text) => shared.push(text), {});
  const from1904 = uses1904(workbook);
  const tables: OpenTable[] = [];
  for (const ref of refs) {
    const entry = byName.get(ref.path)!;
    const rows: string[][] = [];
    const peek = new SheetReader(shared.strings, (row) => {
      rows.push(row.cells());
      return rows.length < SAMPLE_ROWS;
    });
    await streamPart(file, entry, (text) => peek.push(text), { isDone: () => peek.done });
    if (rows.length === 0) continue;
    const recognition = recognise(rows, book);
    tables.push({
      name,
      sheet: ref.name,
      weight: entry.inflated,
      recognition,
      mapping: recognition,
      samples: rows.slice(recognition.headerRow + 1, recognition.headerRow + 1 + SHOWN_ROWS),
      from1904,
      async read(onRow, hooks) {
        const reader = new SheetReader(shared.strings, onRow);
        try {
          await streamPart(file, entry, (text) => reader.push(text), { ...hooks, isDone: () => reader.done });
        } catch (error) {
          throw asTableError(error);
        }
        return { brokenQuotes: 0 };
      },
    });
  }
  if (tables.length === 0) throw new TableError('empty');
  return tables;
}

/** Streams a part of an archive as text, with the guard against parts that inflate beyond reason. */
async function streamPart(file: Blob, entry: ZipEntry, onText: (text: string) => void, hooks: Hooks): Promise<void> {
  const header = localHeaderLength(await readSlice(file, entry.offset, entry.offset + 30));
  const start = entry.offset + header;
  if (start + entry.compressed > file.size) throw new TableError('truncated');
  let inflated = 0;
  const stream = partStream(file, start, entry.compressed, entry.method);
  await decodeStream(stream, 'utf-8', onText, {
    ...hooks,
    onBytes(bytes) {
      inflated += bytes;
      if (inflated > LIMITS.inflatedBytes || (inflated > LIMITS.bombFloor && inflated > entry.compressed * LIMITS.bombRatio))
        throw new TableError('bomb');
      hooks.onBytes?.(bytes);
    },
  });
  if (inflated < entry.inflated && !hooks.isDone?.()) throw new TableError('truncated');
}

async function partText(file: Blob, entry: ZipEntry): Promise<string> {
  if (entry.inflated > 8 * 1024 * 1024) throw new TableError('bomb');
  let text = '';
  await streamPart(file, entry, (chunk) => (text += chunk), {
    onBytes: () => {
      if (text.length > 16 * 1024 * 1024) throw new TableError('bomb');
    },
  });
  return text;
}

/** Feeds one opened table to the ledger. */
export async function readTable(table: OpenTable, ingest: Ingest, hooks: Hooks): Promise<void> {
  const index = ingest.ledger.files.length;
  const take = ingest.table({
    name: table.name,
    sheet: table.sheet,
    mapping: table.mapping,
    headers: table.recognition.headers,
    headerRow: table.recognition.headerRow,
    from1904: table.from1904,
    rows: table.rows,
  });
  const { brokenQuotes } = await table.read(take as OnRow, hooks);
  ingest.ledger.files[index]!.brokenQuotes = brokenQuotes;
}
