/**
 * File names for the archive. They must open on Windows, macOS and Android, so characters any of them
 * refuses are replaced, and invisible direction marks (which can disguise an extension) are dropped.
 */

const REFUSED = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** Characters of the base name kept; three bytes each in UTF-8 stays far below the 255 bytes file systems allow. */
const MAX_BASE = 48;

/** A safe file name that keeps the extension; `未命名` when nothing is left. */
export function safeName(name: string): string {
  const clean = toWellFormed(name).normalize('NFC').replace(INVISIBLE, '').replace(REFUSED, '_').trim();
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && /^\.[A-Za-z0-9]{1,8}$/.test(clean.slice(dot)) ? clean.slice(dot).toLowerCase() : '';
  const base = Array.from(extension ? clean.slice(0, dot) : clean)
    .slice(0, MAX_BASE)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const named = base === '' ? '未命名' : RESERVED.test(base) ? `_${base}` : base;
  return named + extension;
}

/** Path of item `number` of `count`, e.g. `证据/007-发货底单-IMG_1.jpg`; the number makes it unique. */
export function entryPath(number: number, count: number, kindName: string | null, fileName: string): string {
  const digits = Math.max(2, String(count).length);
  const label = kindName ? `${safeName(kindName)}-` : '';
  return `证据/${String(number).padStart(digits, '0')}-${label}${safeName(fileName)}`;
}

/** Lone surrogates cannot be written as UTF-8; they become the replacement character. */
function toWellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
