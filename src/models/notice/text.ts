/**
 * A pasted text made regular, with the way back: every character of the regular text knows which
 * piece of the paste it came from, so a reading can be marked where the seller sees it.
 */

/** A stretch `[start, end)` of the pasted text, in UTF-16 units as `String.slice` takes them. */
export interface Span {
  start: number;
  end: number;
}

export interface NoticeText {
  /** Half-width, lower case, without zero-width characters, mail quoting and breaks inside numbers. */
  text: string;
  /** For each UTF-16 unit of `text`: where the character it came from starts in the paste. */
  starts: number[];
  /** … and where it ends. */
  ends: number[];
  /** True when the paste was longer than `MAX_LENGTH` and the rest was not read. */
  truncated: boolean;
}

/** Longer pastes are cut: a notice is never this long, and reading must stay quick on a phone. */
export const MAX_LENGTH = 40_000;

/** Zero-width, direction, soft-hyphen and variation marks that chat programs slip between characters. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/u;
/** ① ❷ ⑴: list marks; unfolding them to digits would glue them to the number that follows. */
const LIST_MARK = /[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/u;

/** Makes a paste regular. Total for any string; never throws. */
export function regularise(paste: string): NoticeText {
  const out: NoticeText = { text: '', starts: [], ends: [], truncated: paste.length > MAX_LENGTH };
  const parts: string[] = [];
  let at = 0;
  for (const ch of out.truncated ? paste.slice(0, MAX_LENGTH) : paste) {
    const start = at;
    at += ch.length;
    const plain = plainOf(ch);
    for (let i = 0; i < plain.length; i += 1) {
      out.starts.push(start);
      out.ends.push(at);
    }
    parts.push(plain);
  }
  out.text = parts.join('');
  return [unquote, joinSpaced, joinBroken].reduce((n, step) => step(n), out);
}

/** The stretch of the paste behind `[from, to)` of the regular text. */
export function spanOf(n: NoticeText, from: number, to: number): Span {
  return { start: n.starts[from] ?? 0, end: n.ends[to - 1] ?? n.starts[from] ?? 0 };
}

/** Traditional characters of notices, one for one, so that the vocabulary is written once. */
const SIMPLIFIED = new Map(
  [
    '寶宝網网貓猫賣卖國国際际虛虚構构單单筆笔訂订編编號号舖铺鋪铺規规違违處处罰罚節节點点權权動动銷销營营傳传憑凭證证據据訴诉舉举請请於于內内時时間间後后個个員员類类嚴严積积計计達达滿满應应當当將将對对與与錄录',
    '級级認认為为經经過过現现開开關关閉闭結结無无實实際际報报貨货發发題题戶户賬账額额項项購购買买評评價价體体導导響响參参聯联繫系續续復复審审狀状態态資资訊讯檔档圖图傷伤檢检測测異异從从條条屬属這这們们來来說说讓让給给還还沒没進进遞递運运輸输號号線线異异壹一贰二貳二叁三肆四伍五陆六柒七捌八玖九拾十',
    '統统親亲愛爱尋寻約约產产標标準准確确務务協协偽伪優优維维護护賠赔償偿凍冻紅红鏈链識识別别鎖锁釋释陳陈擾扰亂乱視视頁页順顺須须預预頻频願愿餘余駁驳驗验齊齐簽签紀纪納纳絕绝緊紧總总績绩職职聲声萬万補补裝装製制複复覽览觸触託托記记訪访設设許许詐诈詢询試试詳详誤误論论議议讀读變变負负財财責责費费質质贈赠車车轉转邊边郵邮銀银錯错鐘钟長长門门閱阅隨随險险電电領领顯显東东進进備备僅仅億亿傳传僱雇兩两則则劃划勞劳區区嚇吓園园執执場场報报壓压夠够夾夹奪夺婦妇實实將将專专尋寻屆届幣币廠厂廢废廣广彙汇徵征慮虑應应懲惩戰战戲戏擔担擇择擬拟擴扩攜携敗败數数斷断曆历書书會会業业構构樣样橋桥機机歷历歸归殘残決决沖冲況况淨净減减測测滅灭潔洁濟济為为煩烦營营獎奖獲获環环畫画當当癥症監监盤盘眾众矚瞩礙碍禮礼稅税種种稱称穩稳競竞範范納纳終终綁绑網网緩缓縮缩繳缴義义習习聽听肅肃臨临舊旧華华藝艺虧亏術术衛卫',
  ].flatMap((pairs) => [...pairs].flatMap((ch, i, all) => (i % 2 === 0 ? [[ch, all[i + 1] ?? ch] as const] : []))),
);

function plainOf(ch: string): string {
  if (INVISIBLE.test(ch)) return '';
  if (LIST_MARK.test(ch)) return ' ';
  if (ch === '\r' || ch === '\u2028' || ch === '\u2029' || ch === '\u0085') return '\n';
  if (ch === '〜' || ch === '～') return '~';
  if (ch === '—' || ch === '–' || ch === '−') return '-';
  const simplified = SIMPLIFIED.get(ch);
  if (simplified) return simplified;
  const plain = ch.normalize('NFKC').toLowerCase();
  return /^\s+$/u.test(plain) && plain !== '\n' ? ' ' : plain;
}

/** Takes away `>`-style quoting at line starts. */
function unquote(n: NoticeText): NoticeText {
  return cut(
    n,
    [...n.text.matchAll(/(?:^|(?<=\n))[ ]{0,8}(?:[>|][ ]?){1,8}/g)].map((m) => [m.index, m.index + m[0].length]),
  );
}

/** `4012 3456 7890 1234 567` → one number, where the pieces make up the length of an order number. */
function joinSpaced(n: NoticeText): NoticeText {
  const cuts: [number, number][] = [];
  for (const m of n.text.matchAll(/(?<![\d.:/-])\d{3,8}(?:[ -]\d{3,8}){2,6}(?![\d:/-])/g)) {
    if (!isOrderLength(m[0].replace(/\D/g, '').length)) continue;
    // A date in front (2026-1120-…) is not a piece of a number.
    if (/^(?:19|20)\d\d-/.test(m[0])) continue;
    for (const gap of m[0].matchAll(/[ -]/g)) cuts.push([m.index + gap.index, m.index + gap.index + 1]);
  }
  // `扣 1 2 分`: every character set apart, as some chat programs copy.
  for (const m of n.text.matchAll(/(?<![\d.])\d(?: \d){1,20}(?= ?[分笔单天小个])/g)) {
    for (const gap of m[0].matchAll(/ /g)) cuts.push([m.index + gap.index, m.index + gap.index + 1]);
  }
  return cut(
    n,
    cuts.sort((a, b) => a[0] - b[0]),
  );
}

/** Joins a number that a chat window or a mail program broke over lines. */
function joinBroken(n: NoticeText): NoticeText {
  const runs = [...n.text.matchAll(/\d{2,14}/g)].filter(
    (m) => !/\d/.test(n.text[m.index - 1] ?? '') && !/\d/.test(n.text[m.index + m[0].length] ?? ''),
  );
  const cuts: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 1) {
    const chain = chainFrom(n.text, runs, i);
    const named = /(?:orders?|no\.?|id|订单|号)[^\d\n]{0,12}$/.test(
      n.text.slice(Math.max(0, runs[i]!.index - 24), runs[i]!.index),
    );
    const best = bestLength(chain, named ? [...LIKELY, ...SHORT] : LIKELY);
    for (const [from, to] of chain.gaps.slice(0, best)) cuts.push([from, to]);
    i += best;
  }
  return cut(n, cuts);
}

