import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { factBookFromDisk } from '../../facts/from-disk.ts';
import { lintPage, type Defect } from './page.ts';
import { pageFiles, publishedCaseIds, sitePaths } from './site-paths.ts';

/** Checks every page under `contentDir/docs`, or only those whose path ends in one of `only`. */
export function lintContent(contentDir: string, only: readonly string[] = []): Defect[] {
  const book = factBookFromDisk(contentDir);
  const paths = sitePaths(contentDir);
  const caseIds = new Set(publishedCaseIds(contentDir));
  return pageFiles(join(contentDir, 'docs'))
    .filter((f) => only.length === 0 || only.some((o) => o.endsWith(f)))
    .flatMap((f) => lintPage(`docs/${f}`, readFileSync(join(contentDir, 'docs', f), 'utf8'), { book, paths, caseIds }));
}
