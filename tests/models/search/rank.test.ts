import { describe, expect, it } from 'vitest';

import { buildCorpus } from '../../../src/models/search/corpus.ts';
import { rank } from '../../../src/models/search/rank.ts';
import type { Unit } from '../../../src/models/search/types.ts';
import { understand } from '../../../src/models/search/understand.ts';
import { smallCore } from './fixture.ts';

const UNITS: Unit[] = [
  { u: '/clearing/', t: '总览', d: '', k: 'hub', T: ['clearing-time'] },
  { u: '/clearing/tmall/', t: '甲', d: '', k: 'page', p: 'tmall', T: ['clearing-time-tmall'] },
  { u: '/clearing/aliexpress/', t: '乙', d: '', k: 'page', p: 'aliexpress', T: ['clearing-time-aliexpress'] },
  { u: '/rules/penalties-tmall/', t: '丙', d: '', k: 'page', p: 'tmall', T: ['penalty-ladder-tmall'] },
];
const core = smallCore(UNITS);
const corpus = buildCorpus(core);
const first = (query: string, topic: string): string | undefined => {
  const ranked = rank(understand(query, corpus.lexicon, core), corpus, [{ topic, sure: 0.9 }]);
  return UNITS[ranked[0]?.unit ?? -1]?.u;
};

describe('what is asked of a topic for any platform', () => {
  it.each([
    ['天猫 几时没', 'clearing-time', '/clearing/tmall/'],
    ['smt 几时没', 'clearing-time', '/clearing/aliexpress/'],
    ['旗舰店 罚几分', 'penalty-ladder', '/rules/penalties-tmall/'],
    // Said of another platform's topic, it is still about the platform that is named.
    ['天猫 几时没', 'clearing-time-aliexpress', '/clearing/tmall/'],
    ['到底几时没', 'clearing-time', '/clearing/'],
    ['到底几时没', 'clearing-time-tmall', '/clearing/tmall/'],
  ])('%s, recognised as %s, is answered by %s', (query, topic, page) => {
    expect(first(query, topic)).toBe(page);
  });
});
