/** Longest query that is read; the rest is dropped and the reader is told. */
export const QUERY_LIMIT = 120;

/** Reads the table of traditional and simplified characters, which alternate. */
export function readT2s(pairs: string): Map<string, string> {
  const chars = [...pairs];
  const table = new Map<string, string>();
  for (let i = 0; i + 1 < chars.length; i += 2) table.set(chars[i] as string, chars[i + 1] as string);
  return table;
}

const HAN = '\\u3400-\\u9fff';
const NUMBERS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 三十 → 30, 四十八 → 48; only tens, which is how points and days are counted. */
function tens(text: string): string {
  return text.replace(/([二三四五六七八九])?十([一二三四五六七八九])?(?=[天分日笔单])/g, (_, a?: string, b?: string) =>
    String((a ? (NUMBERS[a] ?? 1) : 1) * 10 + (b ? (NUMBERS[b] ?? 0) : 0)),
  );
}

const traditional = new WeakMap<ReadonlyMap<string, string>, RegExp>();

/** Simplified characters for traditional ones. Few texts have one: they are sought by one expression, ten times as fast as one by one. */
export function simplify(text: string, t2s: ReadonlyMap<string, string>): string {
  let any = traditional.get(t2s);
  if (!any) {
    any = new RegExp(`[${[...t2s.keys()].join('')}]`, 'gu');
    traditional.set(t2s, any);
  }
  return text.replace(any, (char) => t2s.get(char) ?? char);
}

/**
 * One form for index and query: NFKC, lower case, simplified characters, control characters and lone surrogates
 * as spaces, one space between words and none between a number and its unit.
 */
export function normalise(text: string, t2s: ReadonlyMap<string, string>): string {
  const plain = text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{C}/gu, ' ');
  return tens(
    simplify(plain, t2s)
      .replace(/\s+/g, ' ')
      // 「48 分」 and 「48分」 are one word; other spaces separate words.
      .replace(/(\d) (?=[天分日月年笔单元万次])/g, '$1')
      .trim(),
  );
}

/** Cuts text into runs of letters, digits and Chinese; everything else separates. A point or percent inside a run stays. */
export function runs(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.%][\p{L}\p{N}]+)*%?/gu) ?? [];
}

/** The text as the full-text index sees it: runs, joined where a space only stood for style. */
export function compact(text: string): string[] {
  return runs(text.replace(new RegExp(`(?<=[${HAN}]) +(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}]) +(?=[${HAN}])`, 'gu'), ''));
}
