import { TableError } from './errors.ts';

export type FileShape =
  { kind: 'text'; encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'; skip: number } | { kind: 'workbook' };

/** Bytes that are enough to know what a file is. */
export const SNIFF_BYTES = 65_536;

/**
 * Tells from its first bytes what a file is, never from its name. Throws TableError for what cannot be
 * read: empty, old .xls, encrypted workbook, web page, picture or document.
 */
export function sniff(head: Uint8Array, fileSize: number): FileShape {
  if (fileSize === 0) throw new TableError('empty');
  const [a = 0, b = 0, c = 0, d = 0] = head;
  if (a === 0x50 && b === 0x4b) {
    if ((c === 3 && d === 4) || (c === 5 && d === 6)) return { kind: 'workbook' };
    throw new TableError('not-a-table');
  }
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
    throw new TableError(hasUtf16(head, 'EncryptedPackage') ? 'encrypted' : 'old-xls');
  if (a === 0x09 && b === 0x08 && (c === 0x10 || c === 0x08)) throw new TableError('old-xls');
  if (a === 0xef && b === 0xbb && c === 0xbf) return notHtml(head, { kind: 'text', encoding: 'utf-8', skip: 3 });
  if (a === 0xff && b === 0xfe) return notHtml(head, { kind: 'text', encoding: 'utf-16le', skip: 2 });
  if (a === 0xfe && b === 0xff) return notHtml(head, { kind: 'text', encoding: 'utf-16be', skip: 2 });
  const zeros = zeroBytes(head);
  if (zeros.total > 0) {
    // UTF-16 without a mark: delimiters and digits leave a zero in every other byte.
    if (zeros.odd > zeros.even * 8 && zeros.odd > head.length / 16)
      return notHtml(head, { kind: 'text', encoding: 'utf-16le', skip: 0 });
    if (zeros.even > zeros.odd * 8 && zeros.even > head.length / 16)
      return notHtml(head, { kind: 'text', encoding: 'utf-16be', skip: 0 });
    throw new TableError('not-a-table');
  }
  if (
    startsWith(head, '%PDF') ||
    startsWith(head, 'Rar!') ||
    startsWith(head, '\x1f\x8b') ||
    startsWith(head, '\x89PNG') ||
    startsWith(head, '\xff\xd8')
  )
    throw new TableError('not-a-table');
  return notHtml(head, { kind: 'text', encoding: isUtf8(head, fileSize > head.length) ? 'utf-8' : 'gb18030', skip: 0 });
}

/** True when the bytes are UTF-8; a character cut off at the end is forgiven when more bytes follow. */
export function isUtf8(bytes: Uint8Array, more: boolean): boolean {
  for (let cut = 0; cut <= (more ? 3 : 0); cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // Try once more without the last byte.
    }
  }
  return false;
}

function notHtml(head: Uint8Array, shape: FileShape & { kind: 'text' }): FileShape {
  const text = new TextDecoder(shape.encoding).decode(head.subarray(shape.skip, 2048)).trimStart().slice(0, 200).toLowerCase();
  if (/^(<!doctype html|<html|<table|<meta|<head|<style|<script|<!--)/.test(text)) throw new TableError('html');
  if (/^<\?xml/.test(text)) throw new TableError(text.includes('mso-application') ? 'html' : 'not-a-table');
  return shape;
}

function zeroBytes(bytes: Uint8Array): { total: number; odd: number; even: number } {
  let odd = 0;
  let even = 0;
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] === 0) {
      if (i % 2) odd++;
      else even++;
    }
  return { total: odd + even, odd, even };
}

function hasUtf16(bytes: Uint8Array, word: string): boolean {
  const text = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return text.includes(word);
}

function startsWith(bytes: Uint8Array, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[i] !== word.charCodeAt(i)) return false;
  return true;
}
