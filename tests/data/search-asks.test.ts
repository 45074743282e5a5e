import { describe, expect, it } from 'vitest';

import { readAsks } from '../../src/integrations/search-index/content.ts';
import { TOPICS } from '../../src/schemas/page.ts';
import { readQueries, SETS } from '../support/search.ts';

const asks = readAsks('src/content');
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

describe('example questions of the search', () => {
  it.each(Object.keys(TOPICS))('%s has many, each in its own words', (topic) => {
    const own = asks.filter((a) => a.topic === topic).map((a) => plain(a.text));
    expect(own.length).toBeGreaterThanOrEqual(40);
    expect(own.length - new Set(own).size, 'repeated').toBe(0);
  });

  // An example that is a query of a test set would make the score of that set worthless.
  it.each(SETS)('none is a query of the %s set', (set) => {
    const queries = new Set(readQueries(set).map((q) => plain(q.q)));
    expect(asks.filter((a) => queries.has(plain(a.text))).map((a) => a.text)).toEqual([]);
  });
});
