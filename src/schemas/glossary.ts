import { z } from 'astro/zod';
import { id } from './common.ts';
import { topic } from './page.ts';

/** Another way to write a term, and how far it may stand for it when searching. */
export const alias = z.strictObject({
  word: z.string().min(1).describe('The other word, as sellers type it'),
  weight: z.number().min(0.1).max(1).describe('1 = the same thing; lower = near, so a page about the term counts less for it'),
  direction: z
    .enum(['both', 'to-term', 'from-term'])
    .describe('both = each finds the other; to-term = the alias finds the term; from-term = the term finds the alias'),
});

export const glossaryEntry = z.strictObject({
  id: id,
  term: z.string().min(1).describe('The term as the handbook writes it'),
  kind: z.enum(['slang', 'rule', 'law', 'platform', 'logistics', 'money', 'tool']).describe('Where the word comes from'),
  definition: z.string().min(8).describe('What it means, in one or two plain sentences, without figures'),
  ruleWord: z.string().optional().describe('What the rule calls it, where that differs'),
  aliases: z.array(alias).describe('Other words for it'),
  typos: z.array(z.string()).default([]).describe('Frequent misspellings; they only lead here'),
  evasion: z.boolean().default(false).describe('true = a word of people who want to brush or hide; leads to no-evasion'),
  topics: z.array(topic).min(1).describe('Topics the term belongs to, the closest first'),
  page: z
    .string()
    .regex(/^\/.*\/$/)
    .describe('Page that explains it'),
  facts: z.array(id).default([]).describe('Facts behind the definition'),
});
export type GlossaryEntry = z.infer<typeof glossaryEntry>;
export const glossaryFile = z.strictObject({ entries: z.array(glossaryEntry).min(1).describe('Terms of one family') });
