import { z } from 'astro/zod';

/** Kinds of records, by how soon they age. */
export const UPKEEP_KINDS = ['rule', 'rule-single', 'law', 'unknown'] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

/** How old a record of one kind may grow, in natural days since the day it was checked. */
export const upkeepLimit = z
  .strictObject({
    kind: z.enum(UPKEEP_KINDS).describe('Kind of record; rule-single = a platform rule with one unofficial source'),
    label: z.string().min(2).describe('Kind in words for the reader'),
    dueAfter: z.number().int().positive().describe('Older than this: listed as due'),
    overdueAfter: z.number().int().positive().describe('Older than this: pages that rest on it say so'),
    hardAfter: z.number().int().positive().describe('Older than this: the build fails'),
    why: z.string().min(8).describe('Why these lengths'),
  })
  .refine((l) => l.dueAfter < l.overdueAfter && l.overdueAfter < l.hardAfter, 'dueAfter < overdueAfter < hardAfter');
export type UpkeepLimit = z.infer<typeof upkeepLimit>;

export const upkeepFile = z.strictObject({
  limits: z
    .array(upkeepLimit)
    .length(UPKEEP_KINDS.length)
    .refine((l) => new Set(l.map((x) => x.kind)).size === l.length, 'each kind once')
    .describe('One limit per kind'),
});
