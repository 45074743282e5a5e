import { describe, expect, it } from 'vitest';

import { agedRecords, hardLimitMessage } from '../../src/integrations/upkeep/aged.ts';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { datedRecords } from '../../src/facts/upkeep.ts';

describe('the records of this handbook', () => {
  const book = factBookFromDisk('src/content');
  const newest =
    [...datedRecords(book).values()]
      .map((r) => r.checkedOn)
      .sort()
      .at(-1) ?? '';

  it('all age: every rule, law and open point is in the report', () => {
    expect(agedRecords('src/content', newest, book).length).toBe(book.rules.size + book.laws.size + book.unknowns.size);
  });
  it('name the pages that rest on them', () => {
    const used = agedRecords('src/content', newest, book).filter((a) => a.pages.length > 0);
    expect(used.length).toBeGreaterThan(100);
    expect(used.flatMap((a) => a.pages)).toContain('/clearing/taobao/');
  });
  it('stop a build only beyond the hard limit, and then say which and what to do', () => {
    expect(hardLimitMessage(agedRecords('src/content', newest, book))).toBeNull();
    const late = hardLimitMessage(agedRecords('src/content', '2031-01-01', book));
    expect(late).toContain('npm run stale');
    expect(late?.split('\n').length).toBe(book.rules.size + book.laws.size + book.unknowns.size + 2);
  });
});
