import type { LookupData } from '../../../models/lookup/lookup.ts';
import type { Change } from '../../../schemas/record.ts';

/** A dated change as shown beside the result. */
export type ChangeLine = Pick<Change, 'id' | 'date' | 'platform' | 'title' | 'effect' | 'status'> & { dateNote: string | null };

/** The records the Astro parent writes into the page for this widget. */
export interface LookupRecords {
  data: LookupData;
  changes: ChangeLine[];
}
