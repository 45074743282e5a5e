import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';

/** Fails the build when a page states a literal figure, names an unknown record or links nowhere. */
export function contentLint(): AstroIntegration {
  return {
    name: 'zhendan:content-lint',
    hooks: {
      'astro:build:start': async () => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const { lintContent } = await import('./run.ts');
        const defects = lintContent(fileURLToPath(new URL('../../content', import.meta.url)));
        if (defects.length > 0)
          throw new Error(
            `内容检查没有通过（${defects.length} 处）：\n${defects.map((d) => `${d.file}:${d.line} ${d.message}`).join('\n')}`,
          );
      },
    },
  };
}
