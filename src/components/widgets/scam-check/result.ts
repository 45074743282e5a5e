import { formatDay } from '../../../models/calendar/day.ts';
import type { ScamMatch, ScamResult } from '../../../models/scam/match.ts';
import { reportsOf } from '../../../models/scam/reports.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import type { ScamPattern } from '../../../schemas/scam.ts';
import { factList } from '../shared/cite.ts';
import { el } from '../shared/dom.ts';
import { makeReceipt, receiptElement, resultActions } from '../shared/receipt.ts';
import { NO_MATCH, VERSION, WORDING_WORDS, type ScamRecords } from './records.ts';

interface Found {
  n: number;
  match: ScamMatch;
  pattern: ScamPattern;
}

function reportWords(id: string, records: ScamRecords): string {
  const card = records.reports[id];
  return card ? `${card.publisher}：${card.title}（${card.date ? formatDay(card.date) : '日期未载'}）` : id;
}

function reportLink(id: string, records: ScamRecords): HTMLElement {
  const card = records.reports[id];
  const words = reportWords(id, records);
  return card?.url ? el('a', { href: card.url, rel: 'noreferrer' }, words) : el('span', {}, `${words}，不外链`);
}

/** The pasted text with every matching sentence marked and numbered. Text only: nothing pasted becomes markup. */
function markedText(text: string, found: readonly Found[]): HTMLElement {
  const places = found
    .flatMap((f) => f.match.places.map((place) => ({ ...place, n: f.n })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const box = el('div', { class: 'zd-scam-text', lang: 'zh-CN' });
  let at = 0;
  for (let i = 0; i < places.length;) {
    const first = places[i];
    if (!first) break;
    // Places that overlap are shown as one mark with all their numbers.
    let end = first.end;
    const numbers = new Set<number>();
    while (i < places.length && (places[i]?.start ?? Infinity) < end) {
      const place = places[i];
      if (!place) break;
      end = Math.max(end, place.end);
      numbers.add(place.n);
      i += 1;
    }
    box.append(text.slice(at, first.start));
    const links = [...numbers].sort((a, b) => a - b).map((n) => el('a', { href: `#sc-match-${n}` }, `第 ${n} 条`));
    box.append(el('mark', {}, text.slice(first.start, end), ...links));
    at = end;
  }
  box.append(text.slice(at));
  return box;
}

function matchDetail({ n, pattern }: Found, records: ScamRecords): HTMLElement {
  const reports = reportsOf(pattern);
  return el(
    'section',
    { class: 'zd-scam-match', id: `sc-match-${n}`, 'data-pattern': pattern.id },
    el('h4', {}, `第 ${n} 条：${pattern.title}`),
    el('p', {}, pattern.why),
    ...(pattern.do ? [el('p', {}, pattern.do)] : []),
    el('blockquote', {}, `${WORDING_WORDS[pattern.wording]}：${pattern.example}`),
    el(
      'p',
      { class: 'zd-basis__src' },
      '出处：',
      ...reports.flatMap((id, i) => (i > 0 ? ['；', reportLink(id, records)] : [reportLink(id, records)])),
      '。',
    ),
  );
}

/** What to do, once for each family that was found. */
function stepsOf(found: readonly Found[], records: ScamRecords) {
  const ids = new Set(found.map((f) => f.pattern.id));
  return records.files.filter((file) => file.patterns.some((p) => ids.has(p.id))).map((file) => file.family);
}

function plainText(found: readonly Found[], records: ScamRecords, today: string): string {
  const head = `真单手册·骗局话术核对，${formatDay(today)}`;
  if (found.length === 0) return [head, ...NO_MATCH].join('\n');
  return [
    head,
    ...found.map((f) => `第 ${f.n} 条：${f.pattern.title}。${f.pattern.why}出处：${reportWords(f.match.source, records)}。`),
    ...stepsOf(found, records).flatMap((family) => [
      `${family.label}，这样做：`,
      ...family.steps.map((s, i) => `${i + 1}. ${s}`),
    ]),
    '没有标出来的话，也不等于可信。',
  ].join('\n');
}

/** Everything the reader sees after checking, with its receipt. The receipt never holds the pasted text. */
export function renderResult(
  text: string,
  result: ScamResult,
  records: ScamRecords,
  today: string,
): { nodes: Node[]; receipt: Receipt } {
  const patterns = new Map(records.files.flatMap((f) => f.patterns).map((p) => [p.id, p]));
  const found = result.matches.flatMap((match, i): Found[] => {
    const pattern = patterns.get(match.pattern);
    return pattern ? [{ n: i + 1, match, pattern }] : [];
  });
  const facts = [...new Set(found.flatMap((f) => f.pattern.facts ?? []))];
  const made = makeReceipt(
    {
      tool: 'scam-check',
      version: VERSION,
      inputs: { characters: result.read },
      outputs: { matches: result.matches.map(({ pattern, source }) => ({ pattern, source })) },
      steps: [
        `读了 ${result.read} 个字符，逐句和已知话术比对。`,
        ...(result.unread > 0 ? [`后面 ${result.unread} 个字符太长没有读。`] : []),
      ],
      facts,
      generatedOn: today,
    },
    records.facts,
  );
  const receipt = { ...made, sources: [...new Set([...result.matches.map((m) => m.source), ...made.sources])] };
  const families = stepsOf(found, records);
  const nodes: Node[] = [
    el('h3', { id: 'sc-result-title' }, found.length > 0 ? '有的话和公开警示对得上' : '没有对上已知的话术'),
    ...(result.unread > 0
      ? [el('p', { class: 'zd-notice' }, `文字太长，只读了前 ${result.read} 个字符。请把后面的分开再贴一次。`)]
      : []),
    ...(found.length > 0
      ? [
          el('p', {}, '划线的句子，和公开报道过的骗局话术相同或相近。先停手，不付钱，不给账号。'),
          markedText(text.slice(0, result.read), found),
          el('h3', {}, '现在这样做'),
          ...families.flatMap((family) => [
            el('p', {}, `${family.label}：`),
            el('ol', { class: 'zd-steps' }, ...family.steps.map((step) => el('li', {}, step))),
          ]),
          el('h3', {}, '为什么'),
          ...found.map((f) => matchDetail(f, records)),
          el(
            'p',
            { class: 'zd-notice' },
            '没有划线的句子，也不等于可信。话术对得上，也不能单凭这一点断定这个人是骗子；请自己到后台核实。',
          ),
        ]
      : [el('p', { class: 'zd-notice' }, NO_MATCH.slice(1).join(''))]),
    resultActions(() => plainText(found, records, today), receipt),
    ...(facts.length > 0 ? [el('h3', {}, '涉及的规则和法律'), factList(facts, records.facts)] : []),
    receiptElement(receipt),
  ];
  return { nodes, receipt };
}
