import type { CitedFact } from '../../../facts/slices.ts';
import type { ChecklistFile } from '../../../schemas/checklist.ts';

/** The records the Astro parent writes into the page for this widget. */
export interface RiskRecords {
  list: ChecklistFile;
  facts: Record<string, CitedFact>;
}

export const VERSION = '1.0';
/** Key and version of what is saved on the device, on request only. */
export const SAVE_KEY = 'risk-check';
export const SAVE_VERSION = 1;

export const ANSWER_WORDS = { done: '做到了', 'not-yet': '还没有', unknown: '不清楚', 'not-applicable': '与我无关' } as const;
