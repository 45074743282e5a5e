import { z } from 'astro/zod';
import { id, isoDate, toolPlatform } from './common.ts';
import { clockName, kind } from './clock.ts';

/** A worked situation: shown on the pages and run as a test, with the citations it must give. */
export const example = z.strictObject({
  id: id,
  platform: toolPlatform,
  title: z.string().describe("The situation in the seller's words; figures allowed, this is data"),
  origin: z
    .enum(['official', 'reported', 'derived'])
    .describe('official = example in the official text; reported = official example as reprinted; derived = computed by us'),
  kind: kind,
  events: z
    .array(z.strictObject({ date: isoDate, points: z.number().int().nullable(), time: z.string().nullable() }))
    .min(1)
    .describe('What the reader would enter'),
  expect: z
    .array(
      z.strictObject({
        clock: clockName,
        status: z.enum(['ends', 'never', 'unknown']).describe('Expected status'),
        start: isoDate.optional().describe('Expected start'),
        lastDay: isoDate.optional().describe('Last day it holds'),
        freeFrom: isoDate.optional().describe('First free day'),
        endsAt: z.string().optional().describe('Moment it ends'),
        estimates: z.array(isoDate).optional().describe('freeFrom of each estimate'),
        facts: z.array(id).min(1).describe('Facts that must be cited'),
      }),
    )
    .min(1)
    .describe('Clocks that must come out'),
  explain: z.string().describe('Why, in one or two sentences for the reader'),
});
export type Example = z.infer<typeof example>;
export const exampleFile = z.strictObject({ examples: z.array(example).min(1).describe('Examples of one tool') });
