import { readdirSync, readFileSync } from 'node:fs';

import type { Page } from 'playwright';

import { assembleCases } from '../../src/facts/assemble-cases.ts';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { axe } from './axe.ts';
import { foreignNames, lostInForcedColours, sideways, stillMoving, unseenFocus } from './checks.ts';

export interface Fault {
  check: 'axe light' | 'axe dark' | 'names' | 'sideways' | 'focus' | 'forced colours' | 'motion';
  fault: string;
}

const book = factBookFromDisk('src/content');
const CASES = 'src/content/cases';
const cases = assembleCases(new Map(readdirSync(CASES).map((f) => [f, readFileSync(`${CASES}/${f}`, 'utf8')])));
/** Proper names that have no Chinese form: publishers, marketplaces, licences; ids of records; names of inputs and formats. */
const NAMES: readonly string[] = [
  ...[...book.sources.values(), ...[...cases.values()].flatMap((c) => c.sources)].map((s) => s.publisher),
  ...[...book.rules.keys(), ...book.laws.keys(), ...book.unknowns.keys()],
  ...['Lazada', 'Daraz', 'CC BY 4.0', 'ODC-BY 1.0', 'MIT', 'tool'],
  // The browser's own parts of a date field; it speaks them in its language, not in ours.
  ...['Show date picker', 'Year Year', 'Month Month', 'Day Day', 'Show date picker Show date picker', 'Year', 'Month', 'Day'],
];
/** What depends on the theme; all else is the same in both. */
const THEME_RULES = ['color-contrast', 'label-content-name-mismatch', 'link-in-text-block', 'scrollable-region-focusable'];

/**
 * Everything a page is held to for every reader, on the page as it stands: axe in both themes, names, enlargement, focus,
 * forced colours, less motion. Leaves the page in the light theme at the width it came with.
 */
export async function walkPage(page: Page, where: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  const add = async (check: Fault['check'], found: Promise<string[]>): Promise<void> => {
    faults.push(...(await found).map((fault) => ({ check, fault })));
  };
  const width = page.viewportSize();
  const theme = (name: 'light' | 'dark') =>
    page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, name);
  await add('axe light', axe(page, where));
  await add('names', foreignNames(page, where, NAMES));
  await add('focus', unseenFocus(page, where));
  await add('sideways', sideways(page, where));

  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await add('forced colours', unseenFocus(page, where));
  await add('forced colours', lostInForcedColours(page, where));
  await add('motion', stillMoving(page, where));

  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference', colorScheme: 'dark' });
  await theme('dark');
  await page.setViewportSize({ width: 1280, height: 900 });
  await add('axe dark', axe(page, where, THEME_RULES));

  await page.emulateMedia({ colorScheme: 'light' });
  await theme('light');
  if (width) await page.setViewportSize(width);
  return faults;
}
