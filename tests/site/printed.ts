import type { Page } from 'playwright';

import { SECTIONS, SITE_NAME } from '../../src/site.mjs';
import { pdfText } from './pdf-text.ts';

/** Text as a PDF gives it back: compatibility forms folded, white space gone. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** The day as the reader's own clock has it. */
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
}

/** Words of the screen that have no business on paper. */
const SCREEN_ONLY = ['跳转到内容', '本页内容', '选择主题', '上一页', '下一页', '跟随系统'];

/** Words that would be hard to read on white paper: the screen's dark theme must not reach it. */
async function pale(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const found = await page.evaluate(() => {
    const faults = new Set<string>();
    for (const e of document.body.querySelectorAll('*')) {
      if (![...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && (n.textContent ?? '').trim() !== '')) continue;
      if (!e.checkVisibility()) continue;
      const [r = 0, g = 0, b = 0] =
        getComputedStyle(e)
          .color.match(/[\d.]+/g)
          ?.map((n) => Number(n) / 255) ?? [];
      const linear = [r, g, b].map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
      if (1.05 / (luminance + 0.05) < 4.5) faults.add(`pale: ${e.localName}.${e.getAttribute('class') ?? ''}`);
    }
    return [...faults];
  });
  await page.emulateMedia({ media: null });
  return found;
}

/** The page as a PDF, read back as text. */
export const printText = async (page: Page): Promise<string> => pdfText(await page.pdf({ format: 'A4' }));

/**
 * What a page lacks on paper, as it stands now: site name, address and day at the head, the heading, everything folded opened,
 * sources written out, and no navigation.
 * @param address what the head must say, without the site's own origin
 */
export async function printFaults(page: Page, where: string, address: string, name: string = SITE_NAME): Promise<string[]> {
  const { heading, folded, sources } = await page.evaluate(() => {
    /** Whether a part would be on paper were everything opened; it may stand in a shut fold now. */
    const meant = (e: Element | null): boolean =>
      e === null || (!e.matches('.zd-noprint') && getComputedStyle(e).display !== 'none' && meant(e.parentElement));
    return {
      heading: document.querySelector('h1')?.textContent ?? '',
      folded: [...document.querySelectorAll('main details:not([open])')]
        .filter(meant)
        .map((d) => {
          const copy = d.cloneNode(true) as Element;
          copy
            .querySelectorAll('summary,script,style,button,select,option,input,[hidden],template,.zd-noprint,.sr-only')
            .forEach((e) => e.remove());
          // One run of text: list numbers and the like stand between runs on paper.
          const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const text = (node.textContent ?? '').trim();
            if (text.length > 5) return text.slice(0, 20);
          }
          return '';
        })
        .filter((t) => t !== ''),
      sources: [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="http"]')]
        .filter(meant)
        .map((a) => a.getAttribute('href') ?? ''),
    };
  });
  const text = await printText(page);
  const head = text.slice(0, 240);
  const faults = [name, `https://zhendan.example${address}`, `打印于${today()}`]
    .filter((words) => !head.includes(plain(words)))
    .map((words) => `head without ${words}: ${head.slice(0, 80)}`);
  if (!text.includes(plain(heading))) faults.push(`no heading ${heading}`);
  for (const words of folded) if (!text.includes(plain(words))) faults.push(`folded: ${words}`);
  for (const source of new Set(sources)) if (!text.includes(plain(source))) faults.push(`not written out: ${source}`);
  // The section list stands beside every page on the screen; in a row on paper it would be navigation.
  if (text.includes(plain(SECTIONS.map((s) => s.label).join('')))) faults.push('navigation: the sections');
  faults.push(...(await pale(page)));
  for (const word of SCREEN_ONLY) if (text.includes(word)) faults.push(`navigation: ${word}`);
  return faults.map((fault) => `${where} ${fault}`);
}
