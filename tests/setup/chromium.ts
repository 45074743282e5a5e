import { chromiumPath } from '../site/browser.ts';

/** Unpacks Chromium once before the workers start: two unpacking at the same time would spoil the file. */
export default async function setup(): Promise<void> {
  process.env.CHROMIUM_PATH = await chromiumPath();
}
