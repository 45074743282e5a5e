/** A literal figure, date or clause number found in prose. */
export interface Literal {
  line: number;
  text: string;
}

const UNIT =
  '(?:个工作日|个月|小时|分钟|美元|欧元|天|日|月|年|分(?![之别析类开成为布档摊段期享发支店级局明])|笔|单(?!个|位|独|号|据|一|品|方|价)|元|次|倍|%|％|条|款|件|家|周)';
const PATTERNS: RegExp[] = [
  // 30 天, 12 分, 5,000 元, 20 万元, 3%
  new RegExp(`\\d[\\d,.]*\\s*(?:[万亿]\\s*)?${UNIT}`, 'g'),
  /\d[\d,.]*\s*[万亿]/g,
  // 2024-07-16, 2024-07
  /\b\d{4}-\d{2}(?:-\d{2})?\b/g,
  // A12, B 48
  /\b[AB]\s?\d{1,2}\b/g,
  // 第十七条, 第 75 条
  /第\s*[一二三四五六七八九十百零〇\d]+\s*[条款项]/g,
  // 三十天, 两年, 六个月 — small counting words (一次, 两步, 三种) are ordinary Chinese
  /[二三四五六七八九十百千两]+\s*(?:天|个月|年(?![前来度])|小时|元|笔|个工作日|倍)/g,
];

/** MDX with everything that is not prose blanked out; line numbers stay. */
export function proseOf(mdx: string): string {
  const blank = (s: string) => s.replace(/[^\n]/g, ' ');
  return mdx
    .replace(/^---\n[\s\S]*?\n---/, blank)
    .replace(/^import .*$/gm, blank)
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, blank)
    .replace(/<Plain\b[\s\S]*?<\/Plain>/g, blank)
    .replace(/<[A-Za-z/](?:[^<>"']|"[^"]*"|'[^']*')*>/g, blank)
    .replace(/\]\([^)]*\)/g, (s) => `]${blank(s.slice(1))}`)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/https?:\/\/\S+/g, blank);
}

/** Every literal figure, date or clause number in prose; `1688` as a platform name is not one. */
export function findLiterals(prose: string): Literal[] {
  const found: Literal[] = [];
  prose.split('\n').forEach((text, index) => {
    const seen: [number, number][] = [];
    for (const pattern of PATTERNS)
      for (const m of text.matchAll(pattern)) {
        if (/^1688/.test(m[0]) || seen.some(([a, b]) => m.index < b && m.index + m[0].length > a)) continue;
        seen.push([m.index, m.index + m[0].length]);
        found.push({ line: index + 1, text: m[0] });
      }
  });
  return found;
}
