import { Converter } from 'opencc-js/cn2t';

/** Standard traditional, Taiwan and Hong Kong forms of the characters. */
const CONVERTERS = [Converter({ from: 'cn', to: 't' }), Converter({ from: 'cn', to: 'tw' }), Converter({ from: 'cn', to: 'hk' })];

/** The dictionary takes 假发 (a wig) out of 虚假发货. */
const mend = (form: string) => form.replaceAll('髮貨', '發貨');

/**
 * The traditional forms of `word` that differ from it, without repeats. For build time: the tables are large.
 * Source: OpenCC.
 */
export function traditionalForms(word: string): string[] {
  return [...new Set(CONVERTERS.map((convert) => mend(convert(word))))].filter((form) => form !== word);
}
