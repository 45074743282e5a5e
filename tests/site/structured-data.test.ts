import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';

import { builtPages, DIST, htmlOf } from './site.ts';

type Node = Record<string, unknown>;

/** What search engines require of each type we use (schema.org and the published guides for rich results). */
const REQUIRED: Record<string, string[]> = {
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  Article: ['headline', 'author', 'publisher', 'url', 'inLanguage'],
  WebApplication: ['name', 'applicationCategory', 'offers', 'url'],
  Dataset: ['name', 'description', 'license', 'distribution', 'creator'],
  DataDownload: ['encodingFormat', 'contentUrl'],
  DefinedTermSet: ['name', 'hasDefinedTerm'],
  DefinedTerm: ['name', 'description', 'url'],
  FAQPage: ['mainEntity'],
  Question: ['name', 'acceptedAnswer'],
  Answer: ['text'],
  Organization: ['name', 'url'],
  Offer: ['price', 'priceCurrency'],
};

/** Problems of a node and of everything in it: unknown types, missing or empty properties, addresses that are none. */
function problems(node: unknown, where: string): string[] {
  if (Array.isArray(node)) return node.flatMap((n, i) => problems(n, `${where}[${i}]`));
  if (typeof node !== 'object' || node === null) return [];
  const record = node as Node;
  const type = record['@type'] as string;
  const required = REQUIRED[type];
  const found: string[] = [];
  if (!required) found.push(`${where}: unknown type ${type}`);
  for (const key of required ?? []) {
    const value = record[key];
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      found.push(`${where}: ${type} lacks ${key}`);
  }
  for (const key of ['url', 'item', 'contentUrl'])
    if (typeof record[key] === 'string' && !/^https?:\/\//.test(record[key])) found.push(`${where}: ${key} is not an address`);
  return [...found, ...Object.entries(record).flatMap(([k, v]) => problems(v, `${where}.${k}`))];
}

const blocks = builtPages().flatMap((page) =>
  [...parseHTML(htmlOf(page)).document.querySelectorAll('script[type="application/ld+json"]')].map((s) => ({
    page,
    data: JSON.parse(s.textContent ?? 'null') as Node,
  })),
);

describe('structured data', () => {
  it('is valid on every page', () => {
    expect(blocks.length).toBeGreaterThan(200);
    expect(blocks.flatMap(({ page, data }) => problems(data, page))).toEqual([]);
  });
  it('would be refused with a part missing', () => {
    expect(problems({ '@type': 'Question', name: 'x' }, 'x')).toEqual(['x: Question lacks acceptedAnswer']);
    expect(problems({ '@type': 'Thing' }, 'x')).toEqual(['x: unknown type Thing']);
  });
  it('has every kind the design names, with every term and every rumour', () => {
    const types = blocks.map((b) => b.data['@type']);
    for (const type of ['Article', 'FAQPage', 'BreadcrumbList', 'DefinedTermSet', 'Dataset', 'WebApplication'])
      expect(types).toContain(type);
    const terms = blocks.find((b) => b.data['@type'] === 'DefinedTermSet')?.data.hasDefinedTerm as unknown[];
    expect(terms.length).toBeGreaterThan(150);
    const questions = blocks.find((b) => b.data['@type'] === 'FAQPage')?.data.mainEntity as unknown[];
    expect(questions.length).toBeGreaterThanOrEqual(10);
  });
});

describe('the sitemap', () => {
  const listed = [...readFileSync(join(DIST, 'sitemap-0.xml'), 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)].map(
    ([, url = '']) => url,
  );
  const head = (url: string) => parseHTML(htmlOf(decodeURI(new URL(url).pathname))).document;

  it('lists every page once under the address the page calls its own, and none that asks not to be listed', () => {
    expect(new Set(listed).size).toBe(listed.length);
    const canonical = listed.map((url) => head(url).querySelector('link[rel=canonical]')?.getAttribute('href'));
    expect(canonical).toEqual(listed);
    expect(
      listed.filter((url) => /noindex/.test(head(url).querySelector('meta[name=robots]')?.getAttribute('content') ?? '')),
    ).toEqual([]);
  });
  it('leaves no reading page out', () => {
    const paths = new Set(listed.map((url) => new URL(url).pathname));
    const own = builtPages().filter((page) => !/^\/(?:embed|search)\//.test(page) && page.endsWith('/'));
    expect(own.filter((page) => !paths.has(encodeURI(page)))).toEqual([]);
  });
});
