import type { Holder, ProofStep } from '../../../schemas/evidence.ts';

export const NEED_WORDS: Record<ProofStep['need'], string> = { first: '先交', also: '再交', 'if-any': '有就交' };

export const HOLDER_WORDS: Record<Holder, string> = {
  courier: '快递',
  payment: '支付',
  platform: '平台',
  chat: '聊天',
  warehouse: '仓库',
  supplier: '供货方',
  buyer: '买家',
  own: '自己',
  'third-party': '第三方',
};

export const GOODS_WORDS = { physical: '实物', virtual: '虚拟商品和服务' } as const;
