import type { Page } from 'playwright';

/**
 * How much of a loaded page has moved by itself, as Lighthouse scores it (two places: a long table that arrives in two pieces may
 * settle its columns by a thousandth). Empty when nothing has.
 */
export async function shifted(page: Page, path: string): Promise<string[]> {
  const score = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
      }),
  );
  return score < 0.005 ? [] : [`${path} moves on load: ${score.toFixed(3)}`];
}
