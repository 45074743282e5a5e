import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { assembleGlossary, GlossaryError } from '../../src/facts/assemble-glossary.ts';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { pinyinOf } from '../../src/facts/pinyin.ts';
import { traditionalForms } from '../../src/facts/traditional.ts';
import { findLiterals } from '../../src/integrations/content-lint/literals.ts';
import { sitePaths } from '../../src/integrations/content-lint/site-paths.ts';

const DIR = 'src/content/glossary/';
const entries = assembleGlossary(new Map(readdirSync(DIR).map((f) => [f, readFileSync(DIR + f, 'utf8')])));
const book = factBookFromDisk('src/content');

describe('glossary', () => {
  it('names only records and pages that exist', () => {
    const paths = sitePaths('src/content');
    for (const e of entries) {
      expect(paths.has(e.page), `${e.id} → ${e.page}`).toBe(true);
      for (const f of e.facts) expect(book.rules.has(f) || book.laws.has(f), `${e.id} → ${f}`).toBe(true);
    }
  });

  it('states no figure in a definition', () => {
    for (const e of entries) expect(findLiterals(e.definition), e.id).toEqual([]);
  });

  it('keeps each word once per entry, and no misspelling is another entry’s word', () => {
    const words = new Set(entries.flatMap((e) => [e.term, ...e.aliases.map((a) => a.word)]));
    const seen = new Map<string, string>();
    for (const e of entries) {
      const own = e.aliases.map((a) => a.word.toLowerCase());
      expect(new Set(own).size, e.id).toBe(own.length);
      for (const typo of e.typos) {
        expect(words.has(typo), `${e.id}: ${typo}`).toBe(false);
        expect(seen.get(typo), typo).toBeUndefined();
        seen.set(typo, e.id);
      }
    }
  });

  it('refuses a term explained twice and a misspelling that is a term', () => {
    const entry = (id: string, term: string, typos = '[]') =>
      `  - { id: ${id}, term: ${term}, kind: slang, definition: 这是一个只用于测试的词, aliases: [], typos: ${typos}, topics: [glossary], page: /clearing/ }\n`;
    const read = (text: string) => () => assembleGlossary(new Map([['x.yaml', `entries:\n${text}`]]));
    expect(read(entry('a', '甲') + entry('b', '甲'))).toThrow(GlossaryError);
    expect(read(entry('a', '甲') + entry('a', '乙'))).toThrow(GlossaryError);
    expect(read(entry('a', '甲') + entry('b', '乙', '[甲]'))).toThrow(GlossaryError);
    expect(read(entry('a', '甲') + entry('b', '乙', '[丙]'))).not.toThrow();
  });

  it.each([
    ['虚假发货', 'xū jiǎ fā huò', ['虛假發貨']],
    ['降权', 'jiàng quán', ['降權']],
    ['重开', 'chóng kāi', ['重開']],
    ['48分', '48 fēn', []],
  ])('reads %s', (word, reading, traditional) => {
    expect(pinyinOf(word)).toBe(reading);
    expect(traditionalForms(word)).toEqual(traditional);
  });
});
