import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { learnTopics } from '../../../src/integrations/search-index/learn.ts';
import { readingTable, soundTable, t2sTable } from '../../../src/integrations/search-index/tables.ts';
import type { SearchCore, Unit } from '../../../src/models/search/types.ts';
import { searchWords } from '../../../src/schemas/search-words.ts';
import { TOPICS } from '../../../src/schemas/page.ts';

const words = searchWords.parse(parse(readFileSync('src/content/search/words.yaml', 'utf8')));
const { sounds, of } = soundTable([]);
const WORDS = words.same.flatMap((g) => g.words);

/** A small site with the real words: enough to test understanding and ranking without a build. */
export function smallCore(units: Unit[] = UNITS): SearchCore {
  return {
    version: 1,
    stamp: 'test',
    t2s: t2sTable([]),
    sounds,
    plain: '包裹',
    readings: readingTable(WORDS, of),
    words,
    terms: [
      {
        id: 'brushing',
        kind: 'slang',
        term: '刷单',
        definition: '自己或找人假装买家下单。',
        page: '/definition/',
        topics: ['criteria-overview'],
        aliases: [
          ['补单', 0.95, 'b'],
          ['s单', 0.9, 't'],
        ],
      },
    ],
    topics: { ...TOPICS },
    asks: learnTopics([], Object.keys(TOPICS)),
    units,
  };
}

const UNITS: Unit[] = [
  { u: '/definition/', t: '什么算虚假交易', d: '用不真实的交易换销量就算。', k: 'page', T: ['criteria-overview'] },
  {
    u: '/demotion/',
    t: '商品被降权，多久恢复',
    d: '从最近一次查出那天起数。',
    k: 'page',
    T: ['demotion-duration'],
    h: [['怎么数', 'count']],
  },
  { u: '/clearing/taobao/', t: '淘宝扣分什么时候清', d: '年底全清。', k: 'page', p: 'taobao', T: ['clearing-time-taobao'] },
  { u: '/clearing/tmall/', t: '天猫扣分什么时候清', d: '年底一并清。', k: 'page', p: 'tmall', T: ['clearing-time-tmall'] },
  { u: '/deposit/', t: '保证金会不会扣', d: '各平台不同。', k: 'page', T: ['deposit-funds'] },
  { u: '/respond/no-evasion/', t: '为什么不教你规避', d: '没有安全线。', k: 'page', T: ['no-evasion'] },
  { u: '/tools/notice-triage/', t: '通知解读', d: '贴上通知，读出期限。', k: 'tool', T: ['notice-first-response'] },
  { u: '/reference/glossary/', t: '术语与黑话', d: '叫法对照。', k: 'reference', T: ['glossary'] },
];
