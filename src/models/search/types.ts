import type { SearchWords } from '../../schemas/search-words.ts';
import type { TopicModel } from './topics.ts';

/** Where a line of a document stands; decides how much a match there counts. */
export type Field = 'title' | 'alias' | 'topic' | 'description' | 'heading' | 'lead';

/** What a result is; results are grouped by it. */
export type UnitKind = 'page' | 'hub' | 'tool' | 'reference' | 'case' | 'term' | 'fact';

/** One searchable unit of the built site. Keys are short because the table is sent to the browser. */
export interface Unit {
  /** Path with anchor, without the site's base */
  u: string;
  /** Title as shown */
  t: string;
  /** Description or first sentence, as shown */
  d: string;
  k: UnitKind;
  /** Platform id, where the unit is about one platform */
  p?: string;
  /** Editor's weight; 1 when absent */
  w?: number;
  /** Topics, the closest first */
  T?: string[];
  /** Words readers search with */
  a?: string[];
  /** Headings: text and anchor */
  h?: [string, string][];
}

/** A glossary term as the search needs it. */
export interface Term {
  id: string;
  /** Where the word comes from; slang is explained */
  kind: string;
  term: string;
  definition: string;
  ruleWord?: string;
  page: string;
  topics: string[];
  evasion?: boolean;
  typos?: string[];
  /** word, weight, direction: b both, t only to the term, f only from it */
  aliases: [string, number, 'b' | 't' | 'f'][];
}

/** Everything the first keystroke needs. Written by the build, read by the engine. */
export interface SearchCore {
  version: 1;
  /** Changes with the content, so that copies of two builds are never mixed */
  stamp: string;
  /** Traditional and simplified characters, alternating */
  t2s: string;
  /** Syllables with the characters that sound like them: "ba八巴 bai白百" */
  sounds: string;
  /** Pairs of characters that the pages write and that would otherwise be taken for a misspelt word, one after the other */
  plain: string;
  /** Words whose reading differs from that of their characters alone */
  readings: Record<string, string>;
  words: SearchWords;
  terms: Term[];
  topics: Record<string, string>;
  /** Which topic a question is about, learnt from the editors' example questions */
  asks: TopicModel;
  units: Unit[];
}

/** What the full-text index calls the units, and how many pieces each of their sections has there. */
export interface UnitMap {
  /** Names in the order of the units, with spaces between */
  ids: string;
  sizes: number[][];
}

/** What was done to the query, so that the reader sees it. */
export type Note =
  | { kind: 'traditional'; from: string; to: string }
  | { kind: 'also'; from: string; to: string[] }
  | { kind: 'typo'; from: string; to: string }
  | { kind: 'pinyin'; from: string; to: string }
  | { kind: 'english'; from: string; to: string[] }
  | { kind: 'topic'; to: string }
  | { kind: 'shortened'; limit: number };

/** One word to look for. */
export interface QueryTerm {
  word: string;
  /** How much the word tells what the reader is after */
  importance: number;
  source: 'exact' | 'rest' | 'typo' | 'pinyin' | 'english' | 'filler' | 'platform';
  /** Position of the glossary term it names; -1 for none */
  term: number;
  /** The word itself first, then what stands for it, with its weight */
  expansions: [string, number][];
}

export interface Understanding {
  /** The query after normalising */
  text: string;
  /** The same, with the Chinese words read out of pinyin, English and slips behind it */
  meant: string;
  terms: QueryTerm[];
  notes: Note[];
  platforms: string[];
  intent: 'evasion' | 'emergency' | null;
  /** The glossary term the query consists of, or asks the meaning of */
  single: string | null;
}
