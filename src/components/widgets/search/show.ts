import type { Result } from '../../../models/search/engine.ts';
import type { Part } from '../../../models/search/mark.ts';
import { el } from '../shared/dom.ts';

/** Words readers see for the kinds of results. */
export const KIND_WORDS: Record<Result['kind'], string> = {
  page: '页面',
  hub: '总览',
  tool: '工具',
  reference: '参考',
  case: '案例',
  fact: '事实',
  term: '术语',
};

/** Marked text; the query is never parsed as markup. */
export function marked(parts: readonly Part[]): (Node | string)[] {
  return parts.map((part) => (part.hit ? el('mark', {}, part.text) : part.text));
}

/** The address of a path under the site's base. */
export function address(base: string, path: string): string {
  return base.replace(/\/$/, '') + path;
}
