import type { AstroIntegration } from 'astro';

const CJK = '[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef\\u2018-\\u201d\\u2014\\u2026]';
const INLINE = '(?:V|Cite|Fact|Plain|ToolLink|CaseLink)';

/**
 * Joins source lines inside Chinese prose. Chinese has no space between words, but a line break in Markdown,
 * or the space an editor leaves beside an inline component, would be shown as one.
 */
export function joinChineseLines(mdx: string): string {
  const head = /^---\n[\s\S]*?\n---\n/.exec(mdx)?.[0] ?? '';
  const body = mdx
    .slice(head.length)
    // CommonMark does not close ** between a full-width mark and a character.
    .replace(new RegExp(`\\*\\*([^*\\n]+[，。！？；：」』）])\\*\\*[ \\t]*(?=${CJK}|<${INLINE}\\b)`, 'g'), '<strong>$1</strong>')
    // A block component stands alone between blank lines, so a single break after an inline one is inside a paragraph.
    .replace(new RegExp(`(${CJK}|<${INLINE}\\b[^>]*/>|</${INLINE}>)[ \\t]*\\n[ \\t]*(?=${CJK}|<${INLINE}\\b)`, 'g'), '$1')
    // Alone between blank lines it is the paragraph, and MDX would give it none.
    .replace(/(?<=\n\n)(?:<strong>[^<\n]*<\/strong>)?<Fact\b[^>]*\/>(?=\n\n|\s*$)/g, '<p>$&</p>')
    .replace(new RegExp(`(${CJK})[ \\t]+(?=<${INLINE}\\b)`, 'g'), '$1')
    // The space an editor leaves beside a link likewise.
    .replace(new RegExp(`(${CJK})[ \\t]+(?=\\[[^\\]\\n]+\\]\\()`, 'g'), '$1')
    .replace(new RegExp(`(\\]\\([^)\\s]+\\))[ \\t]+(?=${CJK})`, 'g'), '$1')
    .replace(new RegExp(`((?:<${INLINE}\\b[^>]*/>|</${INLINE}>))[ \\t]+(?=${CJK})`, 'g'), '$1');
  return head + body;
}

const TABLE_COMPONENT = `
import ZdProseTable from '@/components/facts/ProseTable.astro';
export const components = { table: ZdProseTable };
`;

/** Gives Markdown tables their scrolling box without an import in every page. */
export function wrapTables(mdx: string): string {
  return /^\|.*\|\s*$/m.test(mdx) ? mdx.replace(/^(---\n[\s\S]*?\n---\n)/, (head) => `${head}${TABLE_COMPONENT}`) : mdx;
}

/**
 * Puts the base path before root-relative links of a page: writers write `/clearing/`, wherever the site will stand.
 * @param base as Astro has it, `/` or `/handbook/`
 */
export function baseLinks(mdx: string, base: string): string {
  const prefix = base.replace(/\/$/, '');
  return prefix === '' ? mdx : mdx.replace(/(\]\(|\bhref=")\/(?!\/)/g, `$1${prefix}/`);
}

/** Prepares every MDX page before it is compiled: {@link joinChineseLines}, {@link wrapTables}, {@link baseLinks}. */
export function mdxProse(): AstroIntegration {
  return {
    name: 'zhendan:mdx-prose',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'zhendan:mdx-prose',
                enforce: 'pre',
                transform(code, id) {
                  return id.split('?')[0]?.endsWith('.mdx') && code.startsWith('---')
                    ? { code: baseLinks(wrapTables(joinChineseLines(code)), config.base), map: null }
                    : undefined;
                },
              },
            ],
          },
        });
      },
    },
  };
}
