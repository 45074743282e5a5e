import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TOOL_IDS } from '../../schemas/page.ts';

/** Pages that routes under src/pages generate, beside the MDX pages. */
const GENERATED = [
  '/',
  '/search/',
  '/cases/',
  '/tools/',
  '/rss.xml',
  '/feed.json',
  '/llms.txt',
  '/emergency-kit.html',
  ...TOOL_IDS.map((t) => `/tools/${t}/`),
];

/** MDX files under `docsDir`, relative, with forward slashes. */
export function pageFiles(docsDir: string): string[] {
  return readdirSync(docsDir, { recursive: true })
    .map((f) => String(f).replaceAll('\\', '/'))
    .filter((f) => /\.mdx?$/.test(f))
    .sort();
}

/** The root-relative path of an MDX file. */
export function pathOf(file: string): string {
  const slug = file.replace(/\.mdx?$/, '').replace(/(^|\/)index$/, '');
  return slug === '' ? '/' : `/${slug}/`;
}

/** Every path a page may link to. */
export function sitePaths(contentDir: string): Set<string> {
  const cases = publishedCaseIds(contentDir).map((id) => `/cases/${id}/`);
  return new Set([...GENERATED, ...cases, ...pageFiles(join(contentDir, 'docs')).map(pathOf)]);
}

/** Ids of the cases that get a page. */
export function publishedCaseIds(contentDir: string): string[] {
  return safeList(join(contentDir, 'cases'))
    .filter((f) => /^published: true$/m.test(readFileSync(join(contentDir, 'cases', f), 'utf8')))
    .map((f) => f.replace(/\.yaml$/, ''));
}

/** Names in a folder; none when there is no such folder. */
export function safeList(dir: string): string[] {
  try {
    return readdirSync(dir).map(String);
  } catch {
    return [];
  }
}
