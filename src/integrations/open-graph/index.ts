import type { AstroIntegration } from 'astro';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { SECTIONS } from '../../site.mjs';

/** One sharing image per section, and one for the home page: `/og/<section>.png`. */
export function openGraphImages(): AstroIntegration {
  return {
    name: 'zhendan:open-graph',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const { ogCard } = await import('./card.ts');
        const out = fileURLToPath(new URL('og/', dir));
        await mkdir(out, { recursive: true });
        const cards = [
          { name: 'home', title: '虚假交易，什么时候清除', line: '淘宝 · 天猫 · 1688 · 速卖通 · 国际站' },
          ...SECTIONS.map((s) => ({ name: s.slug, title: s.label, line: '虚假交易怎么判、怎么应对' })),
        ];
        for (const card of cards) await writeFile(`${out}${card.name}.png`, await ogCard(card.title, card.line));
      },
    },
  };
}
