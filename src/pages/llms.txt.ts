import { getCollection } from 'astro:content';
import type { APIContext } from 'astro';

import { withBase } from '../facts/links.ts';
import { SECTIONS, SITE_NAME } from '../site.mjs';

/** `/llms.txt`: what the handbook is and where the plain-text twin of each page stands. */
export const GET = async (context: APIContext) => {
  const docs = (await getCollection('docs')).filter((d) => d.id !== '404' && d.id !== 'index');
  const url = (path: string) => new URL(withBase(path), context.site).href;
  const sections = SECTIONS.map((s) => {
    const pages = docs.filter((d) => d.id === s.slug || d.id.startsWith(`${s.slug}/`)).sort((a, b) => (a.id < b.id ? -1 : 1));
    return pages.length === 0
      ? ''
      : `## ${s.label}\n\n${pages.map((d) => `- [${d.data.title}](${url(`/${d.id}/index.md`)}): ${d.data.description ?? ''}`).join('\n')}\n`;
  });
  return new Response(
    `# ${SITE_NAME}\n\n> 写给被判虚假交易的淘宝、天猫、1688、速卖通、国际站卖家的公开手册。每个数字都有出处、时期和可信程度；没有定论的写「尚无定论」。不是法律意见，不教规避。\n\n机器可读的数据在 ${url('/data/facts.json')}、${url('/data/clearing.json')} 等处，引用请连同来源、日期和可信程度。\n\n${sections.filter(Boolean).join('\n')}`,
  );
};
