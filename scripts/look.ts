// Screenshots for people: node scripts/look.ts <out dir> <path>... takes each path at 360, 768 and 1280 px in both themes.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { launch } from '../tests/site/browser.ts';
import { serveStatic } from './static-server.ts';

const [out = 'shots', ...paths] = process.argv.slice(2);
const widths = (process.env.WIDTHS ?? '360,768,1280').split(',').map(Number);
const themes = (process.env.THEMES ?? 'light,dark').split(',') as ('light' | 'dark')[];
mkdirSync(out, { recursive: true });
const site = await serveStatic(resolve(process.env.DIST ?? 'dist'));
const browser = await launch();
for (const theme of themes)
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme });
    for (const path of paths) {
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      const name = `${path.replace(/[^a-z0-9]+/gi, '_')}-${width}-${theme}.png`;
      await page.screenshot({ path: join(out, name), fullPage: process.env.FULL !== '0' });
    }
    await page.close();
  }
await browser.close();
await site.close();
