import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { learnTopics, type Example } from '../../../src/integrations/search-index/learn.ts';
import { FAINT, pieces, readTopicModel, recognise, STEP, writeTopicModel } from '../../../src/models/search/topics.ts';

const ONCE: Example[] = [
  ...['扣分多久清零', '违规分什么时候没', '分数几时归零', '扣掉的分哪天清'].map((text) => ({ text, topic: 'clearing' })),
  ...['申诉要什么材料', '举证交哪些凭证', '申诉材料准备什么', '凭证怎么交'].map((text) => ({ text, topic: 'evidence' })),
  ...['刷手会坐牢吗', '帮人刷单犯法吗', '刷单判几年', '刷单要坐牢吗'].map((text) => ({ text, topic: 'crime' })),
];
/** Twice: pieces that stand in few examples are left out. */
const EXAMPLES = [...ONCE, ...ONCE];
const TOPICS = ['clearing', 'evidence', 'crime'];
const reader = readTopicModel(learnTopics(EXAMPLES, TOPICS, 0));

describe('recognising the topic of a question', () => {
  it.each([
    ['那些分到底哪天清', 'clearing'],
    ['交凭证', 'evidence'],
    ['会不会判刑坐牢', 'crime'],
  ])('%s → %s', (text, topic) => {
    expect(recognise(reader, text)[0]?.topic).toBe(topic);
  });

  it('says nothing about a text with no known piece', () => {
    expect(recognise(reader, '')).toEqual([]);
    expect(recognise(reader, 'zzz ???')).toEqual([]);
  });

  it('shares one certainty among the topics, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('扣', '分', '刷', '单', '坐', '牢', '证', 'x', ' '), maxLength: 200 }),
        (text) => {
          const found = recognise(reader, text);
          if (found.length === 0) return;
          expect(found.map((f) => f.topic).sort()).toEqual([...TOPICS].sort());
          expect(found.reduce((sum, f) => sum + f.sure, 0)).toBeCloseTo(1, 6);
          for (const [i, f] of found.entries()) expect(f.sure).toBeLessThanOrEqual(found[i - 1]?.sure ?? 1);
        },
      ),
    ));

  it('learns the same from the same examples', () => {
    expect(learnTopics(EXAMPLES, TOPICS)).toEqual(learnTopics(EXAMPLES, TOPICS));
  });

  it('refuses an example of an unknown topic', () => {
    expect(() => learnTopics([{ text: '扣分', topic: 'weather' }], TOPICS)).toThrow('没有的主题');
  });

  it('keeps the weights of every kind of piece to half a step, and leaves out faint ones', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('扣', '扣分', '扣了', '分扣', '分', 'ae', '12', '0.5', '😱', 'x'),
          fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 3 }),
        ),
        (rows) => {
          const read = readTopicModel(writeTopicModel(TOPICS, new Map(Object.entries(rows))));
          for (const piece of read.pieces.keys()) expect(Object.keys(rows)).toContain(piece);
          for (const [piece, row] of Object.entries(rows)) {
            const told = new Map(read.pieces.get(piece) ?? []);
            row.forEach((weight, t) => {
              const kept = told.get(t);
              if (kept === undefined) expect(Math.abs(weight)).toBeLessThanOrEqual((FAINT + 0.5) * STEP);
              else expect(Math.abs(kept - weight)).toBeLessThanOrEqual(STEP / 2 + 1e-9);
            });
          }
        },
      ),
    ));
});

describe('pieces of a question', () => {
  it('are its characters and pairs, words and numbers, and never run over a gap', () => {
    expect(pieces('扣12分 ae申诉')).toEqual(['扣', '12', '分', 'ae', '申', '诉', '申诉']);
  });
});
