import type { APIRoute } from 'astro';

import { withBase } from '../../../facts/links.ts';
import { TOOLS } from '../../../facts/tools.ts';
import { WIDGETS } from '../../../components/embed/widgets.ts';
import type { ToolId } from '../../../schemas/page.ts';
import { SITE_NAME } from '../../../site.mjs';

export const getStaticPaths = () => Object.keys(WIDGETS).map((tool) => ({ params: { tool } }));

/** oEmbed 1.0 description of an embedded tool. */
export const GET: APIRoute = ({ params, site }) => {
  const tool = params.tool as ToolId;
  const src = new URL(withBase(`/embed/${tool}/`), site).href;
  return new Response(
    JSON.stringify({
      version: '1.0',
      type: 'rich',
      title: TOOLS[tool].name,
      provider_name: SITE_NAME,
      provider_url: new URL(withBase('/'), site).href,
      width: 640,
      height: 900,
      html: `<iframe src="${src}" title="${TOOLS[tool].name}" width="100%" height="900" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-modals" style="border:0"></iframe>`,
    }),
  );
};
