import { z } from 'astro/zod';
import { confidence, id, isoDate, partialDate } from './common.ts';
import { topic } from './page.ts';
import {
  CASE_KINDS,
  CASE_METHODS,
  CASE_OUTCOMES,
  CASE_PARTIES,
  CASE_PLATFORMS,
  CASE_ROUTES,
  CASE_SOURCE_KINDS,
  CASE_TRADES,
} from './case-words.ts';

const keysOf = <T extends Record<string, string>>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const sentence = z.string().min(4);

/**
 * Where a case was read. There is no title on purpose: titles name shops and people. There is an
 * address only where a reader may be sent to it; elsewhere publisher and date must do.
 */
export const caseSource = z
  .strictObject({
    publisher: z.string().min(2).describe('Who published it first, as far as known'),
    date: partialDate.nullable().describe('Day, month or year of publication; null = not read'),
    kind: keysOf(CASE_SOURCE_KINDS).describe('Kind of publisher'),
    copy: z.boolean().describe('true = read on a page that repeats the original'),
    linkable: z.boolean().describe('Whether readers may be sent there'),
    url: z.url().optional().describe('Address; only, and always, where linkable'),
    note: z.string().optional().describe('What is special about this source'),
  })
  .refine((s) => s.linkable === (s.url !== undefined), 'a source has an address exactly when it is linkable');
export type CaseSource = z.infer<typeof caseSource>;

/** A number the report gives beyond the common ones, with its name. */
export const caseFigure = z.strictObject({
  label: z.string().min(2).describe('What was counted, as the reader sees it'),
  value: z
    .union([z.number(), z.string().min(1)])
    .describe('The number as reported; a string where the report gives a range or words'),
  unit: z.string().optional().describe('Unit as the reader sees it'),
});
export type CaseFigure = z.infer<typeof caseFigure>;

/** One real case, made anonymous. */
export const caseRecord = z
  .strictObject({
    id: id.describe('Stable id, also the address of its page'),
    title: sentence.max(40).describe('Our own headline; names nobody'),
    kind: keysOf(CASE_KINDS).describe('Kind of case'),
    year: z
      .number()
      .int()
      .min(2003)
      .max(2100)
      .nullable()
      .describe('Year of the conduct or report as the dossier counts it; null = not read'),
    region: z.string().nullable().describe('Place, no finer than a county; null = not read'),
    platforms: z.array(keysOf(CASE_PLATFORMS)).min(1).describe('Marketplaces named'),
    methods: z.array(keysOf(CASE_METHODS)).min(1).describe('What was done'),
    trade: keysOf(CASE_TRADES).describe('Trade, for the filter'),
    goods: z.string().min(2).describe('Trade or goods in the words of the report'),
    party: keysOf(CASE_PARTIES).describe('Who bore the outcome'),
    happened: z.array(sentence).min(2).max(6).describe('What happened, two to five sentences, one per entry'),
    scale: z
      .strictObject({
        orders: z.number().int().positive().nullable().describe('Fake orders; null = not read'),
        ordersNote: z.string().optional().describe('What exactly was counted'),
        amountCny: z.number().positive().nullable().describe('Value of the fake orders or money involved, yuan; null = not read'),
        amountNote: z.string().optional().describe('What exactly the amount is'),
        commissionCny: z.number().positive().nullable().describe('Commission or reward paid, yuan; null = not read'),
        period: z.string().nullable().describe('Period as reported; null = not read'),
        more: z.array(caseFigure).describe('Further numbers of the report'),
      })
      .describe('How large it was'),
    foundBy: z.string().nullable().describe('How it came to light; null = not read'),
    foundVia: keysOf(CASE_ROUTES)
      .nullable()
      .describe('Main route by which it came to light; null = cannot be told, or does not apply'),
    outcome: z
      .strictObject({
        kinds: z.array(keysOf(CASE_OUTCOMES)).min(1).describe('Kinds of outcome'),
        authority: z.string().nullable().describe('Who decided; null = not read'),
        fineCny: z.number().positive().nullable().describe('Administrative fine in yuan; null = not read or none, see kinds'),
        fineNote: z.string().optional().describe('What the fine covers'),
        text: sentence.describe('The outcome in one or two sentences'),
        mitigation: z.string().optional().describe('Why it was milder, where the report says so'),
      })
      .describe('How it came out'),
    lawThen: z.array(z.string()).describe('Provisions as the report names them, in the numbering of that day; empty = not read'),
    lawNow: z.array(id).describe('Law records that govern such conduct today; empty = none on file'),
    lesson: z.array(sentence).min(1).describe('What a seller can learn, one sentence per entry'),
    warningSigns: z.array(z.string().min(2)).min(1).describe('What one could have noticed'),
    prevention: z.array(z.string().min(2)).min(1).describe('What would have prevented it'),
    notProven: z.array(sentence).min(1).describe('What must not be concluded from this case'),
    gaps: z.array(z.string()).describe('What was not read'),
    confidence: confidence,
    sources: z.array(caseSource).min(1).describe('Where it was read'),
    related: z.array(id).describe('Ids of cases that belong together'),
    topics: z.array(topic).min(1).describe('Topics of the handbook it illustrates, most important first'),
    published: z.boolean().describe('Whether it has a page'),
    unpublishedReason: z.string().optional().describe('Why it has no page'),
    checkedOn: isoDate.describe('Day last checked'),
  })
  .refine(
    (c) => c.published === (c.unpublishedReason === undefined),
    'an unpublished case gives its reason, a published one has none',
  )
  .refine(
    (c) => (c.outcome.fineCny !== null) === c.outcome.kinds.includes('fine'),
    'a fine has an amount; without one the kind is fine-unread',
  );
export type CaseRecord = z.infer<typeof caseRecord>;

/** What `/data/cases.json` carries. */
export const casesDataset = z.strictObject({
  about: z.string().describe('What the data is, for a reader who has only this file'),
  caution: z.string().describe('What must not be concluded from it'),
  checkedOn: isoDate.describe('Latest day on which a case was checked'),
  words: z.record(z.string(), z.record(z.string(), z.string())).describe('Words for the codes, by field'),
  cases: z.array(caseRecord).describe('Published cases, newest first'),
});
export type CasesDataset = z.infer<typeof casesDataset>;
