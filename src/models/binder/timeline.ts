import { formatDay, type Day } from '../calendar/day.ts';
import { kindName, type KindLabels } from './index-table.ts';
import type { NumberedItem } from './item.ts';
import { orderByDate } from './order.ts';

export interface TimelineDay {
  /** null gathers the items without a date. */
  readonly date: Day | null;
  readonly items: readonly NumberedItem[];
}

/** The items day by day, oldest first, undated ones last; numbers stay those of the binder. */
export function timeline(items: readonly NumberedItem[]): TimelineDay[] {
  const days: { date: Day | null; items: NumberedItem[] }[] = [];
  for (const item of orderByDate(items)) {
    const last = days.at(-1);
    if (last && last.date === item.date) last.items.push(item);
    else days.push({ date: item.date, items: [item] });
  }
  for (const day of days) day.items.sort((a, b) => a.number - b.number);
  return days;
}

/** The timeline as text. */
export function timelineText(items: readonly NumberedItem[], kinds: KindLabels): string {
  return timeline(items)
    .map((day) => {
      const lines = day.items.map((item) => {
        const doubt = item.dateOrigin === 'modified' ? '（日期取自文件修改日，请核对）' : '';
        const description = item.description.replace(/\s+/g, ' ').trim();
        return `  证据 ${item.number}　${kindName(item.kind, kinds) ?? '未分类'}${description ? `：${description}` : ''}${doubt}`;
      });
      return [day.date ? formatDay(day.date) : '日期未填', ...lines].join('\n');
    })
    .join('\n');
}
