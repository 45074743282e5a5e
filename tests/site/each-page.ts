import type { Browser, Page } from 'playwright';

/** Runs `check` on every path, a few tabs at a time, and returns what each reported. */
export async function onEachPage<T>(
  browser: Browser,
  origin: string,
  paths: readonly string[],
  options: Parameters<Browser['newContext']>[0],
  check: (page: Page, path: string) => Promise<T[]>,
  tabs = 3,
): Promise<T[]> {
  const context = await browser.newContext(options);
  const queue = [...paths];
  const found: T[] = [];
  await Promise.all(
    Array.from({ length: tabs }, async () => {
      const page = await context.newPage();
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        await page.goto(origin + path, { waitUntil: 'load' });
        found.push(...(await check(page, path)));
      }
      await page.close();
    }),
  );
  await context.close();
  return found;
}
