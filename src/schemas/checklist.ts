import { z } from 'astro/zod';
import { id } from './common.ts';

/** Areas of the prevention checklist, in the order of the page. */
export const RISK_AREAS = ['customers', 'orders', 'logistics', 'service', 'promotions', 'staff-agency', 'records'] as const;
export const riskArea = z.enum(RISK_AREAS).describe('Area of the shop');
export type RiskArea = z.infer<typeof riskArea>;

/** An order of work, never a measure of danger. */
export const URGENCIES = ['today', 'week', 'month'] as const;
export const urgency = z.enum(URGENCIES).describe('today = before anything else; week, month = after that');
export type Urgency = z.infer<typeof urgency>;

export const checklistItem = z.strictObject({
  id: id,
  area: riskArea,
  task: z.string().min(4).max(20).describe('The work in a few words, a verb first'),
  question: z.string().min(6).describe('Question; "done" is always the answer that needs no work'),
  reason: z.string().min(8).describe('Why it matters'),
  how: z.array(z.string().min(4)).min(1).describe('Steps that put it right'),
  ifNo: z.string().min(6).describe('What may follow when it is left undone, in words, without figures'),
  urgency: urgency,
  facts: z.array(id).min(1).describe('Rules and laws behind it'),
  cases: z.array(id).optional().describe('Cases that show it'),
});
export type ChecklistItem = z.infer<typeof checklistItem>;

export const checklistFile = z.strictObject({
  title: z.string().describe('Title'),
  intro: z.string().describe('What the list is and is not'),
  areas: z
    .array(z.strictObject({ id: riskArea, label: z.string(), intro: z.string() }))
    .min(1)
    .describe('Areas'),
  urgencies: z
    .array(
      z.strictObject({
        id: urgency,
        label: z.string().describe('Label'),
        days: z
          .number()
          .int()
          .min(0)
          .describe('Natural days after the day of the check; our own order of work, no rule of a platform'),
      }),
    )
    .length(URGENCIES.length)
    .describe('Order of work'),
  nothingFound: z.string().describe('Said when no item is left to do'),
  items: z.array(checklistItem).min(40).describe('Items'),
});
export type ChecklistFile = z.infer<typeof checklistFile>;
