import { Converter } from 'opencc-js/t2cn';

import { pinyin } from '../../facts/pinyin.ts';

const HAN = /[㐀-鿿]/gu;

/** Every character that needs to be read: those of the site and the words, and the 3,755 common ones of GB 2312. */
function common(): string[] {
  const decoder = new TextDecoder('gb18030');
  const chars: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const char = decoder.decode(new Uint8Array([row, cell]));
      if (/^[㐀-鿿]$/u.test(char)) chars.push(char);
    }
  return chars;
}

/** Traditional and simplified characters, alternating, for the simplified characters in `texts`. */
export function t2sTable(texts: Iterable<string>): string {
  const wanted = new Set<string>(common());
  for (const text of texts) for (const char of text.match(HAN) ?? []) wanted.add(char);
  const all: string[] = [];
  for (let code = 0x4e00; code <= 0x9fff; code += 1) all.push(String.fromCharCode(code));
  const joined = all.join('\n');
  const pairs = new Map<string, string>();
  for (const from of ['tw', 'hk', 't'] as const) {
    const simplified = Converter({ from, to: 'cn' })(joined).split('\n');
    all.forEach((char, i) => {
      const to = simplified[i];
      if (to && to !== char && [...to].length === 1 && wanted.has(to) && !pairs.has(char)) pairs.set(char, to);
    });
  }
  return [...pairs].flat().join('');
}

/** Syllables without tones and the characters that sound so: "ba八巴 bai白百". ü is written v. */
export function soundTable(texts: Iterable<string>): { sounds: string; of: Map<string, string> } {
  const chars = new Set<string>(common());
  for (const text of texts) for (const char of text.match(HAN) ?? []) chars.add(char);
  const of = new Map<string, string>();
  const by = new Map<string, string>();
  const list = [...chars];
  // Spaces keep the characters apart: each is read alone, all in one call.
  const read = pinyin(list.join(' '), { toneType: 'none', v: true, type: 'array' }).filter((s) => s.trim() !== '');
  if (read.length !== list.length) throw new Error('拼音表与汉字表长短不一，pinyin-pro 的输出变了。');
  for (const [i, char] of list.entries()) {
    const syllable = read[i] ?? '';
    if (!/^[a-z]+$/.test(syllable)) continue;
    of.set(char, syllable);
    by.set(syllable, (by.get(syllable) ?? '') + char);
  }
  const sounds = [...by]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([s, c]) => s + c)
    .join(' ');
  return { sounds, of };
}

/** Readings of words that differ from those of their characters one by one. */
export function readingTable(words: Iterable<string>, of: ReadonlyMap<string, string>): Record<string, string> {
  const readings: Record<string, string> = {};
  for (const word of words) {
    if (!/^[㐀-鿿]{2,}$/u.test(word)) continue;
    const reading = pinyin(word, { toneType: 'none', v: true });
    if (/^[a-z ]+$/.test(reading) && reading !== [...word].map((c) => of.get(c)).join(' ')) readings[word] = reading;
  }
  return readings;
}
