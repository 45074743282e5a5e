import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

import { buildIndex } from './build.ts';
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
 * t-<stamp>-<n>.txt for the full text.
 */
export function searchIndex(contentDir = resolve('src/content')): AstroIntegration {
  return {
    name: 'zhendan:search-index',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const start = performance.now();
        const dist = fileURLToPath(dir);
        const pages = readBuiltPages(dist);
        const { core, shards } = buildIndex(pages, readFrontMatter(contentDir), readTerms(contentDir), readWords(contentDir));
        const out = join(dist, 'search-index');
        mkdirSync(out, { recursive: true });
        writeFileSync(join(out, 'core.json'), JSON.stringify(core));
        shards.forEach((text, n) => writeFileSync(join(out, `t-${core.stamp}-${n}.txt`), text));
        logger.info(
          `${pages.length} 页，${core.units.length} 个条目，${shards.length} 块全文，${Math.round(performance.now() - start)} ms`,
        );
      },
    },
  };
}
