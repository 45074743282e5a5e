import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { grams, lookUp, shardOf, writeShard } from '../../../src/models/search/grams.ts';
import { compact } from '../../../src/models/search/normalise.ts';

/** A full-text index in as many chunks as given, as the build writes it. */
function indexOf(texts: readonly string[], shards: number): string[] {
  const maps = Array.from({ length: shards }, () => new Map<string, number[]>());
  texts.forEach((text, i) => {
    for (const gram of grams(text)) {
      const map = maps[shardOf(gram, shards)];
      map?.set(gram, [...(map.get(gram) ?? []), i]);
    }
  });
  return maps.map(writeShard);
}

const han = fc.string({
  unit: fc.constantFrom('虚', '假', '交', '易', '扣', '分', '，', '4', '8', 'a'),
  minLength: 1,
  maxLength: 60,
});

describe('full text', () => {
  it('finds every text that contains a word, from one chunk', () =>
    fc.assert(
      fc.property(
        fc.array(han, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1, 4, 16),
        (texts, at, length, shards) => {
          const whole = texts.flatMap(compact).join(' ');
          const run = compact(whole)[0] ?? '';
          const word = run.slice(at % Math.max(1, run.length)).slice(0, length);
          fc.pre(word.length > 0);
          const chunks = indexOf(texts, shards);
          const found = lookUp(chunks[shardOf(word, shards)] ?? '', word);
          texts.forEach((text, i) => {
            if (compact(text).some((r) => r.includes(word))) expect(found).toContain(i);
          });
        },
      ),
    ));

  it('finds nothing that lacks the beginning of the word', () =>
    fc.assert(
      fc.property(fc.array(han, { maxLength: 6 }), (texts) => {
        const [chunk] = indexOf(texts, 1);
        for (const i of lookUp(chunk ?? '', '虚假')) expect(compact(texts[i] ?? '').join(' ')).toContain('虚假');
      }),
    ));

  it('does not run over the end of a line or a mark', () => {
    const [chunk] = indexOf(['扣分\n清零', '扣分，清零', '扣分清零'], 1);
    expect(lookUp(chunk ?? '', '分清')).toEqual([2]);
  });

  it('ignores spaces that only stand for style', () => {
    const [chunk] = indexOf(['扣 48 分', '扣48分'], 1);
    expect(lookUp(chunk ?? '', '48分')).toEqual([0, 1]);
  });
});
