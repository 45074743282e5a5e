import { addDays, addMonths, formatDay, type Day } from '../calendar/day.ts';
import type { ClearingData, ClockResult, ResolvedAdminTier } from './types.ts';
import { covers } from './versions.ts';

function after(day: Day, span: { length: number; unit: 'months' | 'years' }): Day {
  return addMonths(day, span.unit === 'years' ? span.length * 12 : span.length);
}

function spanText(span: { length: number; unit: 'months' | 'years' }): string {
  return `${span.length} ${span.unit === 'years' ? '年' : '个月'}`;
}

function estimate(tier: ResolvedAdminTier, published: Day) {
  const freeFrom = after(published, tier.ends);
  const apply = tier.apply ? `最早 ${formatDay(after(published, tier.apply))}可申请提前停止；` : '';
  return {
    label: `${tier.system}·${tier.tier}`,
    lastDay: addDays(freeFrom, -1),
    freeFrom,
    assumption: `如果定为「${tier.tier}」：${apply}满 ${spanText(tier.ends)}自动停止公示。`,
  };
}

/**
 * The publication of a regulator's fine. Which tier applies is the authority's decision and unsettled for
 * ordinary fake-transaction fines, so the status is always unknown, with each tier's days beside it.
 * @param published first day of publication
 */
export function adminClock(published: Day, data: ClearingData): ClockResult {
  const tiers = data.admin.tiers.filter((t) => covers(t, published));
  return {
    clock: 'admin-publication',
    rule: 'admin-publication',
    label: '监管罚单的公示',
    status: 'unknown',
    start: published,
    estimates: tiers.map((t) => estimate(t, published)),
    reason: tiers.length === 0 ? '这一天适用的公示规则没有读到。' : data.admin.reason,
    caveats: [],
    unknowns: data.admin.unknowns,
    steps: tiers.map((t) => `${t.system}「${t.tier}」：从公示日 ${formatDay(published)}起数 ${spanText(t.ends)}。`),
    facts: [...new Set((tiers.length === 0 ? data.admin.tiers : tiers).flatMap((t) => t.facts))],
    confidence: 'corroborated',
  };
}
