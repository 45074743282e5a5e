import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { findNames, findTitles, findUrls, type BannedList } from '../support/banned.ts';

const DIST = 'dist';
const banned = JSON.parse(readFileSync('tests/fixtures/banned-names.sha256.json', 'utf8')) as BannedList;
const files = existsSync(DIST)
  ? readdirSync(DIST, { recursive: true })
      .map(String)
      .filter((f) => /\.(html|json|txt|md|xml)$/.test(f))
  : [];

const isCase = (file: string) => file.replaceAll('\\', '/').startsWith('cases/');

/** What a reader, a search engine or a feed gets to see: text and addresses, no markup. */
const visible = (markup: string) => markup.replace(/<(script|style)\b(?![^>]*json)[\s\S]*?<\/\1>/g, ' ');
const plain = (markup: string) => visible(markup).replace(/<[^>]*>/g, '\n');

describe.skipIf(files.length === 0)('the built site', () => {
  test('names no party of a case, in text or in an address', () => {
    const hits = files.flatMap((f) =>
      findNames(visible(readFileSync(join(DIST, f), 'utf8')), banned).map((hit) => `${f}: …${hit}…`),
    );
    expect(hits).toEqual([]);
  });

  test('links to no address that a case source may not be linked under', () => {
    const hits = files.flatMap((f) =>
      findUrls(readFileSync(join(DIST, f), 'utf8'), banned, isCase(f)).map((hit) => `${f}: ${hit}`),
    );
    expect(hits).toEqual([]);
  });

  test('repeats no source title on a case page', () => {
    const pages = files.filter(isCase);
    expect(pages.length).toBeGreaterThan(100);
    const hits = pages.flatMap((f) =>
      findTitles(plain(readFileSync(join(DIST, f), 'utf8')), banned).map((hit) => `${f}: ${hit}`),
    );
    expect(hits).toEqual([]);
  });
});
