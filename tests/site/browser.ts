import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { chromium as playwright, type Browser } from 'playwright';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * The Chromium the tests drive: the one the lock file brings on Linux x64, else `CHROMIUM_PATH`, else one found on the machine.
 * It unpacks into node_modules/.cache under its version, so that no older copy is used by chance.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const cache = resolve('node_modules/.cache/chromium-153');
    mkdirSync(cache, { recursive: true });
    process.env.TMPDIR = cache;
    const { default: chromium } = await import('@sparticuz/chromium');
    chromium.setGraphicsMode = false;
    return chromium.executablePath();
  }
  const found = SYSTEM.find((path) => existsSync(path));
  if (!found) throw new Error('没有找到 Chromium。请设置环境变量 CHROMIUM_PATH 指向本机的 Chrome 或 Chromium。');
  return found;
}

export async function launch(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    // Without a locale Chromium cannot name a file in Chinese.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
}
