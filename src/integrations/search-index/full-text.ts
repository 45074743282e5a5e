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
/**
 * The weight Pagefind takes for granted, as its documented attribute. It gives plain text another, and then writes that one beside every
 * single occurrence: a fifth of the index before compression, and of the time to compress it.
 */
const COMMON_WEIGHT = 25 / 24 + 0.0001;
/**
 * Occurrences in an index file, counted with their texts: files of some 26 KB, one of which a search fetches. Pagefind reads it from
 * its environment when its process starts, and does not promise to keep it; its own default makes files larger by two thirds.
 */
const CHUNK_SIZE = 10_000;
/** Calls under way at once: enough to keep Pagefind's own process busy. */
const AT_ONCE = 40;

/**
 * Builds the full-text index with Pagefind, one record for each unit. Pagefind is told that the language is unknown and gets the
 * text cut by us ({@link grams}), so that index and query are cut alike in every browser: by no dictionary at all.
 * The work is done in a process of its own.
 */
export class FullTextIndex {
  private readonly index: pagefind.PagefindIndex;
  /** Number of pieces in each section, by unit. */
  private readonly sizes = new Map<string, number[]>();
  private readonly adding = new Set<Promise<void>>();
  private readonly errors: string[] = [];

  private constructor(index: pagefind.PagefindIndex) {
    this.index = index;
  }

  static async open(): Promise<FullTextIndex> {
    process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE = String(CHUNK_SIZE);
    const { index, errors } = await pagefind.createIndex({ forceLanguage: 'unknown' });
    if (!index) throw new Error(`Pagefind 没有建立全文索引：${errors.join('；')}`);
    return new FullTextIndex(index);
  }

  /**
   * Adds the normalised texts of a unit's sections. Waits while Pagefind has enough to do.
   * @param unit address of the unit
   */
  async add(unit: string, sections: readonly string[]): Promise<void> {
    const cut = sections.map(grams);
    // Letters only: nothing to escape.
    const content = `<html><body data-pagefind-body data-pagefind-weight="${COMMON_WEIGHT}">${cut.flat().join(' ')}</body></html>`;
    this.sizes.set(
      unit,
      cut.map((pieces) => pieces.length),
    );
    const adding = this.index.addHTMLFile({ url: unit, content }).then(({ errors }) => {
      this.errors.push(...errors);
      this.adding.delete(adding);
    });
    this.adding.add(adding);
    while (this.adding.size >= AT_ONCE) await Promise.race(this.adding);
  }

  /**
   * The files of the index, and the map of the units.
   * @param order address of every unit; one that was not added has no text
   * @param meanwhile called while Pagefind is at work: the place for the caller's own
   */
  async finish(order: readonly string[], meanwhile?: () => void): Promise<{ files: IndexFile[]; map: UnitMap }> {
    await Promise.all(this.adding);
    if (this.errors.length > 0) throw new Error(`Pagefind 没有收下全部条目：${this.errors.slice(0, 3).join('；')}`);
    const getting = this.index.getFiles();
    meanwhile?.();
    const { files } = await getting;
    await this.index.deleteIndex();
    const names = new Map<string, string>();
    for (const file of files) {
      const name = /^fragment\/(.+)\.pf_fragment$/.exec(file.path)?.[1];
      if (name) names.set(unitOf(file.content), name);
    }
    return {
      files: files.filter((f) => KEPT.test(f.path)),
      map: {
        ids: order.map((unit) => names.get(unit) ?? '').join(' '),
        sizes: order.map((unit) => this.sizes.get(unit) ?? []),
      },
    };
  }
}

/** The unit a page text of Pagefind's belongs to. */
function unitOf(content: Uint8Array): string {
  const text = gunzipSync(content).toString('utf8');
  if (!text.startsWith(SIGNATURE)) throw new Error('Pagefind 的文件格式变了：页面文件没有预期的开头。');
  return (JSON.parse(text.slice(SIGNATURE.length)) as { url: string }).url;
}

/** Ends Pagefind's process. */
export const closeFullText = (): Promise<unknown> => pagefind.close();
