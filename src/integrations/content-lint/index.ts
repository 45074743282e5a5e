import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';

import { lintContent } from './run.ts';

/** Fails the build when a page states a literal figure, names an unknown record or links nowhere. */
export function contentLint(): AstroIntegration {
  return {
    name: 'zhendan:content-lint',
    hooks: {
      'astro:build:start': () => {
        const defects = lintContent(fileURLToPath(new URL('../../content', import.meta.url)));
        if (defects.length > 0)
          throw new Error(
            `内容检查没有通过（${defects.length} 处）：\n${defects.map((d) => `${d.file}:${d.line} ${d.message}`).join('\n')}`,
          );
      },
    },
  };
}
