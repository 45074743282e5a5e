import type { RULE_TOPICS } from '../../schemas/rule.ts';

export const TOPIC_WORDS: Record<(typeof RULE_TOPICS)[number], string> = {
  definition: '定义与情形',
  criterion: '怎么判',
  penalty: '处罚',
  clearing: '清除',
  appeal: '申诉',
  prevention: '预防',
  scam: '骗局',
  timeline: '沿革',
};
