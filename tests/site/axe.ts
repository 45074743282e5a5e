import { readFileSync } from 'node:fs';

import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

const SOURCE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe's findings on a page, one line each. The source is evaluated, not inserted, so the page's own policy does not matter. */
export async function axe(page: Page, where: string, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const runOnly = rules ? { type: 'rule' as const, values: rules } : { type: 'tag' as const, values: TAGS };
  const { violations } = await page.evaluate(
    (only) =>
      (window as unknown as { axe: { run: (o: object) => Promise<AxeResults> } }).axe.run({
        runOnly: only,
        resultTypes: ['violations'],
      }),
    runOnly,
  );
  return violations.map(
    (v) =>
      `${where} ${v.id}: ${v.nodes
        .slice(0, 2)
        .map((n) => n.target.join(' '))
        .join(' ; ')}`,
  );
}
