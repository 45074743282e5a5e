import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

import { buildIndex } from './build.ts';
import { buildFullText, closeFullText } from './full-text.ts';
import { readFrontMatter, readTerms, readWords } from './content.ts';
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
 * Writes the search index after the pages are built: dist/search-index/core.json for the first keystroke,
 * dist/pagefind/ for the full text.
 */
export function searchIndex(contentDir = resolve('src/content')): AstroIntegration {
  return {
    name: 'zhendan:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const start = performance.now();
        const dist = fileURLToPath(dir);
        const pages = readBuiltPages(dist);
        const { core, texts } = buildIndex(pages, readFrontMatter(contentDir), readTerms(contentDir), readWords(contentDir));
        const { files, map } = await buildFullText(texts);
        await closeFullText();
        write(join(dist, 'search-index/core.json'), JSON.stringify(core));
        write(join(dist, 'pagefind/units.json'), JSON.stringify(map));
        for (const file of files) write(join(dist, 'pagefind', file.path), file.content);
        logger.info(
          `${pages.length} 页，${core.units.length} 个条目，${files.filter((f) => f.path.startsWith('index/')).length} 块全文，${Math.round(performance.now() - start)} ms`,
        );
      },
    },
  };
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
