import { defineMiddleware } from 'astro:middleware';

import { COLLECTOR, type Collector } from './collector.ts';

/** Hands every page to the search index as it is made, so that indexing goes on beside the making of further pages. */
export const onRequest = defineMiddleware(async ({ url }, next) => {
  const response = await next();
  const collect = (globalThis as { [COLLECTOR]?: Collector })[COLLECTOR];
  if (!collect || !response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = await response.text();
  collect(url.pathname, html);
  return new Response(html, response);
});
