/** What the page says where a value was not read. */
export const UNREAD = '未读到';

/** A count with separators from ten thousand on: 121529 → 121,529. */
export function formatCount(n: number): string {
  return Math.abs(n) >= 10_000 ? n.toLocaleString('en-US', { maximumFractionDigits: 20 }) : String(n);
}

/** Yuan as a reader says it: 5000 → 5000 元, 17500 → 1.75 万元, 4790000000 → 47.9 亿元. Never rounds. */
export function formatYuan(n: number): string {
  if (n >= 1e8 && n % 1e6 === 0) return `${n / 1e8} 亿元`;
  if (n >= 10_000 && n % 100 === 0) return `${n / 10_000} 万元`;
  return `${formatCount(n)} 元`;
}

/** A value and its unit; amounts of money are said in 万 and 亿. Text with a unit keeps its own form. */
export function formatValue(value: number | string, unit?: string): string {
  if (typeof value === 'number' && unit === '元') return formatYuan(value);
  if (typeof value === 'number' && unit === '美元') return formatYuan(value).replace('元', '美元');
  const text = typeof value === 'number' ? formatCount(value) : value;
  return unit ? `${text} ${unit}` : text;
}

/** Year of a case for the reader. */
export function formatYear(year: number | null): string {
  return year === null ? '年份未读到' : `${year} 年`;
}
