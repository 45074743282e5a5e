import { z } from 'astro/zod';

import { CLOCKS, KINDS } from './names.ts';

export { CLOCKS, KINDS, type ClockName, type Kind } from './names.ts';
import { confidence, id, partialDate, toolPlatform } from './common.ts';

export const clockName = z.enum(CLOCKS).describe('Which consequence this clock measures');

export const kind = z.enum(KINDS).describe('What happened, as the reader chooses it');

/** A length that lives in a fact: `fact` id and `figure` key. */
export const figureRef = z.strictObject({
  fact: id.describe('Fact or law id'),
  figure: z.string().describe('Key of the figure'),
});
export type FigureRef = z.infer<typeof figureRef>;

/** How the end of a clock follows from its start. */
export const method = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('calendar-year-end').describe('Holds until 31 December 24:00 of the year of the deduction') }),
  z.strictObject({
    type: z.literal('rolling-per-deduction').describe('Each deduction has its own clock of N days'),
    days: figureRef.describe('Length in days'),
    toTheMoment: z.boolean().describe('true = ends at the same time of day; false = whole days, first day counts'),
    alsoMonths: z
      .number()
      .int()
      .optional()
      .describe('The rule calls the same length N months; where the two differ both are shown'),
  }),
  z.strictObject({
    type: z.literal('rolling-from-last').describe('N days from the last detection, the day itself counting'),
    days: figureRef.describe('Length in days'),
  }),
  z.strictObject({
    type: z.literal('fixed-by-points').describe('Length depends on the points; the day itself counts'),
    days: z.record(z.string().regex(/^\d+$/), figureRef).describe('Length by points'),
    merge: z.boolean().describe('true = later nodes inside a running one merge into the heavier, from the first start'),
  }),
  z.strictObject({
    type: z.literal('eligible-after').describe('Free on day of deduction + N days'),
    days: z.record(z.string().regex(/^\d+$/), figureRef).describe('Length by points; "*" is not allowed, list each'),
  }),
  z.strictObject({ type: z.literal('none').describe('No length is given by any source') }),
]);
export type Method = z.infer<typeof method>;

/** A version of a clock rule. */
export const clockVersion = z.strictObject({
  from: partialDate.nullable().describe('First day of act for which this version is used; null = from the beginning'),
  until: partialDate.nullable().describe('Last day; null = open'),
  settled: z.boolean().describe('false = start, length or an exception is unsettled: status is unknown, the result an estimate'),
  method: method,
  assumption: z.string().optional().describe('What the estimate assumes; required when not settled and a method is given'),
  reason: z.string().describe('Why it ends then, or why it is not known, in words for the reader, without figures'),
  facts: z.array(id).min(1).describe('Facts this rests on'),
});
export type ClockVersion = z.infer<typeof clockVersion>;

/** When a consequence ends, for one platform and clock. */
export const clockRule = z.strictObject({
  id: id,
  platform: toolPlatform,
  clock: clockName,
  kinds: z.array(kind).min(1).describe('Situations in which this clock runs'),
  when: z
    .strictObject({
      minPoints: z.number().int().optional().describe('Runs only from this many points'),
      maxPoints: z.number().int().optional().describe('Runs only up to this many points'),
    })
    .optional()
    .describe('Condition on the points of one deduction (or the accumulated node for kind node)'),
  label: z.string().describe('Name shown to the reader'),
  startsAt: z
    .enum(['deduction', 'detection', 'execution', 'publication', 'not-stated'])
    .describe('Which day the reader must enter'),
  versions: z.array(clockVersion).min(1).describe('Dated versions, oldest first, no overlap, no gap'),
  never: z
    .array(
      z.strictObject({
        minPoints: z.number().int().describe('From this many points (single or accumulated) it never ends'),
        kinds: z.array(kind).min(1).describe('Situations'),
        reason: z.string().describe('Why it never ends'),
        facts: z.array(id).min(1).describe('Facts this rests on'),
      }),
    )
    .optional()
    .describe('Cases in which it never ends'),
  caveats: z
    .array(z.strictObject({ text: z.string().describe('Caveat'), facts: z.array(id).describe('Facts') }))
    .optional()
    .describe('Shown beside the result'),
  unknowns: z.array(id).optional().describe('Ids on the list of unknowns'),
  confidence: confidence,
});
export type ClockRule = z.infer<typeof clockRule>;

/** Which points a platform gives for a fake-transaction finding. */
export const pointsTable = z.strictObject({
  platform: toolPlatform,
  general: z
    .array(z.number().int())
    .min(1)
    .nullable()
    .describe('Points of one general deduction; null = any whole number up to the limit'),
  serious: z
    .array(z.number().int())
    .min(1)
    .nullable()
    .describe('Points of one serious deduction; null = the platform does not split'),
  node: z.array(z.number().int()).min(1).describe('Accumulated points at which a node starts'),
  limit: z.number().int().describe('Points at which the account closes'),
  facts: z.array(id).min(1).describe('Facts this rests on'),
});
export type PointsTable = z.infer<typeof pointsTable>;

export const clockFile = z.strictObject({
  points: pointsTable,
  clocks: z.array(clockRule).min(1).describe('Clock rules of one platform'),
});

const span = z.strictObject({ length: figureRef, unit: z.enum(['months', 'years']).describe('Unit of the length') });

/** One tier of a public register of administrative penalties. */
export const adminTier = z.strictObject({
  id: id,
  system: z.string().describe('Register'),
  tier: z.string().describe('Severity tier as the rule names it'),
  from: partialDate.describe('Rule used for penalties published from this day'),
  until: partialDate.nullable().describe('Last day; null = open'),
  apply: span.optional().describe('Earliest day one may apply for early removal'),
  ends: span.describe('Automatic end of publication'),
  facts: z.array(id).min(1).describe('Law ids'),
});
export type AdminTier = z.infer<typeof adminTier>;
export const adminClockFile = z.strictObject({
  tiers: z.array(adminTier).min(1).describe('Tiers'),
  unknowns: z.array(id).describe('Ids on the list of unknowns'),
  reason: z.string().describe('Why the end is not known'),
});
