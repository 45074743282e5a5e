/**
 * Passes the outcome of an audit on to the evidence binder and the letter in this tab, when the reader asks.
 * Only ids and a count go along: no order number, no name. The key and shape are those of the tools' common
 * hand-over (`src/adapters/handover.ts`, written with the evidence binder).
 */
export function keepAuditOutcome(outcome: { platform?: string; findings: string[]; orders: number }): boolean {
  try {
    sessionStorage.setItem('zhendan:handover:order-audit', JSON.stringify({ v: 1, tool: 'order-audit', ...outcome }));
    return true;
  } catch {
    return false;
  }
}
