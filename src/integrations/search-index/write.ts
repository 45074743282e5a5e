import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { IndexDraft } from './build.ts';
import { readEditors } from './content.ts';
import { closeFullText, FullTextIndex } from './full-text.ts';
import { readPage, type PageText } from './html.ts';

/** Embeds repeat the tools; the list of sources is not searched; a page for what is not there is none. */
const isSearched = (path: string): boolean => path.endsWith('/') && !/^\/(?:embed|search|404|reference\/sources)\//.test(path);

/** Paths of the built pages below `dist` that are searched. */
function searchedPages(dist: string): string[] {
  return readdirSync(dist, { recursive: true })
    .map((name) => `/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('/index.html'))
    .map((name) => name.replace(/index\.html$/, ''))
    .filter(isSearched);
}

const htmlOf = (dist: string, path: string): string => readFileSync(join(dist, path, 'index.html'), 'utf8');

/** Reads every built page below `dist`. */
export function readBuiltPages(dist: string): PageText[] {
  return searchedPages(dist)
    .map((path) => readPage(htmlOf(dist, path), path))
    .filter((page) => page !== null);
}

/** Makes the search index, page by page as they come. */
export class SearchIndexMaker {
  private readonly draft: IndexDraft;
  private readonly fullText: FullTextIndex;
  private readonly taken = new Set<string>();
  private pages = 0;

  private constructor(draft: IndexDraft, fullText: FullTextIndex) {
    this.draft = draft;
    this.fullText = fullText;
  }

  static async open(contentDir: string): Promise<SearchIndexMaker> {
    const opening = FullTextIndex.open();
    const draft = new IndexDraft(readEditors(contentDir));
    return new SearchIndexMaker(draft, await opening);
  }

  /** What can be made before the first page comes. */
  prepare(): void {
    this.draft.learn();
  }

  /** Takes a page in, once. */
  async take(path: string, html: string): Promise<void> {
    if (!isSearched(path) || this.taken.has(path)) return;
    this.taken.add(path);
    const page = readPage(html, path);
    if (!page) return;
    this.pages++;
    for (const { unit, texts } of this.draft.add(page)) await this.fullText.add(unit.u, texts);
  }

  /**
   * Takes in the pages below `dist` that have not come by themselves, and writes the index: dist/search-index/core.json for the
   * first keystroke, dist/pagefind/ for the full text.
   * @param onRead called when all pages are read
   * @returns a line for the log
   */
  async write(dist: string, onRead: () => void): Promise<string> {
    const start = performance.now();
    const paths = searchedPages(dist);
    for (const path of paths) if (!this.taken.has(path)) await this.take(path, htmlOf(dist, path));
    onRead();
    const { order, makeCore } = this.draft.assemble();
    const { files, map } = await this.fullText.finish(order, () =>
      write(join(dist, 'search-index/core.json'), JSON.stringify(makeCore())),
    );
    await closeFullText();
    write(join(dist, 'pagefind/units.json'), JSON.stringify(map));
    for (const file of files) write(join(dist, 'pagefind', file.path), file.content);
    const chunks = files.filter((f) => f.path.startsWith('index/')).length;
    return `${this.pages} 页，${order.length} 个条目，${chunks} 块全文，页面生成之后 ${Math.round(performance.now() - start)} ms`;
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
