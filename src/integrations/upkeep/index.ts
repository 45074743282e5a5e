import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';

/** Fails the build only where a record is beyond its hard limit; softer ages are the banner's and the report's work. */
export function upkeep(): AstroIntegration {
  return {
    name: 'zhendan:upkeep',
    hooks: {
      'astro:build:start': async () => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const { agedRecords, hardLimitMessage } = await import('./aged.ts');
        const today = process.env.ZHENDAN_TODAY ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
        const message = hardLimitMessage(agedRecords(fileURLToPath(new URL('../../content', import.meta.url)), today));
        if (message) throw new Error(message);
      },
    },
  };
}
