import { z } from 'astro/zod';

const words = z.array(z.string().min(1)).min(1);

/** Everyday words of the search: what sellers say beside the glossary's terms. */
export const searchWords = z.strictObject({
  same: z
    .array(
      z.strictObject({
        words: words.describe('Words that may stand for each other'),
        weight: z.number().min(0.1).max(1).default(0.85).describe('How far one stands for another'),
        importance: z
          .number()
          .min(0.1)
          .max(2)
          .default(1)
          .describe('How much the word tells what the reader is after; 1 = ordinary'),
      }),
    )
    .describe('Groups of equals'),
  leads: z
    .array(
      z.strictObject({
        say: words.describe('What the reader types'),
        mean: words.describe('What is searched as well; never the other way round'),
        weight: z.number().min(0.1).max(1).default(0.7).describe('How far it stands for it'),
      }),
    )
    .describe('One-way: a word also searches others'),
  english: z.record(z.string(), words).describe('English words and phrases, and the Chinese they search'),
  englishFillers: words.describe('English words that carry no content'),
  fillers: words.describe('Words of a question that carry no content; dropped when something else is left'),
  lookalikes: z.array(z.string().min(2)).describe('Characters that are mistaken for each other by shape or input method'),
  platforms: z
    .array(
      z.strictObject({
        id: z.string().min(1).describe('Platform id, as in the tools'),
        name: z.string().min(1).describe('Name readers see'),
        words: words.describe('What sellers call it'),
      }),
    )
    .describe('Platforms and their names'),
  evasion: z
    .strictObject({
      acts: words.describe('Acts that belong to brushing'),
      hides: words.describe('Words of not being found; with an act they make an evasion query'),
      shops: words.describe('Words of looking for a supplier, a method or a price; with an act they make an evasion query'),
      always: words.describe('Words that make an evasion query alone'),
      unless: words.describe('Words that show another question: a victim, a rule, a penalty'),
    })
    .describe('How an evasion query is recognised'),
  emergency: z
    .strictObject({
      events: words.describe('What just happened'),
      asks: words.describe('Asking what to do now'),
      unless: words.describe('Words that show a narrower question, answered by its own page'),
    })
    .describe('How an emergency is recognised'),
});
export type SearchWords = z.infer<typeof searchWords>;
