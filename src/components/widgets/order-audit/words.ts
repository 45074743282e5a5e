import type { TableKind } from '../../../schemas/export-format.ts';
import type { ExitId, Grade } from '../../../schemas/signal.ts';

export const GRADE_WORDS: Record<Grade, string> = {
  official: '官方',
  court: '法院或检察院案件',
  academic: '同行评审论文',
  press: '媒体报道',
  repost: '转载，待核对原文',
};

export const KIND_WORDS: Record<TableKind, string> = {
  order: '订单表（一单一行或几行）',
  item: '宝贝表（一个商品一行）',
  funds: '资金账单（一笔一行）',
  courier: '快递账单或称重表',
  goods: '货品重量表',
};

export const STATUS_WORDS = { found: '有订单要说明', none: '没有发现对不上的地方', unchecked: '未检查' } as const;

export const EXIT_WORDS: Record<ExitId, { title: string; text: string }> = {
  explained: { title: '我有正当原因', text: '逐单勾好原因，把凭证备齐，装成一份证据。' },
  'not-mine': { title: '不是我做的', text: '可能是同行恶意下单，或代运营、员工背着你做。先固定证据，再向平台报备。' },
  'it-is-true': { title: '确有其事', text: '马上停止，如实处理，先弄清处罚和恢复的路。' },
};

/** What stands under every result, word for word. */
export const DECLARATION = [
  '表格只在你的设备上读，不上传。',
  '结论不代表平台判定。没查出来，只表示这些检查没有发现对不上的地方，不代表平台不会处罚。',
  '真实发货不等于交易规范。',
];
