import { z } from 'astro/zod';

import { PLATFORMS, TOOL_PLATFORMS } from './names.ts';

export * from './names.ts';

export const platform = z.enum(PLATFORMS).describe('Marketplace a record applies to');

export const toolPlatform = z.enum(TOOL_PLATFORMS).describe('Marketplace the tools compute for');

/**
 * How sure we are: `official` read on an official page or statute, `corroborated` two independent
 * sources, `single` one unofficial source.
 */
export const confidence = z
  .enum(['official', 'corroborated', 'single'])
  .describe('official = read on an official page; corroborated = two independent sources; single = one unofficial source');
export type Confidence = z.infer<typeof confidence>;

/** A full calendar date, read in Asia/Shanghai. */
export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((s) => !Number.isNaN(Date.parse(s)) && new Date(s).toISOString().startsWith(s), 'no such calendar date')
  .describe('Calendar date YYYY-MM-DD, Asia/Shanghai');

/** A date known to the year, month or day. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  .describe('Date known to the year, month or day');

export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/)
  .describe('Stable id, never reused');

/** One number, list of numbers or short word a rule gives, with its unit. */
export const figure = z
  .strictObject({
    value: z
      .union([z.number(), z.string(), z.array(z.number()).min(1), z.array(z.string()).min(1)])
      .describe('The figure itself'),
    unit: z.string().optional().describe('Unit as the reader sees it, e.g. 天, 分, 元'),
  })
  .describe('A figure of a record, with its unit');
export type Figure = z.infer<typeof figure>;

export const figures = z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), figure).describe('Figures by key');

/** A span for which we know that we do not know. */
export const gap = z.strictObject({
  from: partialDate.nullable().describe('First day of the unknown span, null = from the beginning'),
  until: partialDate.nullable().describe('Last day of the unknown span, null = open'),
  reason: z.string().min(4).describe('Why the version is not known, in words for the reader'),
});
export type Gap = z.infer<typeof gap>;
