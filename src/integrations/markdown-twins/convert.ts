import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '*', fences: true });

/** The main content of a built page as Markdown; scripts, templates and forms are left out. */
export function toMarkdown(html: string): string {
  const clean = html
    .replace(/<(script|style|template|form|noscript|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<a\b[^>]*class="sl-anchor-link"[\s\S]*?<\/a>/g, '');
  return String(processor.processSync(clean));
}
