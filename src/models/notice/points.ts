import type { NoticeWords } from '../../schemas/notice.ts';
import { clauseAt, sentenceAt } from './clauses.ts';
import { isConditional } from './kind.ts';
import type { Found, Points } from './reading.ts';
import { spanOf, type NoticeText } from './text.ts';
import { findAll, has } from './words.ts';

const HAN_DIGITS = '一二三四五六七八九';
const NUMBER = `(?<![\\d.时点])(?<!\\d:)(\\d{1,3}|[${HAN_DIGITS}两十]{1,4})`;
/** `12分`, but not 12 分钟, 12 分之一, 12 分类 … */
const ZH_POINTS = new RegExp(`${NUMBER}[ \\n]?个?分(?![钟之类析级销享期公店开布数割制拣部])`, 'g');
/** `扣分: 12`, `扣分分值 A类 12`. */
const ZH_FIELD =
  /(?:扣分分值|扣分值|扣分数|扣分|计分|分值)[ \n]?(?:类型|情况)?[:= ]{1,3}(?:[ab]类?|[^\d\n,。;:]{0,8})[ ]?(\d{1,3})(?!\d|\.\d|[:/-]|[ ]?[年月日天笔单个小%])/g;
/** `A12` in a cell of a copied table. */
const ZH_CELL = /(?<![a-z\d])[ab](\d{1,2})(?![\da-z./:-]|[ ]?分)/g;
const EN_NUMBER = '(\\d{1,3}|one|two|three|four|six|eight|ten|twelve|twenty-four|thirty-six|forty-eight)';
const EN_POINTS = new RegExp(
  `(?<![\\d.a-z])${EN_NUMBER}[ -](?:(?:penalty|violation|demerit|general|serious|credit|more|additional)[ ]){0,2}points?(?![a-z])`,
  'g',
);
const EN_FIELD =
  /(?:penalty |violation )?(?:points?(?: deducted| deduction)?|deduction(?: of)?)[ ]?[:=][ ]?(\d{1,3})(?!\d|\.\d|[:/-])/g;
/** `accumulated points have reached 24`. */
const EN_TOTAL =
  /points?(?: have| has)?(?: now)? (?:reached|accumulated to|totall?ed|come to)(?: a total of)? (\d{1,3})(?!\d|\.\d|[:/-])/g;
const EN_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  'twenty-four': 24,
  'thirty-six': 36,
  'forty-eight': 48,
  'seventy-two': 72,
};

/** Digits, Chinese numerals up to 99 (四十八 → 48) and the English words notices use; NaN when it is none. */
export function wordNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[a-z]/.test(text)) return EN_WORDS[text] ?? Number.NaN;
  const digit = (ch: string | undefined) => (ch === '两' ? 2 : HAN_DIGITS.indexOf(ch ?? '') + 1 || Number.NaN);
  const ten = text.indexOf('十');
  if (ten < 0) return text.length === 1 ? digit(text) : Number.NaN;
  const tens = ten === 0 ? 1 : digit(text[0]);
  const ones = ten === text.length - 1 ? 0 : digit(text[ten + 1]);
  return ten > 1 || text.length > ten + 2 ? Number.NaN : tens * 10 + ones;
}

/** Every count of points the notice tells as fact, with its place in the regular text; what it only threatens is left out. */
export function readPoints(n: NoticeText, words: NoticeWords): (Found<Points> & { at: number })[] {
  const found: (Found<Points> & { at: number })[] = [];
  for (const m of matches(n.text)) {
    const points = wordNumber(m[1] ?? '');
    const digits = m.index + m[0].indexOf(m[1] ?? '');
    if (Number.isNaN(points) || points > 200 || isConditional(n.text, m.index, words)) continue;
    if (isWithdrawn(n.text, m.index, words)) continue;
    const role = roleOf(n.text, m, words);
    if (!role) continue;
    found.push({
      value: { points, cls: classOf(n.text, digits, m.index + m[0].length, words), role },
      span: spanOf(n, digits, m.index + m[0].length),
      at: digits,
    });
  }
  const seen = new Set<number>();
  return found.sort((a, b) => a.at - b.at).filter((p) => !seen.has(p.at) && seen.add(p.at));
}

