import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Editors } from './build.ts';
import type { Example } from './learn.ts';
import type { Term } from '../../models/search/types.ts';
import { searchAsks } from '../../schemas/search-asks.ts';
import { glossaryFile } from '../../schemas/glossary.ts';
import { searchWords, type SearchWords } from '../../schemas/search-words.ts';

const DIRECTIONS = { both: 'b', 'to-term': 't', 'from-term': 'f' } as const;

function yamlFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(dir, name));
}

/** The glossary as the search needs it. Throws with the file's name when an entry is malformed. */
function readTerms(contentDir: string): Term[] {
  return yamlFiles(join(contentDir, 'glossary')).flatMap((file) => {
    const parsed = glossaryFile.safeParse(parse(readFileSync(file, 'utf8')));
    if (!parsed.success) throw new Error(`术语文件写得不对：${file}\n${parsed.error.message}`);
    return parsed.data.entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      term: entry.term,
      definition: entry.definition,
      ...(entry.ruleWord ? { ruleWord: entry.ruleWord } : {}),
      page: entry.page,
      topics: entry.topics,
      ...(entry.evasion ? { evasion: true } : {}),
      ...(entry.typos.length > 0 ? { typos: entry.typos } : {}),
      aliases: entry.aliases.map((a): Term['aliases'][number] => [a.word, a.weight, DIRECTIONS[a.direction]]),
    }));
  });
}

/** The everyday words. */
function readWords(contentDir: string): SearchWords {
  const file = join(contentDir, 'search/words.yaml');
  const parsed = searchWords.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`搜索词表写得不对：${file}\n${parsed.error.message}`);
  return parsed.data;
}

/** What only a page's front matter says: aliases and weight, by path. */
function readFrontMatter(contentDir: string): Map<string, { aliases: string[]; searchWeight: number }> {
  const docs = join(contentDir, 'docs');
  const found = new Map<string, { aliases: string[]; searchWeight: number }>();
  for (const name of readdirSync(docs, { recursive: true }).map(String)) {
    if (!/\.mdx?$/.test(name)) continue;
    const head = /^---\n([\s\S]*?)\n---/.exec(readFileSync(join(docs, name), 'utf8'))?.[1];
    // Reading YAML is slow, and few pages say any of this.
    if (!head || !/^(?:aliases|searchWeight):/m.test(head)) continue;
    const data = parse(head) as { aliases?: unknown[]; searchWeight?: number };
    const slug = name
      .replaceAll('\\', '/')
      .replace(/\.mdx?$/, '')
      .replace(/(?:^|\/)index$/, '');
    found.set(slug ? `/${slug}/` : '/', { aliases: (data.aliases ?? []).map(String), searchWeight: data.searchWeight ?? 1 });
  }
  return found;
}

/** The editors' example questions for each topic. */
export function readAsks(contentDir: string): Example[] {
  return yamlFiles(join(contentDir, 'search/asks')).flatMap((file) => {
    const parsed = searchAsks.safeParse(parse(readFileSync(file, 'utf8')));
    if (!parsed.success) throw new Error(`例句写得不对：${file}\n${parsed.error.message}`);
    return Object.entries(parsed.data).flatMap(([topic, { zh, en }]) => [...zh, ...en].map((text) => ({ topic, text })));
  });
}

/** Everything the editors wrote for the search. Throws with the file's name when one is malformed. */
export function readEditors(contentDir: string): Editors {
  return {
    front: readFrontMatter(contentDir),
    terms: readTerms(contentDir),
    words: readWords(contentDir),
    asks: readAsks(contentDir),
  };
}
