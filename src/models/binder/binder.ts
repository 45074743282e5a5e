import { indexRows, fingerprintText, INDEX_HEADINGS, kindName, type KindLabels } from './index-table.ts';
import { toCsv } from './csv.ts';
import type { BinderItem, NumberedItem } from './item.ts';
import { entryPath } from './names.ts';
import { timelineText } from './timeline.ts';

/** Bytes taken in all; a plain ZIP without 64-bit extensions opens everywhere up to here and beyond. */
export const MAX_TOTAL_BYTES = 2 * 1024 ** 3;
/** Files taken in all. */
export const MAX_FILES = 2000;

/** Numbers the items as they stand. `hashes` maps keys to fingerprints already computed. */
export function numberItems(
  items: readonly BinderItem[],
  kinds: KindLabels,
  hashes: ReadonlyMap<string, string>,
): NumberedItem[] {
  return items.map((item, at) => ({
    ...item,
    number: at + 1,
    path: entryPath(at + 1, items.length, kindName(item.kind, kinds), item.fileName),
    sha256: hashes.get(item.key) ?? null,
  }));
}

/** Text files that go into the archive beside the proofs (the .docx index is made by the view). */
export function companionTexts(items: readonly NumberedItem[], kinds: KindLabels): { path: string; text: string }[] {
  return [
    { path: '00-目录.csv', text: toCsv([[...INDEX_HEADINGS], ...indexRows(items, kinds)]) },
    { path: '00-时间线.txt', text: '\ufeff' + timelineText(items, kinds).replaceAll('\n', '\r\n') + '\r\n' },
    { path: '00-指纹-sha256.txt', text: fingerprintText(items) },
  ];
}

export type Refusal = 'too-big' | 'too-many' | 'empty' | 'same-file';

/**
 * Which of the offered files fit. Empty files prove nothing and are refused; a file with the name, size
 * and change date of one already there is the same file dropped twice.
 */
export function admit<F extends { name: string; size: number; lastModified: number }>(
  offered: readonly F[],
  held: readonly { name: string; size: number; lastModified: number }[],
): { taken: F[]; refused: { name: string; why: Refusal }[] } {
  const taken: F[] = [];
  const refused: { name: string; why: Refusal }[] = [];
  const seen = new Set(held.map(identity));
  let total = held.reduce((sum, file) => sum + file.size, 0);
  for (const file of offered) {
    const why: Refusal | null =
      file.size === 0
        ? 'empty'
        : seen.has(identity(file))
          ? 'same-file'
          : held.length + taken.length >= MAX_FILES
            ? 'too-many'
            : total + file.size > MAX_TOTAL_BYTES
              ? 'too-big'
              : null;
    if (why) {
      refused.push({ name: file.name, why });
      continue;
    }
    taken.push(file);
    seen.add(identity(file));
    total += file.size;
  }
  return { taken, refused };
}

function identity(file: { name: string; size: number; lastModified: number }): string {
  return `${file.lastModified}/${file.size}/${file.name}`;
}

/** Groups of numbers whose content is the same, byte for byte. */
export function duplicates(items: readonly NumberedItem[]): number[][] {
  const byHash = new Map<string, number[]>();
  for (const item of items) {
    if (!item.sha256) continue;
    const group = byHash.get(item.sha256);
    if (group) group.push(item.number);
    else byHash.set(item.sha256, [item.number]);
  }
  return [...byHash.values()].filter((group) => group.length > 1);
}
