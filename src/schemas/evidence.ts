import { z } from 'astro/zod';
import { id, platform } from './common.ts';

/** What was sold: goods that travel by courier, or goods and services delivered on a screen. */
export const GOODS = ['physical', 'virtual'] as const;
export const goods = z.enum(GOODS).describe('physical = shipped; virtual = top-up, code, service, nothing shipped');
export type Goods = z.infer<typeof goods>;

/** Who holds a proof, in the words of the reader's day. */
export const HOLDERS = [
  'courier',
  'payment',
  'platform',
  'chat',
  'warehouse',
  'supplier',
  'buyer',
  'own',
  'third-party',
] as const;
export const holder = z.enum(HOLDERS).describe('Who holds the proof');
export type Holder = z.infer<typeof holder>;

/** A caution with the records that say so; no record = plain craft, not a rule. */
export const pitfall = z.strictObject({
  text: z.string().min(6).describe('What goes wrong, in one sentence, without figures'),
  facts: z.array(id).default([]).describe('Facts or laws that say so'),
});

/** One kind of proof a seller can lawfully get hold of. */
export const evidenceKind = z.strictObject({
  id: id,
  name: z.string().min(2).describe('Name on the index'),
  aliases: z.array(z.string()).default([]).describe('Other words sellers use; matched against file names'),
  goods: z.array(goods).min(1).describe('For which goods it exists'),
  platforms: z.array(platform).optional().describe('Only on these platforms; absent = anywhere'),
  shows: z.array(z.string().min(4)).min(1).describe('What it can show'),
  cannotShow: z.array(z.string().min(4)).min(1).describe('What it cannot show, however good the copy'),
  obtain: z
    .array(
      z.strictObject({
        from: holder,
        how: z.string().min(6).describe('Lawful way to get it, verb first'),
      }),
    )
    .min(1)
    .describe('How to get it'),
  pitfalls: z.array(pitfall).min(1).describe('What makes it worthless or harmful'),
  facts: z.array(id).default([]).describe('Facts or laws that ask for it or weigh it'),
});
export type EvidenceKind = z.infer<typeof evidenceKind>;
export const evidenceFile = z.strictObject({
  group: z.string().describe('Heading of the group'),
  order: z.number().int().describe('Position of the group'),
  kinds: z.array(evidenceKind).min(1).describe('Kinds of the group'),
});

/** One proof for one finding. */
export const proofStep = z.strictObject({
  kind: id.describe('Evidence kind'),
  need: z
    .enum(['first', 'also', 'if-any'])
    .describe('first = without it the rest says little; also = closes a question; if-any = hand in when it exists'),
  reason: z.string().min(6).describe('Which question of the reviewer it answers'),
});
export type ProofStep = z.infer<typeof proofStep>;

/** What a notice says (or what the seller cannot explain yet) and the proofs that answer it, in the order to give them. */
export const finding = z.strictObject({
  id: id,
  title: z.string().min(4).describe('The finding as a seller would say it'),
  noticeWords: z.array(z.string()).default([]).describe('Words of a notice that point to it'),
  question: z.string().min(6).describe('What the reviewer wants to know'),
  platforms: z.array(platform).optional().describe('Only on these platforms; absent = anywhere'),
  checks: z.array(id).default([]).describe('order-audit checks that lead here'),
  physical: z.array(proofStep).describe('Proofs for shipped goods, in the order to give them; empty = does not occur'),
  virtual: z.array(proofStep).describe('Proofs for virtual goods, in the order to give them; empty = does not occur'),
  caution: z.string().optional().describe('What the proofs do not settle, said before the reader collects them'),
  facts: z.array(id).min(1).describe('Facts or laws behind the finding'),
});
export type Finding = z.infer<typeof finding>;
export const findingFile = z.strictObject({
  intro: z.string().describe('How to read the table'),
  orderRule: z.array(z.string()).min(1).describe('In which order to hand proofs in, whatever the finding'),
  findings: z.array(finding).min(1).describe('Findings, most common first'),
});
export type FindingFile = z.infer<typeof findingFile>;
