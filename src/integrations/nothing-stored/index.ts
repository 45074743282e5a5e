import type { AstroIntegration } from 'astro';

/** Starlight's script that writes the sidebar's folding and scroll position to session storage on every page. */
const PERSISTER = /[\\/]starlight[\\/]dist[\\/]components-internals[\\/]SidebarPersistState\.js$/;

/**
 * Takes out what the theme would store without being asked: storage stays empty unless the reader chose to save
 * (checked in tests/site/privacy.test.ts). The other half is src/components/overrides/ThemeSelect.astro.
 */
export function nothingStored(): AstroIntegration {
  return {
    name: 'zhendan:nothing-stored',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'zhendan:nothing-stored',
                enforce: 'pre',
                load: (id) => (PERSISTER.test(id.split('?')[0] ?? '') ? 'export {};' : undefined),
              },
            ],
          },
        });
      },
    },
  };
}
