import type { CompletenessCheck, LetterInsert, LetterWarning, Outline } from '../../../schemas/letter.ts';
import type { Citable } from '../shared/receipt.ts';

/** What the page hands to the element. */
export interface LetterData {
  readonly outline: Outline;
  readonly checks: readonly CompletenessCheck[];
  readonly warnings: readonly LetterWarning[];
  /** Inserts with their sentence already filled from the record. */
  readonly inserts: readonly (Pick<LetterInsert, 'id' | 'fact' | 'platforms'> & { readonly sentence: string })[];
  /** order-audit check id → finding ids. */
  readonly findingsOfCheck: Readonly<Record<string, readonly string[]>>;
  /** Names of evidence kinds, for the list of proofs. */
  readonly kindNames: Readonly<Record<string, string>>;
  readonly cards: Record<string, Citable>;
}
