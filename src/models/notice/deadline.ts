import type { NoticeWords } from '../../schemas/notice.ts';
import { clauseAt, sentenceAt } from './clauses.ts';
import type { DatedHit } from './dates.ts';
import { wordNumber } from './points.ts';
import type { Found, Limit, Moment } from './reading.ts';
import { spanOf, type NoticeText } from './text.ts';
import { has } from './words.ts';

const AMOUNT = '(?<![\\d.])(\\d{1,3}|[一二三四五六七八九两十]{1,3})';
const UNIT_ZH = '(小时|个?小时|个?工作日|个?自然日|日历日|天|日|h|hrs)';
/** `72小时内`, `5个工作日(含)内`. */
const ZH_WITHIN = new RegExp(`${AMOUNT}[ \\n]?个?[ \\n]?${UNIT_ZH}(?:\\([^)\\n]{0,10}\\))?[ \\n]?(?:之内|以内|内)`, 'g');
/** `申诉期为72小时`, `申诉时限:3天`, `申诉剩余时间 2天`. */
const ZH_FIELD = new RegExp(
  `(?:(?:申诉|举证|反馈|回复|补充凭证)(?:有效)?(?:期限|时限|期|时间)|剩余时间|剩余申诉时间|剩余|还剩|(?:申诉|举证)[^\\d\\n。;,]{0,10}(?:还有|尚有|尚余))(?:限)?[^\\d\\n。;一二三四五六七八九两十]{0,8}${AMOUNT}[ ]?个?${UNIT_ZH}`,
  'g',
);
/** `申诉倒计时 47:12:09`: a clock running down; its hours. */
const CLOCK = /(?:倒计时|剩余|还剩|remaining|time left)[^\d\n。;,]{0,8}(\d{1,3}):\d{2}:(\d{2})(?!\d)/g;
/** `72小时申诉期`. */
const ZH_PERIOD = new RegExp(`${AMOUNT}[ ]?个?${UNIT_ZH}(?:的?(?:申诉|举证)(?!成功|失败|不)|有效)`, 'g');
/** `可以申诉15天`. */
const ZH_CAN = new RegExp(`可以?(?:申诉|举证)[ ]?${AMOUNT}[ ]?个?${UNIT_ZH}`, 'g');
const EN_NUMBER = '(\\d{1,3}|two|three|four|five|seven|ten|fifteen|forty-eight|seventy-two)';
const EN_UNIT = '(hours?|hrs?|h|business days?|working days?|workdays?|calendar days?|natural days?|days?)(?![a-z])';
const EN_WITHIN = new RegExp(
  `(?:within|in|have|has|next)[ \\n](?:the |the next |the following |only )?${EN_NUMBER}[ \\n-]{0,2}(?:\\([^)\\n]{0,10}\\)[ \\n]?)?${EN_UNIT}`,
  'g',
);
const EN_FIELD = new RegExp(
  `(?<![\\d.])${EN_NUMBER}[ -]?${EN_UNIT}(?: left| remaining| to (?:appeal|submit|provide|respond|dispute|upload)|[ -](?:appeal|evidence|response) (?:window|period))`,
  'g',
);
const EN_PERIOD = new RegExp(
  `(?:appeal|evidence|response|dispute|submission)(?: submission)? (?:window|period|deadline|time limit|time)(?: is| of|:| =){1,2} ?${EN_NUMBER}[ -]?${EN_UNIT}`,
  'g',
);

/** A length of time the notice gives for the seller's answer; the platform's own review times are left out. */
export function readLimit(n: NoticeText, words: NoticeWords): Found<Limit> | null {
  const found: (Found<Limit> & { at: number })[] = [];
  for (const [re, field] of [
    [ZH_WITHIN, false],
    [ZH_FIELD, true],
    [CLOCK, true],
    [ZH_PERIOD, true],
    [ZH_CAN, true],
    [EN_WITHIN, false],
    [EN_FIELD, true],
    [EN_PERIOD, true],
  ] as const) {
    for (const m of n.text.matchAll(re)) {
      const amount = wordNumber(m[1] ?? '');
      if (Number.isNaN(amount) || amount === 0) continue;
      const sentence = sentenceAt(n.text, m.index);
      const clause = clauseAt(n.text, m.index);
      const here = n.text.slice(clause.start, clause.end);
      if (!field && has(here, words.review) && !actsAfter(n.text, m.index + m[0].length, clause.end, words)) continue;
      if (!field && !has(n.text.slice(sentence.start, sentence.end), words.act)) continue;
      // Windows that look back (近 30 天内) are no limit.
      if (/(?:近|过去|最近|前|past|last)[ ]?$/.test(n.text.slice(Math.max(0, m.index - 5), m.index))) continue;
      found.push({
        value: {
          amount,
          unit: re === CLOCK ? 'hours' : unitOf(m[2] ?? ''),
          from: has(here, words.remaining) ? 'remaining' : 'notice',
        },
        span: spanOf(n, m.index, m.index + m[0].length),
        at: m.index,
      });
    }
  }
  found.sort((a, b) => Number(a.value.from === 'remaining') - Number(b.value.from === 'remaining') || a.at - b.at);
  const first = found[0];
  return first ? { value: first.value, span: first.span } : null;
}

/** `72小时内提交申诉` stays a limit though 审核 stands earlier in the same clause. */
function actsAfter(text: string, from: number, to: number, words: NoticeWords): boolean {
  return has(text.slice(from, Math.min(to, from + 16)), words.act);
}

function unitOf(word: string): Limit['unit'] {
  if (/小时|hour|hr|^h$/.test(word)) return 'hours';
  return /工作日|business|work/.test(word) ? 'working-days' : 'days';
}

/** The earliest date the notice itself sets for the answer. */
export function readDeadlineDate(n: NoticeText, hits: readonly DatedHit[]): Found<Moment> | null {
  const first = hits
    .filter((h) => h.role === 'deadline')
    .sort((a, b) => (`${a.moment.day} ${a.moment.time ?? '24'}` < `${b.moment.day} ${b.moment.time ?? '24'}` ? -1 : 1))[0];
  return first ? { value: first.moment, span: spanOf(n, first.start, first.end) } : null;
}
