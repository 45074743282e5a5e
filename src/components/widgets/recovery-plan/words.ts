import type { ClockName } from '../../../schemas/clock.ts';
import type { RecoveryFile, RecoveryItem } from '../../../schemas/recovery.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';

/** Names of the clocks as the plan calls them. */
export const CLOCK_WORDS: Record<ClockName, string> = {
  points: '扣分',
  demotion: '降权',
  node: '节点处理',
  'marketing-ban': '营销限制',
  'violation-count': '违规次数',
  record: '违规记录',
  'admin-publication': '行政处罚公示',
};

/** When a step falls due, in words, before any date is known. */
export function dueWords(due: RecoveryItem['due']): string {
  if (due.from === 'clock') {
    const end = `${CLOCK_WORDS[due.clock]}结束`;
    if (due.days === 0) return `${end}那天`;
    return due.days < 0 ? `${end}前 ${-due.days} 天` : `${end}后 ${due.days} 天`;
  }
  const start = due.from === 'start' ? '排计划' : '处罚';
  return due.days === 0 ? `${start}当天` : `${start}后 ${due.days} 天`;
}

/** Where a step applies; empty when everywhere. */
export function whenWords(item: RecoveryItem, file: RecoveryFile): string {
  const w = item.when;
  const labels = [
    ...(w?.platforms ?? []).map((p) => PLATFORM_WORDS[p]),
    ...(w?.shopTypes ?? []).map((s) => file.shopTypes.find((t) => t.id === s)?.label ?? s),
    ...(w?.findings ?? []).map((f) => file.findings.find((t) => t.id === f)?.label ?? f),
  ];
  return labels.length > 0 ? `适用：${labels.join('、')}` : '';
}
