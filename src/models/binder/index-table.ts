import type { DateOrigin, NumberedItem } from './item.ts';
import { formatDay } from '../calendar/day.ts';

/** What the index needs to know of a kind. */
export interface KindLabel {
  readonly name: string;
  /** What it can show, first line used in the index. */
  readonly shows: readonly string[];
}
export type KindLabels = Readonly<Record<string, KindLabel>>;

export const INDEX_HEADINGS = [
  '编号',
  '日期',
  '日期来自',
  '种类',
  '说明',
  '订单号',
  '能说明什么',
  '文件',
  '大小',
  'SHA-256',
] as const;

const ORIGIN_WORDS: Readonly<Record<DateOrigin, string>> = {
  typed: '自己填的',
  name: '文件名',
  modified: '文件修改日',
  none: '',
};

/** One row of cells per item, in the order of INDEX_HEADINGS. */
export function indexRows(items: readonly NumberedItem[], kinds: KindLabels): string[][] {
  return items.map((item) => [
    `证据 ${item.number}`,
    item.date ?? '未填',
    item.date ? ORIGIN_WORDS[item.dateOrigin] : '',
    kindName(item.kind, kinds) ?? '未分类',
    item.description,
    item.orders,
    (item.kind && kinds[item.kind]?.shows[0]) ?? '',
    item.path,
    formatBytes(item.size),
    item.sha256 ?? '',
  ]);
}

export function kindName(kind: string | null, kinds: KindLabels): string | null {
  return (kind && kinds[kind]?.name) || null;
}

/** The index as text, for copying into a form or a message. */
export function indexText(items: readonly NumberedItem[], kinds: KindLabels): string {
  if (items.length === 0) return '';
  return items
    .map((item) => {
      const head = `证据 ${item.number}：${kindName(item.kind, kinds) ?? '未分类'}`;
      const facts = [item.date && formatDay(item.date), oneLine(item.description), item.orders && `订单 ${oneLine(item.orders)}`];
      return `${head}（${item.path.replace(/^证据\//, '')}）${facts
        .filter(Boolean)
        .map((fact) => `；${fact}`)
        .join('')}`;
    })
    .join('\n');
}

/** `sha256sum -c` reads this file as it is: hash, two spaces, path. */
export function fingerprintText(items: readonly NumberedItem[]): string {
  return items
    .filter((item) => item.sha256)
    .map((item) => `${item.sha256}  ${item.path}\n`)
    .join('');
}

/** Bytes for people: 1.5 MB with 1 MB = 1024 × 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 'B';
  for (const next of units) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${unit}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
