import { z } from 'astro/zod';
import { confidence, id, isoDate, partialDate, platform } from './common.ts';

/** A deadline a platform or a law sets. */
export const deadline = z.strictObject({
  id: id,
  scope: z.enum(['platform', 'law']).describe('Who sets it'),
  platform: platform.nullable().describe('Platform; null for law'),
  stage: z.string().describe('What it is for'),
  length: z.number().nullable().describe('Length in `unit`; null = as stated on the notice'),
  unit: z
    .enum(['hours', 'calendar-days', 'working-days', 'months', 'years', 'as-stated', 'daily-surcharge'])
    .describe('Unit and how it is counted'),
  window: z.string().describe('The window in words'),
  from: z.string().describe('Counted from'),
  action: z.string().optional().describe('What to do before it ends'),
  attempts: z.number().int().optional().describe('How often'),
  review: z.string().optional().describe('How long the review takes, in words'),
  basis: z.string().optional().describe('Clause'),
  confidence: confidence,
  facts: z.array(id).min(1).describe('Fact or law ids'),
});
export type Deadline = z.infer<typeof deadline>;
export const deadlineFile = z.strictObject({ deadlines: z.array(deadline).min(1).describe('Deadlines') });

/** A rumour sellers repeat, and what the rule says. */
export const rumour = z.strictObject({
  id: id,
  claim: z.string().describe('What people say'),
  verdict: z.enum(['false', 'unproven', 'outdated', 'half-true']).describe('What we found'),
  explanation: z.string().describe('What the rule says instead'),
  seenIn: z.array(id).min(1).describe('Sources in which the claim was seen'),
  facts: z.array(id).min(1).describe('Facts that answer it'),
});
export type Rumour = z.infer<typeof rumour>;
export const rumourFile = z.strictObject({ rumours: z.array(rumour).min(1).describe('Rumours') });

/** A point no source settles. */
export const unknown = z.strictObject({
  id: id,
  scope: z.union([platform, z.literal('law')]).describe('Platform or law'),
  question: z
    .string()
    .regex(/[^。？]$/, 'no closing mark: the page sets it')
    .describe('What is not known'),
  whatWouldSettle: z.string().optional().describe('Which document would settle it'),
  verifyAt: z.url().nullable().describe('Official page to check'),
  verifyNote: z.string().optional().describe('Where to check when there is no address'),
  relatedFacts: z.array(id).describe('Facts that touch the point'),
  openedOn: isoDate.describe('Day it was put on the list'),
});
export type Unknown = z.infer<typeof unknown>;
export const unknownFile = z.strictObject({ unknowns: z.array(unknown).min(1).describe('Open points') });

/** A dated change of a rule or a law. */
export const change = z.strictObject({
  id: id,
  date: partialDate.describe('Day, month or year it took effect or happened'),
  dateNote: z.string().optional().describe('How sure the date is, e.g. 前后'),
  platform: z.union([platform, z.literal('law')]).describe('Where it applies'),
  title: z.string().describe('What changed, one line'),
  effect: z.string().describe('What it means for a seller'),
  sources: z.array(id).min(1).describe('Source or law ids'),
  facts: z.array(id).describe('Facts about it'),
  status: z.enum(['in-effect', 'announced', 'text-not-read', 'unconfirmed']).describe('What we know of it'),
});
export type Change = z.infer<typeof change>;
export const changeFile = z.strictObject({ changes: z.array(change).min(1).describe('Changes, oldest first') });

/** A dated history of one rule, joining facts; every gap is declared. */
export const history = z.strictObject({
  id: id,
  platform: platform,
  subject: z
    .enum(['definition', 'ladder', 'clearing', 'node', 'marketing-ban', 'demotion', 'appeal', 'false-evidence'])
    .describe('What the history is of'),
  title: z.string().describe('Title shown'),
  versions: z
    .array(
      z.strictObject({
        from: partialDate.nullable().describe('First day; null = from the beginning'),
        until: partialDate.nullable().describe('Last day; null = open'),
        fact: id.optional().describe('Fact that gives the version'),
        unknown: z.string().optional().describe('Why the version is not known'),
        transition: z.string().optional().describe('What the change says about older acts'),
      }),
    )
    .min(1)
    .describe('Versions, oldest first, without gap or overlap'),
});
export type History = z.infer<typeof history>;
export const historyFile = z.strictObject({ histories: z.array(history).min(1).describe('Histories of one platform') });
