import type { Kind } from '../../../schemas/clock.ts';

/** What the reader may say happened. */
export const KIND_WORDS: Record<Kind, string> = {
  'points-general': '被扣分：一般违规（A 类），或平台不分类',
  'points-serious': '被扣分：严重违规（B 类）',
  demotion: '商品被搜索降权',
  node: '店铺被屏蔽、限权（节点处理）',
  'marketing-ban': '不能报活动、推广受限',
  'admin-record': '市场监管的罚单被公示',
};

/** The label of the date field by situation. */
export const DATE_WORDS: Record<Kind, string> = {
  'points-general': '扣分日期',
  'points-serious': '扣分日期',
  demotion: '查出日期',
  node: '开始执行的日期',
  'marketing-ban': '扣分日期',
  'admin-record': '公示日期',
};
