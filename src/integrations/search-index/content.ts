import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Editors } from './build.ts';
import type { Example } from './learn.ts';
import { GLOSSARY } from '../../models/search/corpus.ts';
import type { Term } from '../../models/search/types.ts';
import { searchAsks } from '../../schemas/search-asks.ts';
import { glossaryFile } from '../../schemas/glossary.ts';
import { TOPICS } from '../../schemas/page.ts';
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

/** A page as its author wrote it. */
interface Source {
  path: string;
  title: string;
  topics: string[];
  aliases: string[];
  searchWeight: number;
  headings: string[];
}

function readSources(contentDir: string): Source[] {
  const docs = join(contentDir, 'docs');
  return readdirSync(docs, { recursive: true })
    .map(String)
    .filter((name) => /\.mdx?$/.test(name))
    .sort()
    .flatMap((name): Source[] => {
      const text = readFileSync(join(docs, name), 'utf8');
      const head = /^---\n([\s\S]*?)\n---/.exec(text);
      if (!head) return [];
      const data = parse(head[1] ?? '') as { title?: string; topics?: unknown[]; aliases?: unknown[]; searchWeight?: number };
      const slug = name
        .replaceAll('\\', '/')
        .replace(/\.mdx?$/, '')
        .replace(/(?:^|\/)index$/, '');
      return [
        {
          path: slug ? `/${slug}/` : '/',
          title: data.title ?? '',
          topics: (data.topics ?? []).map(String),
          aliases: (data.aliases ?? []).map(String),
          searchWeight: data.searchWeight ?? 1,
          headings: [...text.slice(head[0].length).matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = '']) => heading),
        },
      ];
    });
}

/** What the pages themselves say they are asked for: their titles, aliases and headings, and the vocabulary's own words. */
function pageExamples(sources: readonly Source[]): Example[] {
  return [
    ...Object.entries(TOPICS).map(([topic, text]) => ({ topic, text })),
    ...sources.flatMap(({ path, title, topics: [topic], aliases, headings }) => {
      // Pages about the handbook itself have no topic of their own in the vocabulary; what they are asked is not what words mean.
      if (!topic || (topic === 'glossary' && path !== GLOSSARY)) return [];
      return [
        ...[title, ...aliases].map((text) => ({ topic, text, weight: 0.6 })),
        ...headings.map((text) => ({ topic, text, weight: 0.3 })),
      ];
    }),
  ];
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
  const sources = readSources(contentDir);
  return {
    front: new Map(sources.map(({ path, aliases, searchWeight }) => [path, { aliases, searchWeight }])),
    terms: readTerms(contentDir),
    words: readWords(contentDir),
    asks: [...readAsks(contentDir), ...pageExamples(sources)],
  };
}
