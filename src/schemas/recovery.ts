import { z } from 'astro/zod';
import { clockName, kind } from './clock.ts';
import { id, toolPlatform } from './common.ts';

/** How the shop works; decides which steps make sense. */
export const SHOP_TYPES = ['own-stock', 'dropship', 'wholesale', 'virtual', 'agency-run'] as const;
export const shopType = z.enum(SHOP_TYPES).describe('How the shop works');
export type ShopType = z.infer<typeof shopType>;

/** What the seller says about the finding. */
export const FINDINGS = ['mistaken', 'not-mine', 'true', 'not-sure'] as const;
export const finding = z.enum(FINDINGS).describe('What the seller says about the finding');
export type Finding = z.infer<typeof finding>;

/** From which day a step is counted, and by how many natural days. */
export const recoveryDue = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('start').describe('The day the plan is made; our own order of work'),
    days: z.number().int().min(0).max(90),
  }),
  z.strictObject({ from: z.literal('penalty').describe('The day of the penalty'), days: z.number().int().min(0).max(90) }),
  z.strictObject({
    from: z.literal('clock').describe('The first day on which a clock no longer holds'),
    clock: clockName,
    days: z.number().int().min(-30).max(60),
  }),
]);

export const recoveryItem = z.strictObject({
  id: id,
  title: z.string().min(4).describe('The step, a verb first'),
  why: z.string().min(6).describe('Why'),
  how: z.array(z.string().min(4)).min(1).describe('How'),
  due: recoveryDue,
  when: z
    .strictObject({
      platforms: z.array(toolPlatform).min(1).optional(),
      kinds: z.array(kind).min(1).optional(),
      shopTypes: z.array(shopType).min(1).optional(),
      findings: z.array(finding).min(1).optional(),
    })
    .optional()
    .describe('Where the step applies; absent = everywhere'),
  facts: z.array(id).describe('Rules and laws behind the step'),
  noSource: z.string().optional().describe('Said when no source supports the step; required when facts is empty'),
});
export type RecoveryItem = z.infer<typeof recoveryItem>;

export const recoveryFile = z.strictObject({
  title: z.string().describe('Title'),
  intro: z.string().describe('What the plan is and is not'),
  honesty: z.array(z.string()).min(1).describe('What no source supports, said before the plan'),
  phases: z
    .array(
      z.strictObject({
        id: z.enum(['days-30', 'days-60', 'days-90', 'later', 'undated']).describe('Phase'),
        label: z.string().describe('Heading'),
        intro: z.string().describe('What this phase is for'),
      }),
    )
    .length(5)
    .describe('Phases of the plan, in order'),
  shopTypes: z
    .array(z.strictObject({ id: shopType, label: z.string().describe('Words of the choice') }))
    .length(SHOP_TYPES.length)
    .describe('Choices of shop type'),
  findings: z
    .array(z.strictObject({ id: finding, label: z.string().describe('Words of the choice') }))
    .length(FINDINGS.length)
    .describe('Choices of what the seller says about the finding'),
  items: z.array(recoveryItem).min(20).describe('Steps, in the order in which steps of one day stand'),
});
export type RecoveryFile = z.infer<typeof recoveryFile>;
