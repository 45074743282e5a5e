import type { SearchWords } from '../../schemas/search-words.ts';
import type { Understanding } from './types.ts';

/** Whether one of the words stands in the text. 「收到…通知」 means both parts in this order, with anything between. */
const any = (text: string, words: readonly string[]) =>
  words.some((word) => {
    let at = 0;
    return word.split('…').every((part) => {
      const found = text.indexOf(part, at);
      at = found + part.length;
      return found >= 0;
    });
  });

/**
 * What kind of need the query shows. Evasion: an act of brushing together with hiding or with looking for a supplier or a method,
 * unless the words show a victim, a rule or a penalty. Emergency: something just happened and the reader asks what to do.
 */
export function intentOf(text: string, words: SearchWords): Understanding['intent'] {
  const { evasion, emergency } = words;
  const flat = text.replace(/ /g, '');
  const hides = any(flat, evasion.hides) || any(text, evasion.hides);
  const blocked = any(flat, evasion.unless);
  if (!blocked || (hides && !any(flat, ['申诉', '误判', '同行']))) {
    if (any(flat, evasion.acts) && hides) return 'evasion';
  }
  if (!blocked && (any(flat, evasion.always) || (any(flat, evasion.acts) && any(flat, evasion.shops)))) return 'evasion';
  if (any(flat, emergency.events) && any(flat, emergency.asks) && !any(flat, emergency.unless)) return 'emergency';
  return null;
}
