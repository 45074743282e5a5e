import { HtmlValidate, type ConfigData } from 'html-validate';
import { describe, expect, it } from 'vitest';

import { builtPages, htmlOf } from './site.ts';

/**
 * The HTML standard, on every built page. Rules that are switched off are matters of style, not of validity, each with
 * its reason; nothing that the standard calls an error is off.
 */
const CONFIG: ConfigData = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Both spellings of a void element are valid; Astro and MDX each use their own.
    'void-style': 'off',
    // HTML allows any id without white space; Starlight's anchor of the page top is `_top`.
    'valid-id': ['error', { relaxed: true }],
    // The defaults (`submit`, `text`) are what the standard says they are.
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    // The table of contents stands twice, for wide and narrow screens, never both shown; axe checks what is shown.
    'unique-landmark': 'off',
    // Those forms have nothing to send: they work while the reader types.
    'wcag/h32': 'off',
    // Check boxes of one question share a name, as the standard provides.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    // `role="region"` and the like on a div are valid; axe checks what they are called.
    'prefer-native-element': 'off',
  },
};

describe('valid HTML', () => {
  const validator = new HtmlValidate(CONFIG);
  it('on every built page', { timeout: 240_000 }, async () => {
    const pages = builtPages();
    expect(pages.length).toBeGreaterThan(100);
    const found = new Map<string, { count: number; first: string }>();
    for (const page of pages) {
      const report = await validator.validateString(htmlOf(page));
      for (const m of report.results.flatMap((r) => r.messages)) {
        const key = `${m.ruleId}: ${m.message}`;
        const seen = found.get(key) ?? { count: 0, first: `${page}:${m.line}:${m.column} ${m.selector ?? ''}` };
        found.set(key, { ...seen, count: seen.count + 1 });
      }
    }
    expect([...found].map(([key, { count, first }]) => `${key} ×${count} ${first}`)).toEqual([]);
  });
  it('would be found wanting', async () => {
    const report = await validator.validateString(
      '<!doctype html><html lang="zh-CN"><head><title>x</title></head><body><p><div>y</div></p></body></html>',
    );
    expect(report.valid).toBe(false);
  });
});
