import type { Platform } from './names.ts';

/** Platforms as the reader knows them, and the law, which stands beside them. */
export const PLATFORM_WORDS: Record<Platform | 'law', string> = {
  taobao: '淘宝',
  tmall: '天猫',
  '1688': '1688',
  aliexpress: '速卖通',
  'alibaba-com': '国际站',
  xianyu: '闲鱼',
  taote: '淘特',
  lazada: 'Lazada',
  daraz: 'Daraz',
  'cross-platform': '各平台',
  law: '法律',
};
