import type { ExportField, ExportFormat, FieldId, FormatBook, TableKind } from '../../schemas/export-format.ts';
import { cleanHeader } from '../table/cells/texts.ts';

/** What the reader of a table is to do with its columns. `columns[i]` says what column i means. */
export interface Mapping {
  kind: TableKind;
  /** Id of the recognised format; null when only the columns were recognised. */
  format: string | null;
  clock: 'domestic' | 'platform';
  amounts: 'sum' | 'repeat';
  family: ExportFormat['family'] | 'unknown';
  columns: (FieldId | null)[];
}

export interface Recognition extends Mapping {
  /** Index of the header row among the rows given, from 0. */
  headerRow: number;
  headers: string[];
  /** True when the file can be read without asking: it has the column its kind hangs on. */
  sure: boolean;
}

interface Index {
  byAlias: Map<string, { field: ExportField; rank: number }[]>;
  known: Set<string>;
}

const indexes = new WeakMap<FormatBook, Index>();

function indexOf(book: FormatBook): Index {
  let index = indexes.get(book);
  if (!index) {
    index = { byAlias: new Map(), known: new Set() };
    for (const field of book.fields)
      field.aliases.forEach((alias, rank) => {
        const key = foldHeader(alias);
        const list = index!.byAlias.get(key);
        if (list) list.push({ field, rank });
        else index!.byAlias.set(key, [{ field, rank }]);
      });
    for (const format of book.formats) for (const header of format.headers) index.known.add(foldHeader(header));
    indexes.set(book, index);
  }
  return index;
}

/** Headers are compared without case: OfferID, Offer Id. */
function foldHeader(header: string): string {
  return cleanHeader(header).toLowerCase();
}

/** What a header can mean; a unit in brackets behind a known name changes nothing about its meaning. */
function lookup(index: Index, name: string): { field: ExportField; rank: number }[] {
  return index.byAlias.get(name) ?? index.byAlias.get(name.replace(/\((元|kg|g|克|千克|公斤|件|个)\)$/, '')) ?? [];
}

/**
 * Finds the header row among the first rows of a table and says what each column means, by name and alias,
 * never by position. Bills carry lines above the header; the row with the most known names is taken.
 */
export function recognise(rows: readonly (readonly string[])[], book: FormatBook): Recognition {
  const index = indexOf(book);
  let best = 0;
  let bestScore = -1;
  rows.forEach((cells, i) => {
    let score = 0;
    for (const cell of new Set(cells.map(foldHeader))) if (lookup(index, cell).length > 0 || index.known.has(cell)) score++;
    if (score > bestScore) {
      best = i;
      bestScore = score;
    }
  });
  const headers = [...(rows[best] ?? [])];
  return { headerRow: best, headers, ...mapHeaders(headers, book) };
}

/** The mapping of one header row; `as` is the kind the reader says it is. */
export function mapHeaders(headers: readonly string[], book: FormatBook, as?: TableKind): Mapping & { sure: boolean } {
  const names = headers.map(foldHeader);
  const matched = matchFormat(names, book);
  const format = as && matched?.kind !== as ? null : matched;
  const kind = as ?? format?.kind ?? guessKind(names, book);
  const columns = assign(names, kind, format, book);
  return {
    kind,
    format: format?.id ?? null,
    clock: format?.clock ?? 'domestic',
    amounts: format?.amounts ?? (kind === 'item' && columns.includes('sub_order_id') ? 'sum' : 'repeat'),
    family: format?.family ?? 'unknown',
    columns,
    sure: isUsable(kind, columns),
  };
}

/** True when a table of that kind has the columns it cannot do without. */
export function isUsable(kind: TableKind, columns: readonly (FieldId | null)[]): boolean {
  const has = (field: FieldId): boolean => columns.includes(field);
  if (kind === 'funds') return has('expense') && has('posted_at');
  if (kind === 'courier')
    return has('tracking_no') && (has('weight_actual') || has('picked_at') || has('signed_at') || has('signed_region'));
  if (kind === 'goods') return has('sku_code') && has('weight_unit');
  return has('order_id') && columns.filter((c) => c !== null).length >= 2;
}

/** The known format that fits best; null when none has at least half of its telling headers. */
function matchFormat(names: readonly string[], book: FormatBook): ExportFormat | null {
  const present = new Set(names);
  let best: ExportFormat | null = null;
  let bestScore = 0;
  for (const format of book.formats) {
    if (format.headers.length === 0 || format.signature.length === 0) continue;
    const telling = format.signature.filter((h) => present.has(foldHeader(h))).length;
    if (telling * 2 < format.signature.length || telling < 2) continue;
    const known = format.headers.filter((h) => present.has(foldHeader(h))).length;
    const score = telling / format.signature.length + known / Math.max(1, present.size);
    if (score > bestScore) {
      best = format;
      bestScore = score;
    }
  }
  return best;
}

function guessKind(names: readonly string[], book: FormatBook): TableKind {
  const index = indexOf(book);
  const has = (field: FieldId): boolean => names.some((name) => lookup(index, name).some((hit) => hit.field.id === field));
  if (has('expense') && has('posted_at')) return 'funds';
  if (has('weight_unit') && has('sku_code') && !has('order_id')) return 'goods';
  const sells = has('status') || has('paid_at') || has('created_at') || has('amount_paid') || has('amount_payable');
  if (has('tracking_no') && (has('weight_actual') || has('picked_at') || has('signed_at') || has('signed_region')) && !sells)
    return 'courier';
  if (has('sub_order_id')) return 'item';
  return 'order';
}

function assign(names: readonly string[], kind: TableKind, format: ExportFormat | null, book: FormatBook): (FieldId | null)[] {
  const index = indexOf(book);
  const overrides = new Map(Object.entries(format?.overrides ?? {}).map(([header, field]) => [foldHeader(header), field]));
  const columns: (FieldId | null)[] = names.map(() => null);
  const takenBy = new Map<FieldId, { column: number; rank: number }>();
  names.forEach((name, column) => {
    if (name === '') return;
    const fixed = overrides.get(name);
    const hits = fixed
      ? [{ field: book.fields.find((f) => f.id === fixed)!, rank: -1 }]
      : lookup(index, name).filter(
          (hit) => hit.field.kinds.includes(kind) && ![...overrides.values()].some((f) => f === hit.field.id),
        );
    const hit = hits[0];
    if (!hit) return;
    if (hit.field.many) {
      columns[column] = hit.field.id;
      return;
    }
    const taken = takenBy.get(hit.field.id);
    // Of two columns with the same meaning the better name wins; of two same names the first.
    if (taken && taken.rank <= hit.rank) return;
    if (taken) columns[taken.column] = null;
    columns[column] = hit.field.id;
    takenBy.set(hit.field.id, { column, rank: hit.rank });
  });
  return columns;
}
