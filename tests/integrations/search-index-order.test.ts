import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { SearchIndexMaker } from '../../src/integrations/search-index/write.ts';

const root = mkdtempSync(join(tmpdir(), 'search-index-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PAGES = ['/', '/clearing/', '/clearing/taobao/', '/reference/glossary/', '/cases/', '/tools/', '/respond/evidence/'];
const EMBED = '/embed/clearing-date/';

/** A site of a few built pages, as the build leaves it. */
function site(name: string): string {
  for (const path of [...PAGES, EMBED])
    cpSync(join('dist', path, 'index.html'), join(root, name, path, 'index.html'), { recursive: true });
  return join(root, name);
}

/** What of an index does not depend on how Pagefind numbers its records. */
function indexOf(dist: string): { core: string; units: string; chunks: number } {
  const read = (file: string): string => readFileSync(join(dist, file), 'utf8');
  const chunks = readdirSync(join(dist, 'pagefind/index')).length;
  return { core: read('search-index/core.json'), units: read('pagefind/units.json'), chunks };
}

test('the index is the same whether the pages came as they were made, in any order, or were read afterwards', async () => {
  const read = site('read');
  await (await SearchIndexMaker.open('src/content')).write(read, () => undefined);
  const came = site('came');
  const maker = await SearchIndexMaker.open('src/content');
  const html = (path: string): string => readFileSync(join(came, path, 'index.html'), 'utf8');
  for (const path of [...PAGES].reverse().slice(0, 5)) await maker.take(path, html(path));
  // A page that comes twice counts once; an embed repeats a page of its own.
  await maker.take('/tools/', html('/tools/'));
  await maker.take(EMBED, html(EMBED));
  let told = false;
  const line = await maker.write(came, () => (told = true));
  expect(told).toBe(true);
  expect(line).toContain(`${PAGES.length} 页`);
  expect(indexOf(came)).toEqual(indexOf(read));
  expect(indexOf(read).chunks).toBeGreaterThan(0);
});
