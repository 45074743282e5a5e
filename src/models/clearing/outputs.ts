import type { ClockResult } from './types.ts';

/** The `outputs` of a clearing-date receipt (design §6). Days in Asia/Shanghai. */
export function clearingOutputs(clocks: readonly ClockResult[]): { clocks: Record<string, unknown>[] } {
  return {
    clocks: clocks.map((c) => ({
      clock: c.clock,
      status: c.status,
      start: c.start,
      ...(c.lastDay ? { lastDay: c.lastDay } : {}),
      ...(c.freeFrom ? { freeFrom: c.freeFrom } : {}),
      ...(c.endsAt ? { endsAt: c.endsAt } : {}),
      ...(c.estimates.length > 0 ? { estimates: c.estimates } : {}),
      facts: c.facts,
    })),
  };
}
