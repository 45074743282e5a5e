import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

import { pageFields } from './schemas/page.ts';

// Pages and interface texts. The fact collections are plain YAML read by src/facts/book.ts, so that
// the site, the tests and the maintenance scripts all read them the same way.
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: pageFields }) }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
