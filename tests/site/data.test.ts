import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';

import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { builtPages, DIST, htmlOf } from './site.ts';

const json = (path: string) => JSON.parse(readFileSync(join(DIST, path), 'utf8'));
const names = readdirSync(join(DIST, 'data'))
  .filter((f) => f.endsWith('.json'))
  .map((f) => f.replace('.json', ''));

describe('open data', () => {
  it('has every set the design names', () => {
    expect(names).toEqual(expect.arrayContaining(['facts', 'sources', 'laws', 'cases', 'clearing', 'changes', 'glossary']));
  });
  it.each(names)('%s.json is valid under its own schema, and a wrong record is not', (name) => {
    const schema = json(`data/schemas/${name}.schema.json`);
    const data = json(`data/${name}.json`);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(data), JSON.stringify(validate.errors?.slice(0, 2))).toBe(true);
    const list = Object.entries(data).find(([, v]) => Array.isArray(v)) as [string, object[]] | undefined;
    expect(list).toBeDefined();
    expect(validate({ ...data, [list?.[0] ?? '']: [{ nonsense: true }] })).toBe(false);
    expect(data.licence).toMatch(/CC BY/);
  });
  it('gives no address that may not be linked', () => {
    const book = factBookFromDisk('src/content');
    const linkable = new Set([...book.sources.values()].filter((s) => s.linkable).map((s) => s.url));
    const forbidden = [...book.sources.values()]
      .filter((s) => !s.linkable && s.url && !linkable.has(s.url))
      .map((s) => s.url ?? '');
    for (const name of names) {
      const text = readFileSync(join(DIST, `data/${name}.json`), 'utf8');
      for (const url of forbidden) expect(text.includes(url), `${name}.json: ${url}`).toBe(false);
    }
  });
});

describe('feeds and machine-readable twins', () => {
  it('RSS and JSON Feed list every change, newest first', () => {
    const book = factBookFromDisk('src/content');
    const { document } = parseHTML(readFileSync(join(DIST, 'rss.xml'), 'utf8'));
    expect(document.querySelectorAll('item').length).toBe(book.changes.length);
    const feed = json('feed.json');
    expect(feed.items).toHaveLength(book.changes.length);
    const dates = feed.items.map((i: { date_published: string }) => i.date_published);
    expect([...dates].sort().reverse()).toEqual(dates);
  });
  it('every page of prose has a Markdown twin that carries its answer', () => {
    const pages = builtPages().filter((p) => htmlOf(p).includes('zd-answer') && p.endsWith('/') && !p.startsWith('/embed/'));
    expect(pages.length).toBeGreaterThan(30);
    for (const page of pages) {
      const file = join(DIST, page, 'index.md');
      expect(existsSync(file), page).toBe(true);
      const markdown = readFileSync(file, 'utf8');
      expect(markdown).toMatch(/^# \S/);
      expect(markdown.length, page).toBeGreaterThan(300);
      // The embed page quotes script tags as code.
      if (page !== '/reference/embed/') expect(markdown, page).not.toMatch(/<script|<style|<form/);
    }
  });
  it('llms.txt leads to twins that exist', () => {
    const text = readFileSync(join(DIST, 'llms.txt'), 'utf8');
    const links = [...text.matchAll(/\((https?:\/\/[^)]+\.md)\)/g)].map((m) => new URL(m[1] ?? '').pathname);
    expect(links.length).toBeGreaterThan(30);
    for (const link of links) expect(existsSync(join(DIST, link)), link).toBe(true);
  });
});
