import fc from 'fast-check';
import { expect, test } from 'vitest';

import { pagesForTopics, type TopicPage } from '../../../src/facts/topic-pages.ts';
import { stackPoints } from '../../../src/models/cases/layout.ts';

test('stacked points keep their place on the axis and never overlap on a level', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (xs, size) => {
      const placed = stackPoints(xs, size);
      expect(placed.map((p) => p.x)).toEqual(xs);
      for (const [n, a] of placed.entries())
        for (const b of placed.slice(n + 1)) if (a.level === b.level) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(size);
    }),
  );
});

test('a point far from the others stands on the axis', () => {
  expect(stackPoints([10, 12, 200], 11)).toEqual([
    { x: 10, level: 0 },
    { x: 12, level: 1 },
    { x: 200, level: 0 },
  ]);
});

test('for each topic the page that puts it first, each page once, within the limit', () => {
  const pages: TopicPage[] = [
    { id: 'b', title: 'B', topics: ['misjudgement', 'empty-parcel'] },
    { id: 'a', title: 'A', topics: ['empty-parcel'] },
    { id: 'c', title: 'C', topics: ['criminal-liability', 'misjudgement'] },
  ];
  expect(pagesForTopics(pages, ['empty-parcel', 'misjudgement', 'criminal-liability'], 5).map((p) => p.id)).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(pagesForTopics(pages, ['misjudgement', 'empty-parcel'], 1).map((p) => p.id)).toEqual(['b']);
  expect(pagesForTopics(pages, ['glossary'], 3)).toEqual([]);
});
