import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';

const WRAPPER = 'native:import-analysis-build';

/**
 * `import()` as it stands. Vite wraps each in a helper that first fetches the style sheets of the chunk. Ours have none, and the
 * helper would be a request more on every page, heavier than the scripts it serves. Where Vite has given its plugin another
 * name, this does nothing, and tests/site/budgets.test.ts says so.
 */
export function leanChunks(): AstroIntegration {
  return {
    name: 'zhendan:lean-chunks',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'zhendan:lean-chunks',
                configResolved: ({ plugins }) => {
                  const all = plugins as Plugin[];
                  const at = all.findIndex((plugin) => plugin.name === WRAPPER);
                  if (at !== -1) all.splice(at, 1);
                },
              },
            ],
          },
        });
      },
    },
  };
}
