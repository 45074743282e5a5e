/** Looking words up in a regular text: the vocabulary is data, this only knows how words stand in text. */

/** A word met at `[start, end)` of the regular text. */
export interface Hit {
  word: string;
  start: number;
  end: number;
}

const CACHE = new WeakMap<readonly string[], RegExp>();

/** One pattern for a list of words; longer words win at the same place. */
export function pattern(words: readonly string[]): RegExp {
  const known = CACHE.get(words);
  if (known) return known;
  const source = [...words]
    .sort((a, b) => b.length - a.length)
    .map(wordSource)
    .join('|');
  const made = new RegExp(source || '(?!)', 'g');
  CACHE.set(words, made);
  return made;
}

/** Every place where one of `words` stands, in order, without overlap. */
export function findAll(text: string, words: readonly string[]): Hit[] {
  return [...text.matchAll(pattern(words))].map((m) => ({
    word: m[0].replace(/\s+/g, ' '),
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** The places of `words` that do not lie inside one of the longer words of `not`, where they mean something else. */
export function findUnless(text: string, words: readonly string[], not: readonly string[] | undefined): Hit[] {
  const shields = not && not.length > 0 ? findAll(text, not) : [];
  return findAll(text, words).filter((hit) => !shields.some((s) => s.start <= hit.start && hit.end <= s.end));
}

/** Every place where a word of `first` is followed by one of `then`, at most `within` characters on and in the same clause. */
export function findPairs(text: string, pair: { first: readonly string[]; then: readonly string[]; within: number }): Hit[] {
  const seconds = findAll(text, pair.then);
  let next = 0;
  return findAll(text, pair.first).flatMap((hit) => {
    // Both lists are in order, so the search goes on where it stopped.
    while (next < seconds.length && seconds[next]!.start < hit.end) next += 1;
    const second = seconds[next];
    if (!second || second.start - hit.end > pair.within || /[。!?;:,、\n]/.test(text.slice(hit.end, second.start))) return [];
    return [{ word: text.slice(hit.start, second.end), start: hit.start, end: second.end }];
  });
}

/** Whether one of `words` stands in the text. */
export function has(text: string, words: readonly string[]): boolean {
  return text.search(pattern(words)) >= 0;
}

function wordSource(word: string): string {
  const chars = [...word];
  const body = chars
    .map((ch, i) => {
      if (ch === ' ') return '[ \\n]{1,4}';
      const next = chars[i + 1];
      // Chat windows break lines inside Chinese words; Latin words stay whole.
      return escape(ch) + (next && isHan(ch) && isHan(next) ? '[ \\n]{0,2}' : '');
    })
    .join('');
  const edge = (ch: string | undefined) => ch !== undefined && /[a-z0-9]/.test(ch);
  // appeal, appeals: the plural of a longer English word is the same word.
  const plural = /[a-z]{3}[a-rt-z]$/.test(word) ? 's?' : '';
  return (edge(chars[0]) ? '(?<![a-z0-9])' : '') + body + plural + (edge(chars.at(-1)) ? '(?![a-z0-9])' : '');
}

const isHan = (ch: string) => /\p{Script=Han}/u.test(ch);
const escape = (ch: string) => ch.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
