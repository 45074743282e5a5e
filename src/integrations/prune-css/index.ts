import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Takes out of the built style sheets what no page can use: Starlight's own sheet is written for every site it might serve. A changed
 * sheet gets a new name, because caches keep a name for ever. Runs before anything that hashes or lists the built files.
 */
export function pruneCss(): AstroIntegration {
  return {
    name: 'zhendan:prune-css',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const [{ pruneSheets }, { collectUsed }] = await Promise.all([import('./prune.ts'), import('./used.ts')]);
        const root = fileURLToPath(dir);
        const files = (await readdir(root, { recursive: true })).map((f) => f.replaceAll('\\', '/'));
        const read = (file: string): string => readFileSync(join(root, file), 'utf8');
        const pages = files.filter((f) => f.endsWith('.html'));
        const scripts = new Map(files.filter((f) => f.endsWith('.js')).map((f) => [f, read(f)]));
        const sheets = new Map(files.filter((f) => /^_astro\/.*\.css$/.test(f)).map((f) => [f, read(f)]));
        const inPages = new Set<string>();
        /** One page in memory at a time, however many there are. */
        function* eachPage(): Generator<string> {
          for (const file of pages) {
            const html = read(file);
            for (const [name] of html.matchAll(/--[a-z][\w-]*/gi)) inPages.add(name);
            yield html;
          }
        }
        const used = collectUsed(eachPage(), scripts.values());
        const pruned = pruneSheets(sheets, used, [...inPages, ...scripts.values()].join('\n'));
        const renamed = new Map<string, string>();
        for (const [name, css] of pruned) {
          if (css === sheets.get(name)) continue;
          const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8);
          const next = name.replace(/[^./]+\.css$/, `${hash}.css`);
          await writeFile(join(root, next), css);
          if (next !== name) await rm(join(root, name));
          renamed.set(name, next);
        }
        for (const file of [...pages, ...scripts.keys()]) {
          const text = read(file);
          // src/styles/print.css is the whole of printing here; Starlight's own print sheet would be one request more.
          let out = file.endsWith('.html') ? text.replace(/<link rel="stylesheet" href="[^"]*" media="print">/, '') : text;
          for (const [name, next] of renamed) if (out.includes(name)) out = out.replaceAll(name, next);
          if (out !== text) await writeFile(join(root, file), out);
        }
        const size = (m: ReadonlyMap<string, string>): number => [...m.values()].reduce((n, css) => n + css.length, 0);
        logger.info(`${sheets.size} style sheets: ${size(sheets)} → ${size(pruned)} characters`);
      },
    },
  };
}
