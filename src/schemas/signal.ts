import { z } from 'astro/zod';
import { id } from './common.ts';
import { fieldId } from './export-format.ts';

/** The fixed ids of the checks (design §6), in the order of order-signals.md: A1–A8, then B1–B6. */
export const SIGNAL_IDS = [
  'no-waybill',
  'shared-waybill',
  'impossible-times',
  'unrelated-waybill',
  'weight-mismatch',
  'money-back',
  'own-list',
  'telltale-note',
  'burst',
  'buyer-concentration',
  'fast-confirm',
  'price-cluster',
  'split-orders',
  'refund-loop',
] as const;
export const signalId = z.enum(SIGNAL_IDS).describe('Fixed id of a check');
export type SignalId = z.infer<typeof signalId>;

/** Where a result leads: three exits, none of them a verdict. */
export const EXITS = ['explained', 'not-mine', 'it-is-true'] as const;
export const exitId = z
  .enum(EXITS)
  .describe('explained = fetch proof; not-mine = somebody else did it; it-is-true = stop and deal with it');
export type ExitId = z.infer<typeof exitId>;

/** 官 official, 判 court or prosecutor, 研 peer reviewed, 媒 press, 转 repost of a rule. */
export const GRADES = ['official', 'court', 'academic', 'press', 'repost'] as const;
export const grade = z.enum(GRADES).describe('官 / 判 / 研 / 媒 / 转');
export type Grade = z.infer<typeof grade>;

/** Where a check comes from, in words; only a linkable source carries an address. */
export const signalSource = z
  .strictObject({
    words: z.string().min(4).describe('Publisher, document and what it says, in words'),
    grade: grade,
    linkable: z.boolean().describe('false = named without a link'),
    url: z.url().optional().describe('Address, only when linkable'),
    source: id.optional().describe('Record in src/content/sources, when there is one'),
  })
  .refine((s) => s.linkable || s.url === undefined, 'a source that may not be linked carries no address');

/** A harmless situation that looks the same. */
export const innocent = z.strictObject({
  id: id.describe('Stable id, unique within the check'),
  text: z.string().min(2).describe('The situation, as the seller would say it'),
  toldApart: z.boolean().default(false).describe('true = the tool sets it apart by itself where the file shows it'),
});

export const proof = z.strictObject({
  id: id.describe('Stable id, unique within the check'),
  text: z.string().min(2).describe('What to fetch'),
});

/** One check of the order self-audit. It carries no limit value and no weight: there is nothing to stay under. */
export const signal = z.strictObject({
  id: signalId,
  code: z
    .string()
    .regex(/^[AB][1-8]$/)
    .describe('Number in order-signals.md'),
  group: z
    .enum(['contradiction', 'distribution'])
    .describe('contradiction = does not fit logically; distribution = compared with the own shop only'),
  title: z.string().min(2).describe('Name shown'),
  measures: z.string().min(8).describe('What is looked at, in words'),
  required: z.array(z.array(fieldId).min(1)).describe('Columns that must be there; inner lists are alternatives'),
  helps: z.array(fieldId).default([]).describe('Columns that tell harmless orders apart'),
  typed: z.enum(['own-list', 'words']).optional().describe('Something the seller types in; kept in memory only'),
  history: z.boolean().default(false).describe('true = needs weeks of own history'),
  innocent: z.array(innocent).min(1).describe('Harmless situations that look the same'),
  evidence: z.array(proof).min(1).describe('What settles it'),
  advice: z.string().optional().describe('What to do, only: stop, keep proof, explain'),
  exits: z.array(exitId).min(1).describe('Exits offered, most fitting first'),
  sources: z.array(signalSource).min(1).describe('Where the check comes from'),
});
export type Signal = z.infer<typeof signal>;

export const signalFile = z.strictObject({ signals: z.array(signal).min(1).describe('Checks of one group') });