/** `原处罚(A类12分)已撤销`: what the clause takes back is not taken. */
function isWithdrawn(text: string, at: number, words: NoticeWords): boolean {
  const clause = clauseAt(text, at);
  return has(text.slice(clause.start, clause.end), words.withdrawn);
}

/** `不扣分`, as a reading of zero points; null when the notice does not say so. */
export function readNoPoints(n: NoticeText, words: NoticeWords): Found<Points> | null {
  const hit = findAll(n.text, words.negation).find((h) => !isConditional(n.text, h.start, words));
  return hit ? { value: { points: 0, cls: null, role: 'deducted' }, span: spanOf(n, hit.start, hit.end) } : null;
}

function* matches(text: string): Generator<RegExpExecArray> {
  for (const re of [ZH_POINTS, ZH_FIELD, ...(text.includes('扣分') ? [ZH_CELL] : []), EN_POINTS, EN_FIELD, EN_TOTAL])
    yield* text.matchAll(re);
}

/** The reading that sums the others up (合计扣 16 分), when there is one. */
export function summed(
  n: NoticeText,
  readings: readonly (Found<Points> & { at: number })[],
  words: NoticeWords,
): Found<Points> | null {
  const sums = findAll(n.text, words.sums);
  return (
    readings.find(
      (r) =>
        r.value.role === 'deducted' &&
        sums.some(
          (s) => (s.end <= r.at && r.at - s.end <= 8) || (s.start >= r.at && s.start - r.at <= 20 && /[a-z]/.test(s.word)),
        ),
    ) ?? null
  );
}

/** The nearest word before says whether the points are taken now or have added up. */
function roleOf(text: string, m: RegExpExecArray, words: NoticeWords): Points['role'] | null {
  const end = m.index + m[0].length;
  if (/[:=]|^[ab]\d/.test(m[0])) return 'deducted';
  if (/^points? .*\d$/.test(m[0])) return 'total';
  const latin = /point/.test(m[0]);
  const before = text.slice(Math.max(sentenceAt(text, m.index).start, m.index - (latin ? 60 : 22)), m.index);
  const last = (list: readonly string[]) => Math.max(-1, ...findAll(before, list).map((h) => h.end));
  const deduct = last(words.deduct);
  const total = last(words.total);
  if (deduct < 0 && total < 0) {
    if (latin) return has(text.slice(end, end + 40), words.total) ? 'total' : 'deducted';
    return classBefore(before) || /^[ ]?(?:的)?(?:扣分|处罚|处理)/.test(text.slice(end)) ? 'deducted' : null;
  }
  // 累计 ends as 计 does: of two that end together the longer word is meant.
  return total >= deduct ? 'total' : 'deducted';
}

const classBefore = (before: string) => /(?:[ab]类?|(?:一般|严重)违规)[:(, ]{0,2}$/.test(before);

/** A or B: the nearest class word in the clause, before the figure first. */
function classOf(text: string, start: number, end: number, words: NoticeWords): Points['cls'] {
  // `A12`, `A 类 12`, `扣 A 12` — but not the English article in `a 12 points deduction`.
  const glued = /(?<![a-z])([ab])(?:[ ]?类(?:违规)?[ ]?(?:扣分)?[: ]{0,2})?$|(?<=[\p{Script=Han}:(][ ]?)([ab])[ ]$/u.exec(
    text.slice(Math.max(0, start - 10), start),
  );
  if (glued) return (glued[1] ?? glued[2]) === 'a' ? 'A' : 'B';
  const clause = clauseAt(text, start);
  const sentence = sentenceAt(text, start);
  return (
    namedIn(text.slice(clause.start, Math.max(clause.end, end)), words) ??
    namedIn(text.slice(sentence.start, Math.max(sentence.end, end)), words) ??
    namedAnywhere(text, words)
  );
}

/** The only class the notice names as fact, as in a form with a line of its own for it. */
function namedAnywhere(text: string, words: NoticeWords): Points['cls'] {
  const told = (list: readonly string[]) => findAll(text, list).some((hit) => !isConditional(text, hit.start, words));
  const a = told(words.classes.A);
  const b = told(words.classes.B);
  return a === b ? null : a ? 'A' : 'B';
}

/** The class a stretch names; null when it names none or both. */
function namedIn(part: string, words: NoticeWords): Points['cls'] {
  const a = has(part, words.classes.A);
  const b = has(part, words.classes.B);
  return a === b ? null : a ? 'A' : 'B';
}
