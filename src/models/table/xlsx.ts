import { LIMITS, TableError } from './errors.ts';
import { Row } from './row.ts';
import type { OnRow } from './csv.ts';

/** A sheet of a workbook. Hidden sheets are read like the others: exports hide helper sheets rarely. */
export interface SheetRef {
  name: string;
  path: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of XML character data: entities and `_x000D_` escapes resolved. Unknown entities stay as they are. */
export function xmlText(raw: string): string {
  let text = raw;
  if (text.includes('&'))
    text = text.replace(/&(#x?[0-9a-fA-F]{1,6}|[a-z]{2,4});/g, (whole, name: string) => {
      if (name[0] !== '#') return ENTITIES[name] ?? whole;
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
    });
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function attribute(tag: string, name: string): string | null {
  const m = new RegExp(`(?:^|[\\s])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return m ? xmlText(m[1] ?? m[2] ?? '') : null;
}

/** Sheets in the order of the workbook. Falls back to the usual part names when relations are missing. */
export function readSheets(workbook: string, relations: string, parts: readonly string[]): SheetRef[] {
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const id = attribute(tag, 'Id');
    const target = attribute(tag, 'Target');
    if (id && target) targets.set(id, resolvePart(target));
  }
  const sheets: SheetRef[] = [];
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const rel = attribute(tag, '(?:\\w+:)?id');
    const path = rel ? targets.get(rel) : undefined;
    if (path && parts.includes(path) && /worksheets\//i.test(path))
      sheets.push({ name: (attribute(tag, 'name') ?? '').slice(0, 60), path });
  }
  if (sheets.length === 0)
    for (const path of parts
      .filter((part) => /^xl\/worksheets\/[^/]+\.xml$/i.test(part))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
      sheets.push({ name: path.replace(/^.*\/|\.xml$/g, ''), path });
  if (sheets.length === 0) throw new TableError('no-sheet');
  return sheets.slice(0, LIMITS.sheets);
}

function resolvePart(target: string): string {
  const path = target.replaceAll('\\', '/');
  if (path.startsWith('/')) return path.slice(1);
  const out: string[] = ['xl'];
  for (const step of path.split('/')) {
    if (step === '..') out.pop();
    else if (step !== '.' && step !== '') out.push(step);
  }
  return out.join('/');
}

/** True when the workbook counts its days from 1904. */
export function uses1904(workbook: string): boolean {
  const tag = /<(?:\w+:)?workbookPr\b[^>]*>/.exec(workbook)?.[0] ?? '';
  return /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
}

/** Collects the shared strings of a workbook, chunk by chunk. Phonetic hints (`rPh`) are left out. */
export class SharedStrings {
  readonly strings: string[] = [];
  private rest = '';
  private chars = 0;

  push(chunk: string): void {
    const text = this.rest + chunk;
    let p = 0;
    for (;;) {
      const open = findTag(text, 'si', p);
      if (open === -1) {
        // Keep a possible cut-off tag name only.
        this.rest = text.slice(Math.max(p, text.length - 16));
        return;
      }
      const openEnd = text.indexOf('>', open);
      if (openEnd === -1) break;
      if (text.charCodeAt(openEnd - 1) === 47) {
        this.strings.push('');
        p = openEnd + 1;
        continue;
      }
      const close = findClose(text, 'si', openEnd);
      if (close === -1) {
        this.rest = text.slice(open);
        if (this.rest.length > LIMITS.rowChars) throw new TableError('xml');
        return;
      }
      const value = richText(text.slice(openEnd + 1, close));
      this.chars += value.length;
      if (this.chars > LIMITS.sharedStringChars) throw new TableError('too-big');
      this.strings.push(value);
      p = close + 4;
    }
    this.rest = text.slice(p);
    if (this.rest.length > LIMITS.rowChars) throw new TableError('xml');
  }
}

/** The text runs of a string item joined. */
function richText(xml: string): string {
  const body = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml;
  let out = '';
  let p = 0;
  for (;;) {
    const open = findTag(body, 't', p);
    if (open === -1) return out;
    const openEnd = body.indexOf('>', open);
    if (openEnd === -1) return out;
    if (body.charCodeAt(openEnd - 1) === 47) {
      p = openEnd + 1;
      continue;
    }
    const close = findClose(body, 't', openEnd);
    if (close === -1) return out;
    out += xmlText(body.slice(openEnd + 1, close)).slice(0, LIMITS.cellChars);
    p = close + 3;
  }
}

/** Start of `<name` or `<prefix:name` at or after `from`; the name must end there. */
function findTag(text: string, name: string, from: number): number {
  let p = from;
  for (;;) {
    p = text.indexOf('<', p);
    if (p === -1) return -1;
    let q = p + 1;
    if (!text.startsWith(name, q)) {
      // A namespace prefix is letters and a colon.
      let r = q;
      while (r < text.length && r - q < 12 && isNameCode(text.charCodeAt(r))) r++;
      if (text.charCodeAt(r) === 58) q = r + 1;
    }
    if (text.startsWith(name, q)) {
      const c = text.charCodeAt(q + name.length);
      if (c === 62 || c === 47 || c <= 32) return p;
    }
    p++;
  }
}

function findClose(text: string, name: string, from: number): number {
  let p = from;
  for (;;) {
    p = text.indexOf('</', p);
    if (p === -1) return -1;
    const colon = text.indexOf('>', p);
    if (colon === -1) return -1;
    const tag = text.slice(p + 2, colon);
    if (tag === name || tag.endsWith(`:${name}`) || tag.trimEnd() === name) return p;
    p = colon;
  }
}

function isNameCode(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 45;
}

/**
 * Reads the rows of a worksheet, chunk by chunk, from its cells alone: the declared range is not
 * believed (some exports say A1). Numbers come as they are written; dates stay serial numbers.
 */
export class SheetReader {
  private rest = '';
  private line = 0;
  private stopped = false;
  private readonly row = new Row();
  private readonly strings: readonly string[];
  private readonly onRow: OnRow;
  private rowOpen = '<row';
  private rowClose = '</row>';
  private cellOpen = '<c';
  private prefixKnown = false;

  constructor(strings: readonly string[], onRow: OnRow) {
    this.strings = strings;
    this.onRow = onRow;
  }

  get done(): boolean {
    return this.stopped;
  }

  push(chunk: string): void {
    if (this.stopped) return;
    const text = this.rest === '' ? chunk : this.rest + chunk;
    if (!this.prefixKnown) {
      const root = /<(?:([A-Za-z][\w.-]*):)?worksheet[\s>]/.exec(text);
      if (!root) {
        if (text.length > 65_536) throw new TableError('xml');
        this.rest = text;
        return;
      }
      const prefix = root[1] ? `${root[1]}:` : '';
      this.rowOpen = `<${prefix}row`;
      this.rowClose = `</${prefix}row>`;
      this.cellOpen = `<${prefix}c`;
      this.prefixKnown = true;
    }
    let p = 0;
    while (!this.stopped) {
      const open = text.indexOf(this.rowOpen, p);
      if (open === -1) {
        this.rest = text.slice(Math.max(p, text.length - 32));
        return;
      }
      const after = open + this.rowOpen.length;
      const openEnd = text.indexOf('>', after);
      if (openEnd === -1) {
        this.keep(text.slice(open));
        return;
      }
      const c = text.charCodeAt(after);
      if (c !== 62 && c !== 47 && c > 32) {
        // rowBreaks and the like
        p = after;
        continue;
      }
      const r = attributeNumber(text, after, openEnd);
      this.line = r > 0 ? r : this.line + 1;
      if (text.charCodeAt(openEnd - 1) === 47) {
        p = openEnd + 1;
        continue;
      }
      const close = text.indexOf(this.rowClose, openEnd);
      if (close === -1) {
        if (r > 0) this.line = r - 1;
        else this.line--;
        this.keep(text.slice(open));
        return;
      }
      this.readRow(text, openEnd + 1, close);
      p = close + this.rowClose.length;
    }
  }

  private keep(text: string): void {
    if (text.length > LIMITS.rowChars) throw new TableError('long-row', `第 ${this.line + 1} 行`);
    this.rest = text;
  }

  private readRow(text: string, from: number, to: number): void {
    const { row, cellOpen } = this;
    row.reset(this.line);
    let p = from;
    let column = -1;
    for (;;) {
      const open = text.indexOf(cellOpen, p);
      if (open === -1 || open >= to) break;
      const after = open + cellOpen.length;
      const mark = text.charCodeAt(after);
      if (mark !== 32 && mark !== 62 && mark !== 47 && mark !== 10 && mark !== 13 && mark !== 9) {
        p = after;
        continue;
      }
      const openEnd = text.indexOf('>', after);
      if (openEnd === -1 || openEnd >= to) break;
      let type = 0;
      column++;
      // Attributes: r="AB12", t="s". Style is not needed: the column says what a number means.
      for (let q = after; q < openEnd; q++) {
        if (text.charCodeAt(q) !== 61) continue;
        const nameCode = text.charCodeAt(q - 1);
        const single = text.charCodeAt(q - 2) <= 32;
        const quote = text[q + 1]!;
        const valueEnd = text.indexOf(quote, q + 2);
        if (valueEnd === -1 || valueEnd > openEnd) break;
        if (single && nameCode === 114) {
          const at = columnIndex(text, q + 2, valueEnd);
          if (at >= 0) column = at;
        } else if (single && nameCode === 116) type = typeCode(text.slice(q + 2, valueEnd));
        q = valueEnd;
      }
      if (column >= LIMITS.columns) throw new TableError('too-many-columns', `第 ${this.line} 行超过 ${LIMITS.columns} 列`);
      if (text.charCodeAt(openEnd - 1) === 47) {
        p = openEnd + 1;
        continue;
      }
      // The end of the cell: the next closing tag of the same name.
      const closeTag = `</${cellOpen.slice(1)}>`;
      let close = text.indexOf(closeTag, openEnd);
      if (close === -1 || close > to) close = to;
      const value = this.cellValue(text, openEnd + 1, close, type);
      if (value !== '') row.put(column, value);
      p = close + closeTag.length;
    }
    if (row.count > 0 && this.onRow(row) === false) this.stopped = true;
  }

  private cellValue(text: string, from: number, to: number, type: number): string {
    if (type === INLINE) return richText(text.slice(from, to));
    let open = text.indexOf('v>', from);
    // `<v xml:space="preserve">` is legal though rare.
    if (open === -1 || open >= to || text.charCodeAt(text.lastIndexOf('<', open) + 1) === 47) {
      const tag = findTag(text.slice(from, to), 'v', 0);
      if (tag === -1) return '';
      const gt = text.indexOf('>', from + tag);
      if (gt === -1 || gt >= to || text.charCodeAt(gt - 1) === 47) return '';
      open = gt - 1;
    }
    const end = text.indexOf('<', open);
    if (end === -1 || end > to) return '';
    const raw = text.slice(open + 2, end);
    if (type === SHARED) {
      const value = this.strings[Number(raw)];
      if (value === undefined) throw new TableError('xml', '文字表里少了一项');
      return value;
    }
    if (type === BOOLEAN) return raw === '1' ? '是' : '否';
    if (type === ERROR) return '';
    if (type === STRING) return xmlText(raw).slice(0, LIMITS.cellChars);
    const trimmed = raw.trim();
    return trimmed.length <= 400 ? trimmed : '';
  }
}

const SHARED = 1;
const INLINE = 2;
const STRING = 3;
const BOOLEAN = 4;
const ERROR = 5;

function typeCode(t: string): number {
  if (t === 's') return SHARED;
  if (t === 'inlineStr') return INLINE;
  if (t === 'str' || t === 'd') return STRING;
  if (t === 'b') return BOOLEAN;
  return t === 'e' ? ERROR : 0;
}

/** 0 for A, 26 for AA; -1 when there are no letters. */
function columnIndex(text: string, from: number, to: number): number {
  let n = 0;
  for (let p = from; p < to; p++) {
    const c = text.charCodeAt(p);
    if (c < 65 || c > 90) break;
    n = n * 26 + (c - 64);
    if (n > 1_000_000) break;
  }
  return n - 1;
}

/** The number of ` r="12"` inside a row tag; 0 when there is none. */
function attributeNumber(text: string, from: number, to: number): number {
  for (let p = text.indexOf('r=', from); p !== -1 && p < to; p = text.indexOf('r=', p + 2)) {
    if (text.charCodeAt(p - 1) > 32) continue;
    let n = 0;
    for (let q = p + 3; q < to; q++) {
      const c = text.charCodeAt(q);
      if (c < 48 || c > 57) break;
      n = n * 10 + (c - 48);
      if (n > 2_000_000_000) return 0;
    }
    return n;
  }
  return 0;
}
