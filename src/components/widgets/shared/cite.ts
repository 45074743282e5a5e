import type { CitedFact, SourceCard } from '../../../facts/slices.ts';
import { formatDay } from '../../../models/calendar/day.ts';
import { CONFIDENCE_WORDS } from '../../facts/words.ts';
import { el } from './dom.ts';

/** Up to three sources with publisher, title and date, linked where they may be, and the day they were checked. */
export function sourceLine(sources: readonly SourceCard[], checkedOn: string, ...after: Node[]): HTMLElement {
  const shown = sources.slice(0, 3).map((s) => {
    const words = `${s.publisher}：${s.title}（${s.date ? formatDay(s.date) : '日期未载'}）`;
    return s.url ? el('a', { href: s.url, rel: 'noreferrer' }, words) : el('span', {}, `${words}，不外链`);
  });
  return el(
    'p',
    { class: 'zd-basis__src' },
    ...shown.flatMap((s, i) => (i > 0 ? ['；', s] : [s])),
    `。核对于 ${formatDay(checkedOn)}。`,
    ...after,
  );
}

/** The sources behind a result, written out so that it prints. */
export function factList(ids: readonly string[], cards: Record<string, CitedFact>): HTMLElement {
  return el(
    'ul',
    { class: 'zd-basis' },
    ...ids
      .map((id) => cards[id])
      .filter((c) => c !== undefined)
      .map((card) =>
        el(
          'li',
          {},
          el(
            'p',
            {},
            el('span', { class: 'zd-conf', 'data-level': card.confidence }, CONFIDENCE_WORDS[card.confidence]),
            ` ${card.statement}`,
          ),
          sourceLine(card.sources, card.checkedOn),
        ),
      ),
  );
}
