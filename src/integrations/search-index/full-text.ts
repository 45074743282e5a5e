import { gunzipSync } from 'node:zlib';
import * as pagefind from 'pagefind';

import type { UnitMap } from '../../models/search/types.ts';
import { grams } from '../../models/search/grams.ts';

/** A file of the full-text index, with its path under `pagefind/`. */
export interface IndexFile {
  path: string;
  content: Uint8Array;
}

/** What the reader's device asks Pagefind for; its interfaces and page texts are of no use to us. */
const KEPT = /^(?:pagefind\.js|pagefind-entry\.json|.*\.pf_meta|wasm\..*|index\/.*)$/;
const SIGNATURE = 'pagefind_dcd';
/** Calls under way at once: enough to keep Pagefind's own process busy. */
const AT_ONCE = 40;

/**
 * Builds the full-text index with Pagefind, one record for each unit. Pagefind is told that the language is unknown and gets the
 * text cut by us ({@link grams}), so that index and query are cut alike in every browser: by no dictionary at all.
 * The work is done in a process of its own.
 * @param units normalised texts of each unit's sections
 * @param meanwhile called while Pagefind is at work: the place for the caller's own
 */
export async function buildFullText(
  units: readonly (readonly string[])[],
  meanwhile?: () => void,
): Promise<{ files: IndexFile[]; map: UnitMap }> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'unknown' });
  if (!index) throw new Error(`Pagefind 没有建立全文索引：${errors.join('；')}`);
  const cut = units.map((sections) => sections.map(grams));
  for (let from = 0; from < cut.length; from += AT_ONCE) {
    const added = await Promise.all(
      cut
        .slice(from, from + AT_ONCE)
        .map((sections, i) =>
          index.addCustomRecord({ url: String(from + i), content: sections.flat().join(' '), language: 'unknown', meta: {} }),
        ),
    );
    const failed = added.flatMap((a) => a.errors);
    if (failed.length > 0) throw new Error(`Pagefind 没有收下全部条目：${failed.slice(0, 3).join('；')}`);
  }
  const getting = index.getFiles();
  meanwhile?.();
  const { files } = await getting;
  await index.deleteIndex();
  const ids: string[] = Array.from({ length: units.length }, () => '');
  for (const file of files) {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(file.path)?.[1];
    if (id) ids[unitOf(file.content)] = id;
  }
  return {
    files: files.filter((f) => KEPT.test(f.path)),
    map: { ids: ids.join(' '), sizes: cut.map((sections) => sections.map((s) => s.length)) },
  };
}

/** The unit a page text of Pagefind's belongs to. */
function unitOf(content: Uint8Array): number {
  const text = gunzipSync(content).toString('utf8');
  if (!text.startsWith(SIGNATURE)) throw new Error('Pagefind 的文件格式变了：页面文件没有预期的开头。');
  return Number((JSON.parse(text.slice(SIGNATURE.length)) as { url: string }).url.replace(/\D/g, ''));
}

/** Ends Pagefind's process. */
export const closeFullText = (): Promise<unknown> => pagefind.close();
