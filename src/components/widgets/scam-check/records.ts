import type { CitedFact, SourceCard } from '../../../facts/slices.ts';
import type { ScamFile, ScamGuards } from '../../../schemas/scam.ts';

/** The records the Astro parent writes into the page for this widget. */
export interface ScamRecords {
  files: ScamFile[];
  guards: ScamGuards;
  /** Reports by id: sources and cases. */
  reports: Record<string, SourceCard>;
  facts: Record<string, CitedFact>;
  /** The card as plain text, for copying. */
  cardText: string;
}

export const VERSION = '1.0';

/** What no match means; said on the page and in every copy of a result. */
export const NO_MATCH = [
  '没有对上已知的话术。',
  '这不等于对方可信。表里只有公开报道过的说法，换一种说法就对不上。',
  '只要对方要钱、要账号、要验证码，或者要你离开平台谈，就先停下，自己到后台核实。',
] as const;

/** Where the wording of an example comes from. */
export const WORDING_WORDS = { quoted: '报道引的话', paraphrased: '按报道转述', rule: '按规则列举的行为写成' } as const;
