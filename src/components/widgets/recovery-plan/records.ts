import type { CitedFact } from '../../../facts/slices.ts';
import type { ClearingData } from '../../../models/clearing/types.ts';
import type { RecoveryFile } from '../../../schemas/recovery.ts';

/** The records the Astro parent writes into the page for this widget. */
export interface RecoveryRecords {
  file: RecoveryFile;
  clearing: ClearingData;
  facts: Record<string, CitedFact>;
}

export const VERSION = '1.0';
/** Key and version of what is saved on the device, on request only. */
export const SAVE_KEY = 'recovery-plan';
export const SAVE_VERSION = 1;
