import type { FactCard } from '../../../facts/slices.ts';
import { CONFIDENCE_WORDS } from '../../facts/words.ts';
import { el } from './dom.ts';

/** The sources behind a result, written out so that it prints. */
export function factList(ids: readonly string[], cards: Record<string, FactCard>): HTMLElement {
  return el(
    'ul',
    { class: 'zd-basis' },
    ...ids
      .map((id) => cards[id])
      .filter((c) => c !== undefined)
      .map((card) => {
        const sources = card.sources.slice(0, 3).map((s) => {
          const words = `${s.publisher}：${s.title}（${s.date ?? '日期未载'}）`;
          return s.url ? el('a', { href: s.url, rel: 'noreferrer' }, words) : el('span', {}, `${words}，不外链`);
        });
        return el(
          'li',
          {},
          el(
            'p',
            {},
            el('span', { class: 'zd-conf', 'data-level': card.confidence }, CONFIDENCE_WORDS[card.confidence]),
            ` ${card.statement}`,
          ),
          el(
            'p',
            { class: 'zd-basis__src' },
            ...sources.flatMap((s, i) => (i > 0 ? ['；', s] : [s])),
            `。核对于 ${card.checkedOn}。`,
          ),
        );
      }),
  );
}
