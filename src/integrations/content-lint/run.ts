import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assembleGlossary } from '../../facts/assemble-glossary.ts';
import { factBookFromDisk } from '../../facts/from-disk.ts';
import { lintPage, type Defect } from './page.ts';
import { pageFiles, publishedCaseIds, safeList, sitePaths } from './site-paths.ts';

/** Chinese misspellings of three characters or more that the glossary lists; shorter ones also occur inside sound words. */
function glossaryTypos(contentDir: string): Map<string, string> {
  const dir = join(contentDir, 'glossary');
  const files = new Map(safeList(dir).map((f) => [f, readFileSync(join(dir, f), 'utf8')]));
  return new Map(
    assembleGlossary(files).flatMap((e) => e.typos.filter((t) => /^[\u4e00-\u9fff]{3,}$/.test(t)).map((t) => [t, e.term])),
  );
}

/** Checks every page under `contentDir/docs`, or only those whose path ends in one of `only`. */
export function lintContent(contentDir: string, only: readonly string[] = []): Defect[] {
  const book = factBookFromDisk(contentDir);
  const paths = sitePaths(contentDir);
  const caseIds = new Set(publishedCaseIds(contentDir));
  const typos = glossaryTypos(contentDir);
  return pageFiles(join(contentDir, 'docs'))
    .filter((f) => only.length === 0 || only.some((o) => o.endsWith(f)))
    .flatMap((f) => lintPage(`docs/${f}`, readFileSync(join(contentDir, 'docs', f), 'utf8'), { book, paths, caseIds, typos }));
}
