import type { BinderItem } from './item.ts';

// 2 before 10, as people number their files; `zh` keeps the order the same in every browser language.
const byName = new Intl.Collator('zh', { numeric: true, sensitivity: 'base' });

/** Items oldest first; those without a date last; same day by file name, then as they came. */
export function orderByDate<T extends Pick<BinderItem, 'date' | 'fileName'>>(items: readonly T[]): T[] {
  return items
    .map((item, at) => ({ item, at }))
    .sort((a, b) => compareDates(a.item.date, b.item.date) || byName.compare(a.item.fileName, b.item.fileName) || a.at - b.at)
    .map(({ item }) => item);
}

/** `items` with the one at `from` moved to `to`; both are clamped, nothing is lost. */
export function move<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const taken = next.splice(clamp(from, items.length), 1);
  next.splice(clamp(to, items.length), 0, ...taken);
  return next;
}

function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, Math.trunc(at)));
}
