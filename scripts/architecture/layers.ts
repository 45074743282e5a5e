import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Layers in the order in which they may build on one another. */
export const LAYERS = ['schemas', 'models', 'facts', 'adapters', 'integrations', 'components', 'pages'] as const;
export type Layer = (typeof LAYERS)[number];

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]((?:\.{1,2}|@)\/[^'"]+)['"]/g;

/** How many imports lead from one layer to another: `from → to → count`. */
export function importsByLayer(src: string): Map<Layer, Map<Layer, number>> {
  const counts = new Map<Layer, Map<Layer, number>>();
  for (const layer of LAYERS)
    for (const name of readdirSync(join(src, layer), { recursive: true })
      .map((f) => String(f).replaceAll('\\', '/'))
      .sort()) {
      if (!/\.(ts|astro|mjs)$/.test(name)) continue;
      for (const [, target = ''] of readFileSync(join(src, layer, name), 'utf8').matchAll(IMPORT)) {
        const path = target.startsWith('@/') ? target.slice(2) : posix.join(layer, posix.dirname(name), target);
        const to = LAYERS.find((l) => path.startsWith(`${l}/`));
        if (!to || to === layer) continue;
        const row = counts.get(layer) ?? new Map<Layer, number>();
        row.set(to, (row.get(to) ?? 0) + 1);
        counts.set(layer, row);
      }
    }
  return counts;
}

/** The diagram in Mermaid. Counts are left out: they change with every file, the arrows only with the design. */
export function diagram(counts: ReadonlyMap<Layer, ReadonlyMap<Layer, number>>): string {
  const lines = LAYERS.flatMap((from) =>
    LAYERS.filter((to) => (counts.get(from)?.get(to) ?? 0) > 0).map((to) => `  ${from} --> ${to}`),
  );
  return ['```mermaid', 'flowchart BT', ...lines, '```'].join('\n');
}

/** `text` with the diagram between its two marks. Throws when the marks are missing. */
export function drawInto(text: string, counts: ReadonlyMap<Layer, ReadonlyMap<Layer, number>>): string {
  const marks = /(<!-- drawn: [^>]*-->)[\s\S]*?(<!-- \/drawn -->)/;
  if (!marks.test(text)) throw new Error('ARCHITECTURE.md 缺少 <!-- drawn --> 标记。');
  return text.replace(marks, (_, open: string, close: string) => `${open}\n\n${diagram(counts)}\n\n${close}`);
}
