import { z } from 'astro/zod';
import { id, partialDate } from './common.ts';

export const SOURCE_KINDS = ['official', 'statute', 'court', 'agency', 'academic', 'press', 'trade', 'community'] as const;

/** One version of one document somebody published. */
export const source = z.strictObject({
  id: id,
  title: z.string().min(1).describe('Title as published, or a neutral description where the title names a party'),
  publisher: z.string().min(1).describe('Who published it'),
  kind: z.enum(SOURCE_KINDS).describe('Kind of publisher, strongest first'),
  date: partialDate.nullable().describe('Date on the document; null = none seen'),
  url: z.url().nullable().describe('Address it was read at; null = none known'),
  linkable: z.boolean().describe('false = named by publisher and date, its address never reaches the output'),
  archiveUrl: z.url().optional().describe('Public archive copy'),
  note: z.string().optional().describe('Caveat about the copy, for editors and the sources page'),
});
export type Source = z.infer<typeof source>;

export const sourceFile = z.strictObject({ sources: z.array(source).min(1).describe('Sources of one publisher family') });
