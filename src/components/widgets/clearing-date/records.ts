import type { FactCard } from '../../../facts/slices.ts';
import type { ClearingData } from '../../../models/clearing/types.ts';

/** The records the Astro parent writes into the page for this widget. */
export interface ClearingRecords {
  data: ClearingData;
  cards: Record<string, FactCard>;
  unknowns: Record<string, { question: string; verifyAt: string | null }>;
}

export const VERSION = '1.0';
