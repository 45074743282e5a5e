import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { pruneSheets } from './prune.ts';
import { collectUsed } from './used.ts';

/**
 * Takes out of the built style sheets what no page can use: Starlight's own sheet is written for every site it might serve. A changed
 * sheet gets a new name, because caches keep a name for ever. Runs before anything that hashes or lists the built files.
 */
export function pruneCss(): AstroIntegration {
  return {
    name: 'zhendan:prune-css',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = (await readdir(root, { recursive: true })).map((f) => f.replaceAll('\\', '/'));
        const load = async (list: readonly string[]): Promise<Map<string, string>> =>
          new Map(
            await Promise.all(list.map(async (f): Promise<[string, string]> => [f, await readFile(join(root, f), 'utf8')])),
          );
        const pages = await load(files.filter((f) => f.endsWith('.html')));
        const scripts = await load(files.filter((f) => f.endsWith('.js')));
        const sheets = await load(files.filter((f) => /^_astro\/.*\.css$/.test(f)));
        const inPages = new Set([...pages.values()].flatMap((html) => html.match(/--[a-z][\w-]*/gi) ?? []));
        const pruned = pruneSheets(
          sheets,
          collectUsed(pages.values(), scripts.values()),
          [...inPages, ...scripts.values()].join('\n'),
        );
        const renamed = new Map<string, string>();
        for (const [name, css] of pruned) {
          if (css === sheets.get(name)) continue;
          const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8);
          const next = name.replace(/[^./]+\.css$/, `${hash}.css`);
          await writeFile(join(root, next), css);
          if (next !== name) await rm(join(root, name));
          renamed.set(name, next);
        }
        for (const [file, text] of [...pages, ...scripts]) {
          let out = text;
          for (const [name, next] of renamed) if (out.includes(name)) out = out.replaceAll(name, next);
          if (out !== text) await writeFile(join(root, file), out);
        }
        const size = (m: ReadonlyMap<string, string>): number => [...m.values()].reduce((n, css) => n + css.length, 0);
        logger.info(`${sheets.size} style sheets: ${size(sheets)} → ${size(pruned)} characters`);
      },
    },
  };
}
