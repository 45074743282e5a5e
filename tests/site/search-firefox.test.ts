import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StaticSite } from '../../scripts/static-server.ts';
import { askFirefox, firefoxPath } from '../support/firefox.ts';
import { askPage, readQueries } from '../support/search.ts';
import { launch } from './browser.ts';
import { builtSite } from './site.ts';

const firefox = firefoxPath();
let site: StaticSite;

beforeAll(async () => {
  site = await builtSite();
});
afterAll(async () => site?.close());

describe.skipIf(!firefox)('the same answers in Firefox (skipped without one; set FIREFOX_PATH)', () => {
  it('first three results of at least 98 % of the queries', { timeout: 400_000 }, async () => {
    const queries = [...readQueries('sample'), ...readQueries('second')].map((q) => q.q);
    const { agent, found } = await askFirefox(firefox ?? '', site.url, queries, 300_000);
    expect(agent).toContain('Firefox/');
    const browser = await launch();
    const page = await browser.newPage();
    const different: string[] = [];
    for (const [i, query] of queries.entries()) {
      const { paths } = await askPage(page, site.url, query, true);
      if (JSON.stringify(paths.slice(0, 3)) !== JSON.stringify(found[i])) different.push(query);
    }
    await browser.close();
    console.log(`${agent}: ${queries.length - different.length} of ${queries.length} queries with the same first three`);
    expect(different.length / queries.length, different.join(' | ')).toBeLessThanOrEqual(0.02);
  });
});
