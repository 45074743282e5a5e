import type { CaseRecord } from '../../src/schemas/case.ts';
import { findNames, findTitles, findUrls, type BannedList } from './banned.ts';

/** Every piece of text of a case that a reader can see, source addresses excepted. */
export function textsOf(record: CaseRecord): string[] {
  const texts: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key !== 'url') texts.push(value);
    } else if (value && typeof value === 'object')
      for (const [k, v] of Object.entries(value)) walk(v, Array.isArray(value) ? key : k);
  };
  walk(record, '');
  return texts;
}

const HAN = '\\p{Script=Han}';
const HALF_WIDTH = new RegExp(`${HAN}[,;:?!()]|[,;:?!()]${HAN}`, 'u');
/** （2019）京0491民初2547号 and its variants: they lead straight to the parties. */
const CASE_NUMBER = /[(（]\d{4}[)）]\p{Script=Han}{1,3}\d{0,4}\p{Script=Han}{1,4}\d+号/u;

/** Everything wrong with a case beyond its schema, in words for whoever edits it; empty when it may be published. */
export function caseProblems(record: CaseRecord, laws: ReadonlySet<string>, banned: BannedList): string[] {
  const problems: string[] = [];
  const texts = textsOf(record);
  const all = texts.join('\n');
  const urls = record.sources.flatMap((s) => s.url ?? []);
  for (const law of record.lawNow) if (!laws.has(law)) problems.push(`lawNow ${law} is not a law record`);
  for (const hit of findNames([all, ...urls].join('\n'), banned)) problems.push(`names a party: …${hit}…`);
  for (const hit of findTitles(all, banned)) problems.push(`repeats a source title: ${hit}`);
  for (const hit of findUrls(urls.join('\n'), banned, true)) problems.push(`links to a source that may not be linked: ${hit}`);
  for (const text of texts) {
    if (/https?:\/\//.test(text)) problems.push(`address in running text: ${text}`);
    if (CASE_NUMBER.test(text)) problems.push(`court case number: ${text}`);
    if (HALF_WIDTH.test(text)) problems.push(`half-width punctuation: ${text}`);
  }
  for (const sentence of [...record.happened, ...record.lesson, ...record.notProven]) {
    if (!sentence.endsWith('。')) problems.push(`not a sentence: ${sentence}`);
    for (const part of sentence.split(/[。；]/)) if ([...part].length > 40) problems.push(`sentence over 40 characters: ${part}`);
  }
  if (record.related.includes(record.id)) problems.push('is related to itself');
  return problems;
}
