import { z } from 'astro/zod';
import { confidence, figures, gap, id, isoDate, partialDate, platform } from './common.ts';

export const RULE_TOPICS = [
  'definition',
  'criterion',
  'penalty',
  'clearing',
  'appeal',
  'prevention',
  'scam',
  'timeline',
] as const;
export const ruleTopic = z.enum(RULE_TOPICS).describe('What the fact is about');

/** A version of a fact: what a source says the rule was during one period. */
export const ruleValue = z.strictObject({
  from: partialDate.nullable().describe('First day this version is known to hold; null = not dated'),
  until: partialDate.nullable().describe('Last day it holds; null = no end known'),
  period: z.string().min(1).describe('The version as the source words it'),
  statement: z.string().min(4).describe('What the rule says, in our words'),
  rule: z.string().min(1).describe('Title of the rule document'),
  clause: z.string().nullable().describe('Clause or section, where known'),
  sources: z.array(id).describe('Source ids, strongest first; empty only where nothing was found'),
  seenOn: partialDate.nullable().describe('Date of the latest copy seen'),
  checkedOn: isoDate.describe('Day a person last checked this against the sources'),
  confidence: confidence,
  figures: figures.optional(),
});
export type RuleValue = z.infer<typeof ruleValue>;

export const conflict = z.strictObject({
  value: z.string().min(2).describe('What the other source says'),
  source: id.describe('Source that says so'),
});

export const DATE_BASES = ['act', 'deduction', 'detection', 'notice', 'decision', 'execution', 'not-stated', 'none'] as const;
export const COUNTINGS = [
  'natural-days',
  'working-days',
  'hours',
  'to-the-moment',
  'calendar-year-end',
  'rolling',
  'none',
] as const;

/** One fact about a platform rule, with every dated version we could source. */
export const ruleFact = z.strictObject({
  id: id,
  dateBasis: z.enum(DATE_BASES).describe('Which day a length is counted from'),
  counting: z.enum(COUNTINGS).describe('How days are counted'),
  values: z.array(ruleValue).min(1).describe('Dated versions, oldest first, never overlapping'),
  gaps: z.array(gap).optional().describe('Declared spans for which the version is not known'),
  conflicts: z.array(conflict).optional().describe('Sources that say otherwise'),
  note: z.string().optional().describe('Caveat shown to the reader'),
  verifyAt: z.url().nullable().describe('Official page where a reader checks the current text'),
  verifyNote: z.string().optional().describe('Where to check when there is no address'),
});
export type RuleFact = z.infer<typeof ruleFact>;

export const ruleFile = z.strictObject({
  platform: platform,
  topic: ruleTopic,
  facts: z.array(ruleFact).min(1).describe('Facts of this topic'),
});

export const ruleDocument = z.strictObject({
  platform: platform,
  name: z.string().describe('Title of the rule document'),
  covers: z.string().describe('What it regulates'),
  officialUrl: z.url().describe('Official entrance where the current text is found'),
  latestSeen: z.string().describe('Latest version we have read'),
  sources: z.array(id).min(1).describe('Source ids'),
});
export const ruleDocumentFile = z.strictObject({ documents: z.array(ruleDocument).describe('Rule documents by platform') });
export type RuleDocument = z.infer<typeof ruleDocument>;
