import { customPinyin, pinyin } from 'pinyin-pro';

/** The dictionary takes 假发 (a wig) out of 虚假发货, and reads 重开 and 合同 in their rarer way. */
customPinyin({ 虚假发货: 'xū jiǎ fā huò', 重开: 'chóng kāi', 合同: 'hé tóng' });

/** pinyin-pro with a few readings corrected: ask it here, not the package. For build time: the tables are large. */
export { pinyin };

/** Pinyin of `word` with dictionary tones (no sandhi), syllables apart, Latin letters and digits kept whole. For build time. */
export function pinyinOf(word: string): string {
  return pinyin(word, { toneType: 'symbol', nonZh: 'consecutive', type: 'string', toneSandhi: false })
    .replace(/\s+/g, ' ')
    .trim();
}
