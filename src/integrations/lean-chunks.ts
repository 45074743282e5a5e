import type { AstroIntegration } from 'astro';

const HELPER = /vite\/preload-helper\.js$/;

/**
 * `import()` as it stands. Vite wraps each in a helper that first fetches the chunk's style sheets; ours have none
 * (a sheet imported by a script would be refused here), and the helper outweighs the scripts it serves.
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
                enforce: 'pre',
                load: (id) => (HELPER.test(id) ? 'export const __vitePreload = (load) => load();' : undefined),
              },
            ],
          },
        });
      },
    },
  };
}
