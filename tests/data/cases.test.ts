import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { assembleCases, CaseError } from '../../src/facts/assemble-cases.ts';
import { allCases, publishedCases } from '../../src/facts/cases.ts';
import { buildCasesDataset } from '../../src/models/cases/dataset.ts';
import { groupFines, readFines } from '../../src/models/cases/statistics.ts';
import { casesDataset, type CaseRecord } from '../../src/schemas/case.ts';
import { bannedName, bannedTitle, bannedUrl, bannedHost, findNames, type BannedList } from '../support/banned.ts';
import { caseProblems } from '../support/case-checks.ts';

const DIR = 'src/content/cases';
const files = new Map(readdirSync(DIR).map((name) => [`${DIR}/${name}`, readFileSync(`${DIR}/${name}`, 'utf8')]));
const banned = JSON.parse(readFileSync('tests/fixtures/banned-names.sha256.json', 'utf8')) as BannedList;
const laws = new Set(readdirSync('src/content/laws').flatMap((name) => (name.endsWith('.yaml') ? [name.slice(0, -5)] : [])));
const cases = [...allCases().values()];

describe('the collection', () => {
  test('every file parses, under its own id, into frozen records', () => {
    expect(cases).toHaveLength(files.size);
    expect(Object.isFrozen(cases[0]?.outcome.kinds)).toBe(true);
  });

  test('at least a hundred cases are published; the others say why not', () => {
    expect(publishedCases().length).toBeGreaterThanOrEqual(100);
    for (const c of cases.filter((each) => !each.published)) expect(c.unpublishedReason?.length, c.id).toBeGreaterThan(8);
  });

  test('headlines are all different', () => {
    expect(new Set(cases.map((c) => c.title)).size).toBe(cases.length);
  });

  test.each(cases.map((c) => [c.id, c] as const))(
    '%s names nobody, links only where it may, and is written for a reader',
    (_id, c) => {
      expect(caseProblems(c, laws, banned)).toEqual([]);
    },
  );

  test('pages link only to cases that have a page', () => {
    const published = new Set(publishedCases().map((c) => c.id));
    const docs = readdirSync('src/content/docs', { recursive: true }).map(String);
    const dead = docs
      .filter((f) => f.endsWith('.mdx'))
      .flatMap((f) =>
        [...readFileSync(`src/content/docs/${f}`, 'utf8').matchAll(/<CaseLink\s+id="([^"]+)"/g)].map((m) => `${f}: ${m[1]}`),
      )
      .filter((link) => !published.has(link.split(': ')[1] ?? ''));
    expect(dead).toEqual([]);
  });

  test('the counts the dossier gives for fines come out of the records', () => {
    const fines = readFines(cases);
    expect(fines).toHaveLength(28);
    expect(groupFines(fines).map((g) => [g.party, g.fines.length, g.min, g.median, g.max])).toEqual([
      ['seller', 15, 5000, 50_000, 210_000],
      ['sellers', 4, 40_000, null, 2_180_000],
      ['organiser', 9, 50_000, 210_000, 2_000_000],
    ]);
  });

  test('the dataset holds the published cases and fits its own schema', () => {
    const data = buildCasesDataset(cases);
    expect(casesDataset.safeParse(data).error).toBeUndefined();
    expect(data.cases.map((c) => c.id).sort()).toEqual(
      publishedCases()
        .map((c) => c.id)
        .sort(),
    );
    expect(JSON.stringify(data)).not.toContain('unpublishedReason');
    // The endpoint publishes this schema beside the data; every field carries its description.
    const schema = JSON.stringify(z.toJSONSchema(casesDataset));
    for (const key of Object.keys(data.cases[0] ?? {})) expect(schema).toContain(`"${key}":`);
    expect(schema).toContain('What must not be concluded from this case');
  });
});

/** An invented case: nobody did this. */
const SAMPLE = {
  id: 'z-sample',
  title: '虚构的样例案件',
  kind: 'administrative',
  year: 2020,
  region: null,
  platforms: ['taobao'],
  methods: ['brushers'],
  trade: 'food',
  goods: '样例商品',
  party: 'seller',
  happened: ['样例商家请人下单。', '样例商家没有发货。'],
  scale: { orders: 10, amountCny: null, commissionCny: null, period: null, more: [] },
  foundBy: null,
  foundVia: null,
  outcome: { kinds: ['fine'], authority: null, fineCny: 10_000, text: '罚款 1 万元。' },
  lawThen: [],
  lawNow: ['aucl2025-9'],
  lesson: ['样例教训。'],
  warningSigns: ['样例信号'],
  prevention: ['样例办法'],
  notProven: ['样例不能证明什么。'],
  gaps: [],
  confidence: 'single',
  sources: [{ publisher: '样例晚报', date: '2020-01', kind: 'press', copy: true, linkable: false }],
  related: [],
  topics: ['administrative-fine'],
  published: true,
  checkedOn: '2026-11-22',
} satisfies CaseRecord;

