import { z } from 'astro/zod';

import { topic } from './page.ts';

const phrases = z.array(z.string().min(2).max(140)).min(1);

/** Example questions for a topic, as sellers would word them; never shown. The search learns from them what a question is about. */
export const searchAsks = z.partialRecord(
  topic,
  z.strictObject({
    zh: phrases.describe(
      'In Chinese: whole questions, half sentences, keywords, formal words and slang, whole stories as typed on a bad day, each in other words',
    ),
    en: phrases.describe('In English, good or broken'),
  }),
);
