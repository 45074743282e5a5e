import { z } from 'astro/zod';
import { id, toolPlatform } from './common.ts';

/** A part of the letter: heading and questions. The seller's answer is the text; nothing is written for them. */
export const letterSection = z.strictObject({
  id: id,
  heading: z.string().min(2).describe('Heading printed above the answer'),
  prompts: z.array(z.string().min(4)).min(1).describe('Questions whose answers make the section'),
  hint: z.string().optional().describe('How to write it well, one or two sentences'),
  required: z.boolean().describe('false = left out of the letter when empty, and not asked for'),
  lines: z.number().int().min(2).max(20).describe('Height of the field in lines'),
});
export type LetterSection = z.infer<typeof letterSection>;

/** More questions for one section when a finding is chosen. */
export const findingPrompts = z.strictObject({
  finding: id.describe('Finding of src/content/evidence/findings.yaml'),
  section: id.describe('Section the questions belong to'),
  prompts: z.array(z.string().min(4)).min(1).describe('Questions'),
});
export type FindingPrompts = z.infer<typeof findingPrompts>;

/** What is particular to one platform. */
export const platformOutline = z.strictObject({
  platform: toolPlatform,
  where: z.string().min(4).describe('Where the appeal is handed in, as far as known'),
  deadline: z.string().min(4).describe('How to read the deadline, without figures; the facts carry them'),
  limit: z
    .strictObject({
      characters: z.number().int().positive().describe('Longest text the form takes'),
      fact: id.describe('Fact that states it'),
    })
    .nullable()
    .describe('Length limit; null = no source states one'),
  extraPrompts: z
    .array(z.strictObject({ section: id, prompts: z.array(z.string().min(4)).min(1) }))
    .default([])
    .describe('Questions only here'),
  facts: z.array(id).min(1).describe('Facts shown beside the letter'),
});
export type PlatformOutline = z.infer<typeof platformOutline>;

/** A sentence with a clause that the seller may add; the record fills the braces. */
export const letterInsert = z.strictObject({
  id: id,
  fact: id.describe('Fact or law the sentence rests on'),
  cite: z
    .strictObject({
      title: z.string().min(2).describe('Part of the title'),
      clause: z.string().nullable().describe('One of the clauses; null = not known'),
    })
    .describe('Part of the record that is cited; a test checks that the record holds it'),
  platforms: z.array(toolPlatform).optional().describe('Only there; absent = anywhere'),
  when: z.string().min(6).describe('When it helps, so that nobody adds it blindly'),
  text: z.string().min(10).describe('Sentence; {title} {clause} {from} come from the record'),
  caution: z.string().optional().describe('What to check before sending'),
});
export type LetterInsert = z.infer<typeof letterInsert>;

export const outlineFile = z.strictObject({
  title: z.string().describe('Title of the letter'),
  before: z.array(z.string()).min(1).describe('What to read before writing'),
  whenTrue: z.string().describe('What to do instead when the finding is true'),
  sections: z.array(letterSection).min(3).describe('Sections in the order of the letter'),
  findings: z.array(findingPrompts).describe('Questions by finding'),
  platforms: z.array(platformOutline).min(1).describe('Platforms'),
  inserts: z.array(letterInsert).describe('Sentences with a clause'),
});
export type Outline = z.infer<typeof outlineFile>;

/** A regular expression (flags g, i, u) kept as text. */
const pattern = z
  .string()
  .min(1)
  .refine((source) => {
    try {
      return new RegExp(source, 'giu').test('\u0000') || true;
    } catch {
      return false;
    }
  }, 'not a regular expression')
  .describe('Regular expression, flags g i u');

/** One question a complete letter answers. */
export const completenessCheck = z.strictObject({
  id: id,
  label: z.string().min(2).describe('Short name in the checklist'),
  sections: z.array(id).min(1).describe('Sections in which the answer may stand'),
  patterns: z.array(pattern).default([]).describe('At least one must be found; empty = any words do'),
  missing: z.string().min(6).describe('Said while the sections are empty'),
  partial: z.string().min(6).describe('Said while there are words but not the answer'),
});
export type CompletenessCheck = z.infer<typeof completenessCheck>;
export const completenessFile = z.strictObject({
  checks: z.array(completenessCheck).min(1).describe('Checks in the order shown'),
});

export const DETECTORS = ['cn-id', 'cn-mobile', 'bank-card', 'email', 'placeholder'] as const;

/** Words that hurt an appeal, or personal data that need not be in it. */
export const letterWarning = z.strictObject({
  id: id,
  category: z
    .enum(['accusation', 'threat', 'admission', 'promise', 'template', 'personal-data', 'bribe', 'certainty'])
    .describe('Why it hurts'),
  patterns: z.array(pattern).default([]).describe('What is looked for'),
  detector: z.enum(DETECTORS).optional().describe('Built-in search where a pattern cannot decide'),
  message: z.string().min(6).describe('Why it hurts'),
  instead: z.string().min(4).describe('What to write instead'),
  facts: z.array(id).default([]).describe('Facts or laws behind it; none = craft'),
  examples: z
    .strictObject({
      hit: z.array(z.string()).min(1).describe('Invented sentences it must find'),
      pass: z.array(z.string()).min(1).describe('Invented sentences it must leave alone'),
    })
    .describe('Run as tests'),
});
export type LetterWarning = z.infer<typeof letterWarning>;
export const warningFile = z.strictObject({ warnings: z.array(letterWarning).min(1).describe('Warnings, gravest first') });
