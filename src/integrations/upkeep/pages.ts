import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { FactBook } from '../../facts/assemble.ts';
import { pageBasis } from '../../facts/page-basis.ts';
import { exampleFile, type Example } from '../../schemas/example.ts';
import { pageFiles, pathOf } from '../content-lint/site-paths.ts';

/** The worked examples, read from disk. */
function examplesFromDisk(contentDir: string): Example[] {
  return exampleFile.parse(parse(readFileSync(join(contentDir, 'examples/clearing-date.yaml'), 'utf8'))).examples;
}

/** The pages that rest on each record or open point, by record id. */
export function pagesByRecord(contentDir: string, book: FactBook): Map<string, string[]> {
  const examples = examplesFromDisk(contentDir);
  const pages = new Map<string, string[]>();
  for (const file of pageFiles(join(contentDir, 'docs'))) {
    const basis = pageBasis(book, readFileSync(join(contentDir, 'docs', file), 'utf8'), examples);
    for (const id of [...basis.facts, ...basis.unknowns]) pages.set(id, [...(pages.get(id) ?? []), pathOf(file)]);
  }
  return pages;
}
