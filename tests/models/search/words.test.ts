import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { smallCore } from './fixture.ts';

const { words } = smallCore();
const listed = [
  ...words.same.flatMap((g) => g.words),
  ...words.leads.flatMap((l) => l.say),
  ...Object.keys(words.english),
  ...words.evasion.always,
  ...words.emergency.events,
];

describe('the everyday words', () => {
  it('name no query: a word is a word, not a sentence of a test set', () => {
    const queries = ['sample', 'second'].map((set) => readFileSync(`tests/fixtures/queries-${set}.yaml`, 'utf8')).join('\n');
    const whole = [...queries.matchAll(/q: "([^"]+)"/g)]
      .map((m) => m[1]?.replace(/[ ,?，？]/g, '') ?? '')
      .filter((q) => q.length > 4);
    const named = listed.filter((word) => whole.includes(word.replace(/ /g, '')));
    expect(named).toEqual([]);
    for (const word of listed.filter((w) => /[㐀-鿿]/.test(w))) expect([...word].length, word).toBeLessThanOrEqual(8);
  });

  it('lead to words that are searched', () => {
    for (const lead of words.leads)
      expect(
        lead.mean.every((m) => m.length > 0 && !lead.say.includes(m)),
        lead.say.join(),
      ).toBe(true);
  });
});
