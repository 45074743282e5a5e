import type { Finding, RecoveryFile, ShopType } from '../../schemas/recovery.ts';
import type { ClockResult } from '../clearing/types.ts';
import type { PlanClock } from './plan.ts';

/** The form exactly as filled in. */
export interface FormValues {
  platform: string;
  kind: string;
  date: string;
  points: string;
  shop: string;
  truth: string;
}

export type Choices =
  { ok: true; shopType: ShopType; finding: Finding } | { ok: false; errors: { field: 'shop' | 'truth'; message: string }[] };

/**
 * Reads the two choices that only this tool asks for; errors say what to choose. The choices come with the data, so
 * that the browser need not load the schemas.
 */
export function checkChoices(
  values: Pick<FormValues, 'shop' | 'truth'>,
  file: Pick<RecoveryFile, 'shopTypes' | 'findings'>,
): Choices {
  const shopType = file.shopTypes.find((s) => s.id === values.shop)?.id;
  const finding = file.findings.find((f) => f.id === values.truth)?.id;
  if (shopType && finding) return { ok: true, shopType, finding };
  return {
    ok: false,
    errors: [
      ...(shopType ? [] : [{ field: 'shop' as const, message: '选一下店铺怎么经营，步骤不一样。' }]),
      ...(finding ? [] : [{ field: 'truth' as const, message: '选一下这件事是不是真的。弄不清就选「还没弄清」。' }]),
    ],
  };
}

/** Clock results as the plan reads them; an estimate never becomes a date of the plan. */
export function planClocks(results: readonly ClockResult[]): PlanClock[] {
  return results.map((c) => ({
    clock: c.clock,
    label: c.label,
    status: c.status,
    ...(c.status === 'ends' && c.freeFrom ? { freeFrom: c.freeFrom } : {}),
    reason: c.reason,
    facts: c.facts,
  }));
}
