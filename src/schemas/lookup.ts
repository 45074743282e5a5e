import { z } from 'astro/zod';
import { history } from './record.ts';

const subject = history.shape.subject;
export type Subject = z.infer<typeof subject>;

/** What was found, as the reader of rule-lookup chooses it; also the values of the `finding` parameter. */
export const FINDINGS = ['fake-transaction', 'demotion', 'node', 'marketing-ban', 'false-evidence'] as const;
export const finding = z.enum(FINDINGS).describe('What was found');
export type Finding = z.infer<typeof finding>;

export const lookupTexts = z.strictObject({
  version: z.string().describe('Version of these texts'),
  findings: z
    .array(
      z.strictObject({
        finding: finding,
        label: z.string().describe('Name shown'),
        subjects: z.array(subject).min(1).describe('Parts of the rule that matter for it, in the order shown'),
      }),
    )
    .length(FINDINGS.length),
  subjects: z
    .array(z.strictObject({ subject: subject, label: z.string().describe('Name shown') }))
    .describe('Names of the parts'),
  noTransition: z.string().describe('Said where no source tells how a change treats older acts'),
  undated: z.string().describe('Said where the source of a version gives no date'),
  actRule: z.string().describe('Which version counts, in words'),
});
export type LookupTexts = z.infer<typeof lookupTexts>;
