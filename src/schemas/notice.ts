import { z } from 'astro/zod';
import { toolPlatform } from './common.ts';
import { NOTICE_KINDS, STAGES } from './names.ts';

export const noticeKind = z.enum(NOTICE_KINDS).describe('Kind of finding');
export type NoticeKind = z.infer<typeof noticeKind>;

export const noticeStage = z.enum(STAGES).describe('How far the platform is');
export type NoticeStage = z.infer<typeof noticeStage>;

/** What a notice ought to say about itself (see the 2026 measures). */
export const ELEMENTS = ['reason', 'basis', 'appeal'] as const;
export const noticeElement = z.enum(ELEMENTS).describe('Part a notice ought to contain');
export type NoticeElement = z.infer<typeof noticeElement>;

/** What a number in a notice is. */
export const NUMBER_ROLES = ['order', 'product', 'waybill', 'case', 'payment', 'phone'] as const;
export const numberRole = z.enum(NUMBER_ROLES).describe('What a number is');
export type NumberRole = z.infer<typeof numberRole>;

/** What a date in a notice is. */
export const DATE_ROLES = ['notice', 'decision', 'header', 'deadline', 'order', 'effective'] as const;
export const dateRole = z.enum(DATE_ROLES).describe('What a date is');
export type DateRole = z.infer<typeof dateRole>;

/** Dangers in the text that the reader is told about at once. */
export const ALARMS = ['pay-to-clear', 'authority', 'damaged-number'] as const;
export const alarmId = z.enum(ALARMS).describe('Alarm');
export type AlarmId = z.infer<typeof alarmId>;

/**
 * A word as it stands after normalising (half-width, lower case, no zero-width characters). Between
 * Chinese characters a few blanks or a line break may stand; Latin words match whole words only.
 */
const words = z.array(z.string().min(1)).min(1);

export const noticeWords = z.strictObject({
  platforms: z
    .array(
      z.strictObject({
        platform: toolPlatform,
        label: z.string().describe('Name shown to the reader'),
        strong: words.describe('Words that name this marketplace'),
        weak: words.optional().describe('Words used by it and rarely by others; decide only when nothing names one'),
      }),
    )
    .min(1)
    .describe('Words by marketplace'),
  kinds: z
    .array(
      z.strictObject({
        kind: noticeKind,
        label: z.string().describe('Name shown to the reader'),
        words: words.describe('Words that say so'),
        pairs: z
          .array(
            z.strictObject({
              first: words.describe('Words that stand first'),
              then: words.describe('Words that follow'),
              within: z.number().int().min(0).max(30).describe('Characters that may stand between, inside one clause'),
            }),
          )
          .optional()
          .describe('Words that say so together, e.g. 伪造 … 底单'),
        not: z.array(z.string()).optional().describe('Longer words in which they mean something else'),
      }),
    )
    .describe('Words by kind of finding'),
  suspected: words.describe('Words of a notice that asks for proof before a decision'),
  decided: words.describe('Words of a notice that tells a decision'),
  conditional: words.describe('Words that make a clause a warning of what may follow, not a finding'),
  future: words.describe('Words that make a clause say what will follow; used where only a finding counts'),
  withdrawn: words.describe('Words of a clause whose points are given back'),
  negation: words.describe('Words that turn a deduction into none'),
  deduct: words.describe('Words before points that are taken now'),
  total: words.describe('Words before points that have added up'),
  sums: words.describe('Words at points that sum up the others of the same notice'),
  classes: z.strictObject({
    A: words.describe('Words for general violations'),
    B: words.describe('Words for serious violations'),
  }),
  numbers: z.array(z.strictObject({ role: numberRole, words: words })).describe('Labels before a number'),
  countUnits: words.describe('Units after a count of orders, e.g. 笔'),
  dates: z.array(z.strictObject({ role: dateRole, words: words })).describe('Labels before (or, for a deadline, after) a date'),
  zones: z
    .array(
      z.strictObject({
        words: words,
        minutes: z.number().int().nullable().describe('Minutes east of UTC; null = the word does not say which (summer time)'),
        months: z
          .array(z.number().int().min(1).max(12))
          .optional()
          .describe('Months in which the word may be trusted; outside them people often mean summer time, so it is unclear'),
      }),
    )
    .describe('Names of time zones'),
  speakers: words.describe('Who speaks for the platform at the head of a message; names of marketplaces count as well'),
  remaining: words.describe('Words that make a length the time still left, e.g. 剩余'),
  act: words.describe('What the seller does inside the limit: 申诉, 举证 …'),
  review: words.describe('What the platform does inside a limit: 审核 …'),
  elements: z
    .array(
      z.strictObject({
        element: noticeElement,
        words: words.describe('Words that give it'),
        not: z.array(z.string()).optional().describe('Longer words in which they mean something else, e.g. 没有申诉入口'),
      }),
    )
    .describe('Words by part a notice ought to contain'),
  alarms: z.array(z.strictObject({ alarm: alarmId, words: words })).describe('Words that raise an alarm'),
});
export type NoticeWords = z.infer<typeof noticeWords>;
