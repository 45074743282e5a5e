import { createHash } from 'node:crypto';

import { buildCorpus, GLOSSARY } from '../../models/search/corpus.ts';
import { mend } from '../../models/search/mend.ts';
import { normalise, readT2s } from '../../models/search/normalise.ts';
import type { TopicModel } from '../../models/search/topics.ts';
import type { SearchCore, Term, Unit, UnitKind } from '../../models/search/types.ts';
import { PLATFORMS } from '../../schemas/names.ts';
import { TOPICS } from '../../schemas/page.ts';
import type { SearchWords } from '../../schemas/search-words.ts';
import type { PageText } from './html.ts';
import { learnTopics, type Example } from './learn.ts';
import { readingTable, soundTable, t2sTable } from './tables.ts';

const KINDS: readonly string[] = ['page', 'hub', 'tool', 'reference', 'case', 'term'];
const TOPIC_PLATFORM: Record<string, string> = { alibabacom: 'alibaba-com' };
const PLATFORM_IDS: readonly string[] = PLATFORMS.filter((p) => p !== 'cross-platform');
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
export interface Drafted {
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
  const terms = page.path === GLOSSARY;
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

/** What the editors wrote for the search (`content.ts` reads it). */
export interface Editors {
  /** Aliases and weight of pages, by path. */
  front: ReadonlyMap<string, { aliases: string[]; searchWeight: number }>;
  terms: readonly Term[];
  words: SearchWords;
  /** Example questions, and what the pages say they are asked for */
  asks: readonly Example[];
}

/** The index of all pages drafted so far. */
export interface AssembledIndex {
  /** Address of every unit, in the order of the index. */
  order: string[];
  /** Makes the core: a second's work. */
  makeCore: () => SearchCore;
}

/** Drafts the index page by page, in whatever order the pages come. */
export class IndexDraft {
  private readonly editors: Editors;
  private readonly drafted = new Map<string, Drafted[]>();
  private readonly t2s = t2sTable([]);
  private readonly table = readT2s(this.t2s);
  private model: TopicModel | undefined;

  constructor(editors: Editors) {
    this.editors = editors;
  }

  /** Learns what a question is about, once: seconds' work that needs no page, and may be done while none is there yet. */
  learn(): TopicModel {
    return (this.model ??= learnTopics(
      this.editors.asks.map((e) => ({ ...e, text: normalise(e.text, this.table) })),
      Object.keys(TOPICS),
    ));
  }

  /** Adds a page; returns its units with the normalised texts of their sections: the unit itself, then one for each heading. */
  add(page: PageText): Drafted[] {
    const units = draft(page, this.editors.front.get(page.path)).map(({ unit, texts }) => ({
      unit,
      texts: texts.map((text) => normaliseLines(text, this.table)),
    }));
    this.drafted.set(page.path, units);
    return units;
  }

  /** The whole index, the same whatever order the pages came in. */
  assemble(): AssembledIndex {
    const { terms } = this.editors;
    const drafted = [...this.drafted].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, units]) => units);
    const entries = new Map(drafted.filter((d) => d.unit.k === 'term').map((d) => [d.unit.u, d.texts]));
    const others = drafted.filter((d) => d.unit.k !== 'term');
    // The terms stand in the core already; their units are made from them (buildCorpus), behind the others.
    const termUnits = terms.map((t) => `${GLOSSARY}#${t.id}`);
    const texts = [...others.map((d) => d.texts), ...termUnits.map((u) => entries.get(u) ?? [])];
    return {
      order: [...others.map((d) => d.unit.u), ...termUnits],
      makeCore: () =>
        this.core(
          others.map((d) => d.unit),
          texts,
        ),
    };
  }

  private core(units: Unit[], texts: readonly string[][]): SearchCore {
    const { terms, words } = this.editors;
    const wordTexts = [
      ...words.same.flatMap((g) => g.words),
      ...words.leads.flatMap((l) => [...l.say, ...l.mean]),
      ...Object.values(words.english).flat(),
      ...words.fillers,
      ...words.lookalikes,
      ...words.platforms.flatMap((p) => p.words),
      ...terms.flatMap((t) => [t.term, ...t.aliases.map(([w]) => w)]),
    ];
    const { sounds, of } = soundTable([...wordTexts, ...units.map((u) => u.t)]);
    const core: SearchCore = {
      version: 1,
      stamp: createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8),
      t2s: this.t2s,
      sounds,
      plain: '',
      readings: readingTable(
        wordTexts.map((w) => w.toLowerCase()),
        of,
      ),
      words,
      terms: [...terms],
      topics: { ...TOPICS },
      asks: this.learn(),
      units,
    };
    core.plain = plainPairs(core, texts.flat());
    return core;
  }
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
function normaliseLines(text: string, table: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => normalise(line, table))
    .join('\n');
}
