import { z } from 'astro/zod';
import { confidence, figures, id, isoDate, partialDate } from './common.ts';

export const LAW_STATUSES = [
  'in_force',
  'in_force_needs_check',
  'partly_superseded',
  'superseded',
  'guidance',
  'local_guidance',
  'policy',
  'case',
  'analysis',
] as const;

/** One article or instrument of law. */
export const law = z.strictObject({
  id: id,
  group: z.string().describe('Area of law'),
  title: z.string().describe('Title of the instrument'),
  article: z.string().describe('Article numbers covered'),
  version: z.string().describe('Version read'),
  from: partialDate.nullable().describe('In force from'),
  until: partialDate.nullable().describe('In force until (inclusive); null = still'),
  effective: z.string().describe('Period in force as recorded'),
  status: z.enum(LAW_STATUSES).describe('Whether it is current law'),
  textType: z.enum(['verbatim', 'summary']).describe('verbatim = quoted from a statute copy; summary = our words'),
  text: z.record(z.string(), z.string()).optional().describe('Article text by article, quoted'),
  summary: z.string().optional().describe('Our summary where the text was not available'),
  meaning: z.string().describe('What it means for a seller'),
  penalties: z.string().describe('Penalties it sets, in words'),
  figures: figures.optional(),
  sources: z.array(id).describe('Source ids'),
  checkedOn: isoDate.describe('Day last checked'),
  confidence: confidence,
  note: z.string().optional().describe('Caveat shown to the reader'),
  verifyAt: z.url().describe('Official page where a reader checks'),
});
export type Law = z.infer<typeof law>;

export const penaltyRow = z.strictObject({
  conduct: z.string().describe('What was done'),
  authority: z.string().describe('Who decides'),
  amount: z.string().describe('What may follow'),
  basis: z.string().describe('Legal basis'),
  laws: z.array(id).min(1).describe('Law ids'),
});
export const penaltyTable = z.strictObject({ rows: z.array(penaltyRow).min(1).describe('Rows') });

export const creditRow = z.strictObject({
  system: z.string().describe('Public register'),
  tier: z.string().describe('Severity tier'),
  minimum: z.string().describe('Earliest removal'),
  maximum: z.string().describe('Automatic end'),
  application: z.string().describe('Where to apply'),
  laws: z.array(id).min(1).describe('Law ids'),
  confidence: confidence,
});
export const creditTable = z.strictObject({ rows: z.array(creditRow).min(1).describe('Rows') });
export type PenaltyRow = z.infer<typeof penaltyRow>;
export type CreditRow = z.infer<typeof creditRow>;
