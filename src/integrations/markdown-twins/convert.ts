import { htmlToMarkdown } from '@mdream/js';

import { decode } from '../search-index/html.ts';
import { plainHtml } from './plain.ts';

/** Elements that Markdown knows only as HTML, and what they are in a text. */
const AS = { details: 'div', summary: 'p', figcaption: 'p', caption: 'p' };

/** What is not text: scripts, templates, forms, drawings, and the links beside headings. */
const NOT_TEXT = /<(script|style|template|form|noscript|svg)\b[\s\S]*?<\/\1>|<a\b[^>]*class="sl-anchor-link"[\s\S]*?<\/a>/g;
const CONTENT = /<div\b[^>]*\bclass="(?:[^"]* )?sl-markdown-content(?: [^"]*)?"[^>]*>/;

/** The inside of the first content element of a page; null when it has none. `html` must be without scripts. */
function contentOf(html: string): string | null {
  const open = CONTENT.exec(html);
  if (!open) return null;
  const start = open.index + open[0].length;
  const div = /<(\/?)div\b/g;
  div.lastIndex = start;
  let depth = 1;
  for (let m = div.exec(html); m; m = div.exec(html)) {
    depth += m[1] ? -1 : 1;
    if (depth === 0) return html.slice(start, m.index);
  }
  return null;
}

/**
 * The main content of a built page as Markdown, under its title and address; null when the page has none. The frame around the
 * content is cut away as text: making a tree of it took longer than everything else.
 */
export function toMarkdown(page: string): string | null {
  const clean = page.slice(Math.max(0, page.search(/<body\b/))).replace(NOT_TEXT, '');
  const content = contentOf(clean);
  if (content === null) return null;
  const title = decode((/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(clean)?.[1] ?? '').replace(/<[^>]*>/g, '')).trim();
  const canonical = decode(/<link\b[^>]*rel="canonical"[^>]*href="([^"]*)"/.exec(page)?.[1] ?? '');
  return `# ${title}\n\n> 真单手册 ${canonical}\n\n${htmlToMarkdown(plainHtml(content), { plugins: { tagOverrides: AS } })}\n`;
}
