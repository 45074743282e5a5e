import type { ToolId } from '../schemas/page.ts';

/** Names of the tools and what each does, as readers see them. */
export const TOOLS: Record<ToolId, { name: string; does: string }> = {
  'clearing-date': { name: '清除日期计算', does: '填平台和日期，算出每个后果到哪天结束' },
  'rule-lookup': { name: '规则时间机', does: '选行为那一天，看当时的规则' },
  'notice-triage': { name: '通知解读', does: '贴上通知，读出期限，给你下一步' },
  'evidence-binder': { name: '证据装订', does: '按认定配证据，本机排序编号打包' },
  'appeal-letter': { name: '申诉说明', does: '按提纲写自己的话，随时查漏' },
  'order-audit': { name: '订单自查', does: '在本机看哪些订单还说不清' },
  'risk-check': { name: '预防清单', does: '先补哪一块，按轻重排好' },
  'scam-check': { name: '骗局话术核对', does: '贴上对方的话，对照公开警示' },
  'recovery-plan': { name: '恢复计划', does: '按处罚期排三个阶段的事' },
};
