import { Converter } from 'opencc-js/cn2t';
import { customPinyin, pinyin } from 'pinyin-pro';

/** Standard traditional, Taiwan and Hong Kong forms of the characters. */
const CONVERTERS = [Converter({ from: 'cn', to: 't' }), Converter({ from: 'cn', to: 'tw' }), Converter({ from: 'cn', to: 'hk' })];

/** Both dictionaries take 假发 (a wig) out of 虚假发货, and read 重开 and 合同 in their rarer way. */
customPinyin({ 虚假发货: 'xū jiǎ fā huò', 重开: 'chóng kāi', 合同: 'hé tóng' });
const mend = (form: string) => form.replaceAll('髮貨', '發貨');

/**
 * The traditional forms of `word` that differ from it, without repeats. For build time: the tables are large.
 * Source: OpenCC.
 */
export function traditionalForms(word: string): string[] {
  return [...new Set(CONVERTERS.map((convert) => mend(convert(word))))].filter((form) => form !== word);
}

/** Pinyin of `word` with dictionary tones (no sandhi), syllables apart, Latin letters and digits kept whole. For build time. */
export function pinyinOf(word: string): string {
  return pinyin(word, { toneType: 'symbol', nonZh: 'consecutive', type: 'string', toneSandhi: false })
    .replace(/\s+/g, ' ')
    .trim();
}