function chainFrom(
  text: string,
  runs: readonly RegExpExecArray[],
  first: number,
): { lengths: number[]; gaps: [number, number][] } {
  const start = runs[first]!;
  const lengths = [start[0].length];
  const gaps: [number, number][] = [];
  for (let i = first + 1; i < runs.length && gaps.length < 4; i += 1) {
    const before = runs[i - 1]!;
    const run = runs[i]!;
    const from = before.index + before[0].length;
    if (run.index - from > 8 || !/^ *=?\n{1,2} *$/.test(text.slice(from, run.index))) break;
    // Two lines of the same length that hold nothing but digits are a list, not one broken number.
    if (run[0].length === before[0].length && aloneOnLine(text, before) && aloneOnLine(text, run)) break;
    // The next line starting with a date or a time is not the rest of a number.
    if (/^[-/.年月:时%分笔天]/.test(text.slice(run.index + run[0].length))) break;
    gaps.push([from, run.index]);
    lengths.push(run[0].length);
  }
  return { lengths, gaps };
}

/** How many gaps to close so that the joined number has the likeliest length; 0 = none. */
function bestLength(chain: { lengths: number[]; gaps: unknown[] }, likely: readonly number[]): number {
  let best = 0;
  let rank = likely.length;
  let total = chain.lengths[0] ?? 0;
  for (let i = 1; i < chain.lengths.length; i += 1) {
    total += chain.lengths[i] ?? 0;
    const r = likely.indexOf(total);
    if (r >= 0 && r < rank) {
      rank = r;
      best = i;
    }
  }
  return best;
}

/** Lengths of order numbers in the export dossiers, commonest first. */
const LIKELY = [19, 18, 16, 17, 20, 21, 15];
/** Alibaba.com orders are shorter; joined only behind a word that names an order. */
const SHORT = [12, 13, 14];
const isOrderLength = (n: number) => LIKELY.includes(n);

function aloneOnLine(text: string, m: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, m.index - 3), m.index);
  const after = text.slice(m.index + m[0].length, m.index + m[0].length + 3);
  return /(?:^|\n) *$/.test(before) && /^ *(?:\n|$)/.test(after);
}

/** The text without the given stretches (sorted, not overlapping). */
function cut(n: NoticeText, stretches: readonly (readonly [number, number])[]): NoticeText {
  if (stretches.length === 0) return n;
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    parts.push(n.text.slice(at, to));
    for (let i = at; i < to; i += 1) {
      starts.push(n.starts[i]!);
      ends.push(n.ends[i]!);
    }
  };
  for (const [from, to] of stretches) {
    if (from < at) continue;
    keep(from);
    at = to;
  }
  keep(n.text.length);
  return { text: parts.join(''), starts, ends, truncated: n.truncated };
}
