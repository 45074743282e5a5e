import type { AstroIntegration } from 'astro';
import { parseHTML } from 'linkedom';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { toMarkdown } from './convert.ts';

/** Writes `index.md` beside every built page, for readers and machines that want plain text (design §8). */
export function markdownTwins(): AstroIntegration {
  return {
    name: 'zhendan:markdown-twins',
    hooks: {
      'astro:build:done': async ({ dir, pages }) => {
        for (const { pathname } of pages) {
          if (pathname === '404/' || pathname.startsWith('embed/') || pathname.startsWith('search/')) continue;
          const file = fileURLToPath(new URL(`${pathname}index.html`, dir));
          const html = await readFile(file, 'utf8').catch(() => null);
          if (!html) continue;
          const { document } = parseHTML(html);
          const content = document.querySelector('.sl-markdown-content');
          const title = document.querySelector('h1')?.textContent?.trim() ?? '';
          const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '';
          if (!content) continue;
          await writeFile(
            file.replace(/\.html$/, '.md'),
            `# ${title}\n\n> 真单手册 ${canonical}\n\n${toMarkdown(content.innerHTML)}`,
          );
        }
      },
    },
  };
}
