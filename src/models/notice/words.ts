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
  return (edge(chars[0]) ? '(?<![a-z0-9])' : '') + body + (edge(chars.at(-1)) ? '(?![a-z0-9])' : '');
}

const isHan = (ch: string) => /\p{Script=Han}/u.test(ch);
const escape = (ch: string) => ch.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
