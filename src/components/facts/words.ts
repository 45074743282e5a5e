import type { Confidence } from '../../schemas/common.ts';
import type { Source } from '../../schemas/source.ts';

/** How sure we are, in the words the reader sees. */
export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  official: '官方原文',
  corroborated: '多处一致',
  single: '单一来源，待核对',
};

export const SOURCE_KIND_WORDS: Record<Source['kind'], string> = {
  official: '官方页面',
  statute: '法条文本',
  court: '法院材料',
  agency: '监管部门',
  academic: '学术论文',
  press: '媒体报道',
  trade: '行业转载',
  community: '网友转述',
};