type Sample = Record<string, unknown>;
/** The sample with one field changed; `path` is dotted, e.g. `sources.0.title`. */
function with_(path: string, value: unknown): Sample {
  const copy = structuredClone(SAMPLE) as Sample;
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce<Sample>((node, key) => node[key] as Sample, copy);
  parent[last] = value;
  return copy;
}
const assemble = (...records: Sample[]) =>
  assembleCases(new Map(records.map((r, n) => [`${'../'.repeat(n)}${String(r.id)}.yaml`, stringify(r)])));

describe('what the schema refuses', () => {
  test('the sample itself passes', () => {
    expect(assemble(SAMPLE).size).toBe(1);
  });

  test.each<[string, Sample, RegExp]>([
    ['an unknown key', with_('merchant', '样例'), /merchant/],
    ['a source title', with_('sources.0.title', '样例标题'), /title/],
    ['an address on a source that may not be linked', with_('sources.0.url', 'https://example.org/a'), /linkable/],
    ['a linkable source without its address', with_('sources.0.linkable', true), /linkable/],
    ['no source at all', with_('sources', []), /sources/],
    ['a topic outside the vocabulary', with_('topics', ['brushing-tips']), /topics/],
    ['a platform outside the list', with_('platforms', ['shop-of-x']), /platforms/],
    ['a fine without its kind', with_('outcome.kinds', ['fine-unread']), /fine/],
    ['a fine kind without its amount', with_('outcome.fineCny', null), /fine/],
    ['zero orders instead of unknown', with_('scale.orders', 0), /orders/],
    ['an unpublished case without a reason', with_('published', false), /reason/],
    ['a published case with a reason', with_('unpublishedReason', '样例理由样例理由'), /reason/],
    ['an impossible day', with_('checkedOn', '2026-02-30'), /checkedOn/],
    ['a related case that does not exist', with_('related', ['z-nobody']), /z-nobody/],
    ['one sentence of story', with_('happened', ['只有一句。']), /happened/],
  ])('%s', (_what, record, message) => {
    expect(() => assemble(record)).toThrow(CaseError);
    expect(() => assemble(record)).toThrow(message);
  });

  test('the same id twice', () => {
    expect(() => assemble(SAMPLE, SAMPLE)).toThrow(/used twice/);
  });

  test('a file named differently from its id', () => {
    expect(() => assembleCases(new Map([['other.yaml', stringify(SAMPLE)]]))).toThrow(/z-sample/);
  });
});

describe('what the checks refuse', () => {
  const list: BannedList = {
    names: [bannedName('虚构商行'), bannedName('Madeup Brand')],
    titles: [bannedTitle('虚构商行刷单被罚记')],
    hosts: [bannedHost('http://spam.example/x')],
    urls: [bannedUrl('https://news.example/a/1')],
  };
  const sources = (url: string) => [{ ...SAMPLE.sources[0], linkable: true, url }];

  test('the sample itself passes', () => {
    expect(caseProblems(SAMPLE, laws, list)).toEqual([]);
  });

  test.each<[string, Sample, RegExp]>([
    ['a name', with_('goods', '虚构商行的茶'), /names a party/],
    ['a name pulled apart by spaces and marks', with_('lesson', ['虚 构·商-行被罚。']), /names a party/],
    ['a name in full-width letters', with_('goods', 'ＭＡＤＥＵＰ brand 样例'), /names a party/],
    ['a name inside an address', with_('sources', sources('https://ok.example/madeup-brand-fined')), /names a party/],
    ['a source title', with_('happened.0', '虚构商行刷单被罚记。'), /source title/],
    ['a banned host', with_('sources', sources('https://www.spam.example/other')), /may not be linked/],
    ['a banned address under another scheme', with_('sources', sources('http://www.news.example/a/1/')), /may not be linked/],
    ['an address in running text', with_('gaps', ['见 https://ok.example']), /running text/],
    ['a court case number', with_('outcome.authority', '样例法院（2019）京0491民初12345号'), /case number/],
    ['half-width punctuation', with_('lesson', ['样例,教训。']), /half-width/],
    ['a law that is not on record', with_('lawNow', ['aucl1900-1']), /not a law record/],
    ['a fragment instead of a sentence', with_('notProven', ['样例不能证明']), /not a sentence/],
    ['a sentence too long to read', with_('lesson', [`${'长'.repeat(41)}。`]), /over 40/],
    ['a case related to itself', with_('related', ['z-sample']), /itself/],
  ])('%s', (_what, record, message) => {
    expect(caseProblems(record as unknown as CaseRecord, laws, list).join('\n')).toMatch(message);
  });

  test('the committed list is not empty and holds hashes only', () => {
    for (const part of [banned.names.map((n) => n.sha256), banned.titles, banned.hosts, banned.urls]) {
      expect(part.length).toBeGreaterThan(10);
      for (const hash of part) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('ordinary text of the handbook does not trip over the list', () => {
    expect(findNames(parse(readFileSync('src/content/laws/ecl-17.yaml', 'utf8')).meaning, banned)).toEqual([]);
  });
});
