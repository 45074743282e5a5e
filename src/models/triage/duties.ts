import type { TriageFlow } from '../../schemas/flow.ts';
import type { Day } from '../calendar/day.ts';
import type { NoticeReading } from '../notice/reading.ts';
import type { TriageData } from './types.ts';

export interface Duties {
  /** `owed` = the law was in force; `earlier` = the notice is older; `no-text` = nothing to check. */
  status: 'owed' | 'earlier' | 'no-text';
  missing: TriageFlow['duties']['items'];
  law: string;
}

/** What the notice ought to say and does not. A notice from before the law is not measured by it. */
export function checkDuties(reading: Pick<NoticeReading, 'elements'> | null, noticeDay: Day | null, data: TriageData): Duties {
  const law = data.flow.duties.law;
  if (!reading) return { status: 'no-text', missing: [], law };
  if (noticeDay !== null && data.dutiesFrom !== null && noticeDay < data.dutiesFrom)
    return { status: 'earlier', missing: [], law };
  return { status: 'owed', missing: data.flow.duties.items.filter((d) => !reading.elements[d.element]), law };
}
