import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { draftIndex } from './build.ts';
import { readAsks, readFrontMatter, readTerms, readWords } from './content.ts';
import { buildFullText, closeFullText } from './full-text.ts';
import { readPage, type PageText } from './html.ts';

/** Reads every built page below `dist`. */
export function readBuiltPages(dist: string): PageText[] {
  return (
    readdirSync(dist, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => name.endsWith('/index.html') || name === 'index.html')
      // Embeds repeat the tools; the list of sources is not searched.
      .filter((name) => !/^(?:embed|search|reference\/sources)\//.test(name))
      .map((name) => readPage(readFileSync(join(dist, name), 'utf8'), `/${name.replace(/index\.html$/, '')}`))
      .filter((page) => page !== null)
  );
}

/**
 * Writes the search index of the built site: dist/search-index/core.json for the first keystroke, dist/pagefind/ for the full text.
 * @param onRead called when all pages are read
 * @returns a line for the log
 */
export async function writeSearchIndex(dist: string, contentDir: string, onRead: () => void): Promise<string> {
  const start = performance.now();
  const pages = readBuiltPages(dist);
  onRead();
  const { texts, makeCore } = draftIndex(
    pages,
    readFrontMatter(contentDir),
    readTerms(contentDir),
    readWords(contentDir),
    readAsks(contentDir),
  );
  let units = 0;
  const { files, map } = await buildFullText(texts, () => {
    const core = makeCore();
    units = core.units.length;
    write(join(dist, 'search-index/core.json'), JSON.stringify(core));
  });
  await closeFullText();
  write(join(dist, 'pagefind/units.json'), JSON.stringify(map));
  for (const file of files) write(join(dist, 'pagefind', file.path), file.content);
  return `${pages.length} 页，${units} 个条目，${files.filter((f) => f.path.startsWith('index/')).length} 块全文，${Math.round(performance.now() - start)} ms`;
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
