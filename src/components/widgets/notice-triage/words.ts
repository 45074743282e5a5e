import type { MarkKind } from '../../../models/notice/marks.ts';
import type { NoticeKind, NoticeStage } from '../../../schemas/notice.ts';

export const KIND_WORDS: Record<NoticeKind, string> = {
  'fake-transaction': '虚假交易（扣分或涉嫌）',
  demotion: '商品降权',
  warning: '警告',
  node: '节点处理（累计扣分）',
  'false-evidence': '提供虚假凭证',
  other: '别的违规',
};

export const STAGE_WORDS: Record<NoticeStage, string> = { suspected: '涉嫌，要我举证', decided: '已经判定或处罚' };

export const MARK_WORDS: Record<MarkKind, string> = {
  platform: '平台',
  kind: '种类',
  stage: '阶段',
  points: '分数',
  order: '订单',
  product: '商品',
  'notice-time': '通知时间',
  deadline: '期限',
  alarm: '当心',
};

export const UNIT_WORDS = { hours: '小时', days: '天', 'working-days': '个工作日' } as const;
