import { z } from 'astro/zod';
import { id } from './common.ts';

/** Families of scam, in the order the page lists them. */
export const SCAM_FAMILIES = [
  'clearing',
  'insider',
  'fake-service',
  'fake-buyer',
  'brushing',
  'agency',
  'reviews',
  'account',
  'regulator',
  'chase',
  'cross-border',
] as const;
export const scamFamilyId = z.enum(SCAM_FAMILIES).describe('Family of scam');
export type ScamFamilyId = z.infer<typeof scamFamilyId>;

const word = z.string().min(1).max(40).describe('A word or phrase, simplified characters; compared after normalising both sides');

/** One combination of words. A pattern matches when any of its combinations does. */
export const scamClause = z
  .strictObject({
    all: z
      .array(z.array(word).min(1).describe('Alternatives: any one of them'))
      .min(1)
      .max(4)
      .describe('Groups: every group must occur'),
    within: z
      .number()
      .int()
      .min(8)
      .max(120)
      .optional()
      .describe(
        'All groups within this many normalised characters, sentence ends ignored (chat pastes are cut up); absent = one sentence',
      ),
  })
  // A lone character such as 元 narrows a combination; it must never carry one.
  .refine(
    (c) => c.all.some((group) => group.every((w) => w.length >= 2)),
    'one group must hold words of two characters or more only',
  );
export type ScamClause = z.infer<typeof scamClause>;

/** One known sentence of a known scam, with the public report behind it. */
export const scamPattern = z
  .strictObject({
    id: id,
    title: z.string().min(4).describe('The trick in a few words'),
    match: z.array(scamClause).min(1).describe('Any of these combinations'),
    example: z.string().min(6).describe('The wording as the report gives it; no name, no address, no number of a real party'),
    wording: z
      .enum(['quoted', 'paraphrased', 'rule'])
      .describe(
        'quoted = the report quotes it, possibly shortened here; paraphrased = the report describes it in its own words; rule = a rule names the conduct, the sentence is ours',
      ),
    why: z.string().min(8).describe('Why it is a warning sign'),
    do: z.string().min(6).optional().describe('What to do here beyond the steps of the family'),
    source: id.optional().describe('Report behind it: id of a source'),
    case: id.optional().describe('Report behind it: id of a case; exactly one of source and case'),
    sources: z.array(id).min(1).optional().describe('Further sources'),
    cases: z.array(id).min(1).optional().describe('Further cases'),
    facts: z.array(id).optional().describe('Rules and laws it touches'),
  })
  .refine((p) => (p.source === undefined) !== (p.case === undefined), 'name exactly one report: source or case');
export type ScamPattern = z.infer<typeof scamPattern>;

/** One file: one family. */
export const scamFile = z.strictObject({
  family: z.strictObject({
    id: scamFamilyId,
    label: z.string().min(2).describe('Name of the family'),
    intro: z.string().min(8).describe('How this family works, one or two sentences'),
    steps: z.array(z.string().min(4)).min(1).describe('What to do when one of its sentences reaches you'),
  }),
  patterns: z.array(scamPattern).min(1).describe('Patterns of the family'),
});
export type ScamFile = z.infer<typeof scamFile>;

/** Words that turn the sentence after them into a warning or a refusal, so that advice is not mistaken for an offer. */
export const scamGuards = z.strictObject({
  words: z.array(word).min(1).describe('Guard words'),
  reach: z.number().int().min(4).max(60).describe('How many normalised characters of the same sentence they cover'),
});
export type ScamGuards = z.infer<typeof scamGuards>;

/** The one-page card for seller groups. */
export const scamCard = z.strictObject({
  title: z.string().min(2).describe('Title'),
  for: z.string().min(4).describe('What it is for'),
  lines: z.array(z.string().min(6).max(60)).min(5).max(12).describe('Lines, most important first'),
  footer: z.string().min(8).describe('Where it comes from, and that it proves nothing safe'),
});
export type ScamCard = z.infer<typeof scamCard>;
