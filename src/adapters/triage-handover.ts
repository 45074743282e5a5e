/**
 * Carries what the triage found to the evidence binder and the letter in this tab, when the reader asks.
 * Only ids, a count and a day go along: no notice text, no order number. Key and shape are those of the
 * tools' common hand-over (`src/adapters/handover.ts`, written with the evidence binder).
 */
export interface TriageOutcome {
  platform?: string;
  orders: number;
  goods?: ('physical' | 'virtual')[];
  /** Day or moment by which to answer, ISO 8601. */
  deadline?: string;
}

/** False when the browser refuses storage; the tools then work one by one. */
export function keepTriageOutcome(outcome: TriageOutcome): boolean {
  try {
    sessionStorage.setItem('zhendan:handover:notice-triage', JSON.stringify({ v: 1, tool: 'notice-triage', ...outcome }));
    return true;
  } catch {
    return false;
  }
}
