import { createHash } from 'node:crypto';

import { buildCorpus } from '../../models/search/corpus.ts';
import { grams, shardOf, writeShard } from '../../models/search/grams.ts';
import { mend } from '../../models/search/mend.ts';
import { normalise, readT2s } from '../../models/search/normalise.ts';
import type { SearchCore, Term, Unit, UnitKind } from '../../models/search/types.ts';
import { TOPICS } from '../../schemas/page.ts';
import type { SearchWords } from '../../schemas/search-words.ts';
import type { PageText } from './html.ts';
import { readingTable, soundTable, t2sTable } from './tables.ts';

const KINDS: readonly string[] = ['page', 'hub', 'tool', 'reference', 'case', 'term'];
const TOPIC_PLATFORM: Record<string, string> = { alibabacom: 'alibaba-com' };
const PLATFORM_IDS = ['taobao', 'tmall', '1688', 'aliexpress', 'alibaba-com', 'xianyu'];
/** A full-text chunk holds about this many characters, 10–15 KB when compressed. */
const SHARD_SIZE = 48_000;
const SHORT = 44;

/** The one platform a page is about: from its address, else from its first topic. */
function platformOf(page: PageText): string | undefined {
  const last = page.path.split('/').filter(Boolean).at(-1) ?? '';
  const byPath = PLATFORM_IDS.find((p) => last === p || last.endsWith(`-${p}`));
  if (byPath) return byPath;
  const suffix = page.topics[0]?.split('-').at(-1) ?? '';
  if (page.topics[0] === 'xianyu-rules') return 'xianyu';
  const byTopic = TOPIC_PLATFORM[suffix] ?? suffix;
  return page.kind !== 'tool' && PLATFORM_IDS.includes(byTopic) ? byTopic : undefined;
}

const first = (text: string, size: number) => {
  const line = text.split('\n').find((l) => l.length > 8) ?? text.split('\n')[0] ?? '';
  return line.length > size ? `${line.slice(0, size)}…` : line;
};

/** A unit together with the texts of its full-text sections. */
interface Drafted {
  unit: Unit;
  texts: string[];
}

function draft(page: PageText, front: { aliases: string[]; searchWeight: number } | undefined): Drafted[] {
  const kind = (KINDS.includes(page.kind) ? page.kind : 'page') as UnitKind;
  const platform = platformOf(page);
  const [top, ...rest] = page.sections;
  const records = rest.filter((s) => s.title === '');
  const headings = rest.filter((s) => s.title !== '');
  const unit: Unit = {
    u: page.path,
    t: page.title,
    d: page.description || first(top?.text ?? '', 80),
    k: page.path.startsWith('/cases/') && page.path !== '/cases/' ? 'case' : kind,
    ...(platform ? { p: platform } : {}),
    ...(front && front.searchWeight !== 1 ? { w: front.searchWeight } : {}),
    ...(page.topics.length > 0 ? { T: page.topics } : {}),
    ...(front && front.aliases.length > 0 ? { a: front.aliases } : {}),
    ...(headings.length > 0 ? { h: headings.map((s): [string, string] => [s.title, s.anchor]) } : {}),
  };
  const facts = page.path === '/reference/facts/';
  const terms = page.path === '/reference/glossary/';
  return [
    { unit, texts: [`${page.title}\n${page.description}\n${top?.text ?? ''}`, ...headings.map((s) => s.text)] },
    ...records.map((s): Drafted => {
      const text = s.text;
      return {
        unit: {
          u: `${page.path}#${s.anchor}`,
          t: first(text.replace(/^(?:官方原文|多处一致|单一来源，待核对)\s*/gm, ''), SHORT),
          d: '',
          k: facts ? 'fact' : terms ? 'term' : 'reference',
        },
        texts: [text],
      };
    }),
  ];
}

/** What the build writes: the core, and the full-text chunks. */
export interface BuiltIndex {
  core: SearchCore;
  shards: string[];
  /** Text of every section, in the order of the section numbers; for tests and excerpts */
  sections: string[];
}

/** Builds the index from the pages' texts and the editors' words. */
export function buildIndex(
  pages: readonly PageText[],
  front: ReadonlyMap<string, { aliases: string[]; searchWeight: number }>,
  terms: readonly Term[],
  words: SearchWords,
): BuiltIndex {
  const drafted = [...pages].sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap((page) => draft(page, front.get(page.path)));
  const units = drafted.map((d) => d.unit);
  const wordTexts = [
    ...words.same.flatMap((g) => g.words),
    ...words.leads.flatMap((l) => [...l.say, ...l.mean]),
    ...Object.values(words.english).flat(),
    ...words.fillers,
    ...words.lookalikes,
    ...words.platforms.flatMap((p) => p.words),
    ...terms.flatMap((t) => [t.term, ...t.aliases.map(([w]) => w)]),
  ];
  const t2s = t2sTable([]);
  const table = readT2s(t2s);
  const sections = drafted.flatMap((d) => d.texts);
  const plain = sections.map((s) => normalise2(s, table));
  const { sounds, of } = soundTable([...wordTexts, ...units.map((u) => u.t)]);
  const postings = new Map<string, number[]>();
  let size = 0;
  plain.forEach((text, i) => {
    for (const gram of grams(text)) {
      const list = postings.get(gram);
      if (list) list.push(i);
      else {
        postings.set(gram, [i]);
        size += gram.length + 1;
      }
      size += 3;
    }
  });
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(size / SHARD_SIZE)));
  const chunks = Array.from({ length: count }, () => new Map<string, number[]>());
  for (const [gram, list] of postings) chunks[shardOf(gram, count)]?.set(gram, list);
  const shards = chunks.map(writeShard);
  const core: SearchCore = {
    version: 1,
    stamp: createHash('sha256').update(shards.join('\0')).digest('hex').slice(0, 8),
    t2s,
    sounds,
    plain: '',
    readings: readingTable(
      wordTexts.map((w) => w.toLowerCase()),
      of,
    ),
    words,
    terms: [...terms],
    topics: { ...TOPICS },
    units,
    shards: count,
  };
  core.plain = plainPairs(core, plain);
  return { core, shards, sections };
}

/** Pairs the pages write that sound or look like a word of the search: 包裹 is not a slip for 包过. */
function plainPairs(core: SearchCore, texts: readonly string[]): string {
  const { lexicon } = buildCorpus(core);
  const seen = new Set<string>();
  const found: string[] = [];
  for (const text of texts)
    for (const run of text.match(/[㐀-鿿]{2,}/gu) ?? [])
      for (let i = 0; i + 1 < run.length; i += 1) {
        const pair = run.slice(i, i + 2);
        if (seen.has(pair)) continue;
        seen.add(pair);
        if (!lexicon.known.has(pair) && mend(pair, lexicon)) found.push(pair);
      }
  return found.sort().join('');
}

/** Block by block, so that no piece runs over the end of a line. */
function normalise2(text: string, table: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => normalise(line, table))
    .join('\n');
}
