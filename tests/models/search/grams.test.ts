import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readUnitMap } from '../../../src/models/search/full-text.ts';
import { GRAM, grams, lookup } from '../../../src/models/search/grams.ts';
import { compact } from '../../../src/models/search/normalise.ts';

/** What the full-text index does with a look-up: a whole piece in quotation marks, else every piece that begins so. */
function found(texts: readonly string[], word: string): number[] {
  const asked = lookup(word);
  if (!asked) return [];
  const whole = /^"(.*)"$/.exec(asked.term)?.[1];
  return texts.flatMap((text, i) =>
    grams(text).some((g) => (whole === undefined ? g.startsWith(asked.term) : g === whole)) ? [i] : [],
  );
}

const han = fc.string({
  unit: fc.constantFrom('虚', '假', '交', '易', '扣', '分', '，', '4', '8', 'a', ' '),
  minLength: 1,
  maxLength: 60,
});

describe('pieces of the full text', () => {
  it('find every text that contains a word', () =>
    fc.assert(
      fc.property(
        fc.array(han, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        (texts, at, length) => {
          const run = texts.flatMap(compact)[0] ?? '';
          const word = run.slice(at % Math.max(1, run.length)).slice(0, length);
          fc.pre(word.length > 0);
          texts.forEach((text, i) => {
            if (compact(text).some((r) => r.includes(word))) expect(found(texts, word)).toContain(i);
          });
        },
      ),
    ));

  it('find nothing that lacks a word of up to three characters', () =>
    fc.assert(
      fc.property(fc.array(han, { maxLength: 6 }), fc.constantFrom('虚', '虚假', '假交易', '48分', 'a48'), (texts, word) => {
        for (const i of found(texts, word)) expect(compact(texts[i] ?? '').some((r) => r.includes(word))).toBe(true);
      }),
    ));

  it('are all of one length, so that none is the beginning of a longer query', () =>
    fc.assert(fc.property(han, (text) => grams(text).every((g) => [...g].length === GRAM))));

  it('count a character outside the first plane as one', () => {
    expect(grams('𠮷野家扣')).toEqual(['𠮷野家', '野家扣', '家扣ɋ', '扣ɋɋ']);
    expect(found(['吃𠮷野家'], '𠮷野')).toEqual([0]);
  });

  it('do not run over the end of a line or a mark', () => {
    expect(found(['扣分\n清零', '扣分，清零', '扣分清零'], '分清')).toEqual([2]);
  });

  it('are all looked at for a single character, over however many files of the index they run', () => {
    const pieces = Array.from({ length: 0x5200 }, (_, i) => `分${String.fromCodePoint(0x4e00 + i)}丁`);
    const before = Array.from({ length: 1500 }, (_, i) => `切${String.fromCodePoint(0x4e00 + i)}丁`);
    const after = before.map((piece) => piece.replace('切', '刈'));
    const all = [...before, ...pieces, ...after].sort();
    const files = Array.from({ length: Math.ceil(all.length / 2000) }, (_, i) => all.slice(i * 2000, (i + 1) * 2000));
    const asked = lookup('分');
    // As Pagefind does: the file whose first and last piece enclose the place.
    const loaded = files.filter((file) =>
      [asked?.term ?? '', ...(asked?.also ?? [])].some((place) => place >= (file[0] ?? '') && place <= (file.at(-1) ?? '')),
    );
    expect(loaded.flat().filter((piece) => piece.startsWith('分'))).toHaveLength(pieces.length);
  });

  it('ignore spaces that only stand for style', () => {
    expect(found(['扣 48 分', '扣48分'], '48分')).toEqual([0, 1]);
  });
});

describe('hits of the full-text index', () => {
  const read = readUnitMap({ ids: 'x7 x3', sizes: [[3, 0, 2], [4]] });

  it('are told by section: the unit itself, then its headings', () => {
    const { units } = read('词', [
      { id: 'x3', positions: [0, 3] },
      { id: 'x7', positions: [4, 2] },
    ]);
    expect([...units]).toEqual([
      [1, [0]],
      [0, [0, 2]],
    ]);
  });

  it('of a text that no unit has are left out', () => {
    expect(read('词', [{ id: 'x9', positions: [0] }]).units.size).toBe(0);
  });
});
