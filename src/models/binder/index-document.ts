import { formatDay, type Day } from '../calendar/day.ts';
import type { Block } from '../docx/document.ts';
import { indexRows, INDEX_HEADINGS, kindName, type KindLabels } from './index-table.ts';
import type { NumberedItem } from './item.ts';
import { timeline } from './timeline.ts';

/** Relative widths of the ten columns of the index. */
const WIDTHS = [7, 9, 7, 10, 16, 12, 14, 16, 6, 16] as const;

/** The printed index: what the binder holds, the timeline, and what the fingerprints do and do not say. */
export function indexDocument(items: readonly NumberedItem[], kinds: KindLabels, madeOn: Day): Block[] {
  const dated: Block[] = timeline(items).flatMap((day): Block[] => [
    {
      kind: 'paragraph',
      text: `${day.date ? formatDay(day.date) : '日期未填'}：${day.items.map((item) => `证据 ${item.number}（${kindName(item.kind, kinds) ?? '未分类'}）`).join('、')}`,
    },
  ]);
  return [
    { kind: 'title', text: '证据目录' },
    { kind: 'paragraph', text: `共 ${items.length} 件，${formatDay(madeOn)} 整理。` },
    { kind: 'table', head: [...INDEX_HEADINGS], rows: indexRows(items, kinds), widths: [...WIDTHS] },
    { kind: 'heading', text: '时间线' },
    ...dated,
    { kind: 'heading', text: '关于指纹' },
    {
      kind: 'paragraph',
      text: '最后一列是每个文件的 SHA-256 指纹。文件改动一个字节，指纹就会变。它只说明文件从整理那天起没有变，不说明内容是真的，也不等于公证或可信时间戳。',
    },
  ];
}
