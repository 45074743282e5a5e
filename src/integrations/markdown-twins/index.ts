import type { AstroIntegration } from 'astro';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Writes `index.md` beside every built page, for readers and machines that want plain text (design §8). */
export function markdownTwins(): AstroIntegration {
  return {
    name: 'zhendan:markdown-twins',
    hooks: {
      'astro:build:done': async ({ dir, pages }) => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const { toMarkdown } = await import('./convert.ts');
        for (const { pathname } of pages) {
          if (pathname === '404/' || pathname.startsWith('embed/') || pathname.startsWith('search/')) continue;
          const file = fileURLToPath(new URL(`${pathname}index.html`, dir));
          const html = await readFile(file, 'utf8').catch(() => null);
          const markdown = html && toMarkdown(html);
          if (markdown) await writeFile(file.replace(/\.html$/, '.md'), markdown);
        }
      },
    },
  };
}
