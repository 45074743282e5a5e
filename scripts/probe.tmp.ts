import { launch } from '../tests/site/browser.ts';
import { builtPages, builtSite } from '../tests/site/site.ts';
import { onEachPage } from '../tests/site/each-page.ts';
import { printFaults } from '../tests/site/printed.ts';
const site = await builtSite();
const browser = await launch();
const s = Date.now();
const r = await onEachPage(
  browser,
  site.url,
  builtPages(),
  { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', serviceWorkers: 'block' },
  (page, path) => printFaults(page, path, path),
);
console.log(Date.now() - s, 'ms');
for (const x of r) console.log(x);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(site.url + '/tools/clearing-date/');
console.log(
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    return [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .map((e) => e.localName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))
      .slice(0, 20);
  }),
);
await browser.close();
await site.close();
