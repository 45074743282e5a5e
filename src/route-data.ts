import { defineRouteMiddleware } from '@astrojs/starlight/route-data';

import { factBook } from './facts/book.ts';
import { clearingExamples } from './facts/examples.ts';
import { pageBasis } from './facts/page-basis.ts';
import { structuredData } from './facts/structured-data.ts';
import { SECTIONS } from './site.mjs';

type Entry = {
  type: string;
  label: string;
  href?: string;
  entries?: Entry[];
  isCurrent?: boolean;
  badge?: unknown;
  attrs?: object;
};

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Shows the pages of the current section only; every other section is one link (design §10). */
function slim(sidebar: Entry[], section: string | undefined): Entry[] {
  return SECTIONS.map((s): Entry => {
    const group = sidebar.find((e) => e.label === s.label);
    if (s.slug === section && group?.entries) return { ...group, entries: group.entries };
    return {
      type: 'link',
      label: s.label,
      href: `${base}/${s.slug}/`,
      isCurrent: s.slug === section,
      badge: undefined,
      attrs: {},
    };
  });
}

export const onRequest = defineRouteMiddleware(async (context, next) => {
  await next();
  const route = context.locals.starlightRoute;
  const section = route.id.split('/')[0] || context.url.pathname.replace(base, '').split('/')[1];
  route.sidebar = slim(route.sidebar as Entry[], section) as typeof route.sidebar;
  const { topics = [], kind = 'page' } = route.entry.data;
  route.head.push({ tag: 'meta', attrs: { name: 'zhendan:topics', content: topics.join(',') }, content: '' });
  route.head.push({ tag: 'meta', attrs: { name: 'zhendan:kind', content: kind }, content: '' });
  const image = new URL(`${base}/og/${SECTIONS.some((s) => s.slug === section) ? section : 'home'}.png`, context.site).href;
  route.head.push(
    { tag: 'meta', attrs: { property: 'og:image', content: image }, content: '' },
    { tag: 'meta', attrs: { property: 'og:image:width', content: '1200' }, content: '' },
    { tag: 'meta', attrs: { property: 'og:image:height', content: '630' }, content: '' },
    {
      tag: 'link',
      attrs: { rel: 'alternate', type: 'application/rss+xml', href: `${base}/rss.xml`, title: '规则变动' },
      content: '',
    },
  );
  if (route.id !== '404' && context.site)
    for (const data of structuredData({
      url: new URL(context.url.pathname, context.site).href,
      origin: context.site.origin,
      base,
      title: route.entry.data.title,
      description: route.entry.data.description ?? '',
      updated: route.entry.data.updated,
      section,
      kind,
    }))
      route.head.push({
        tag: 'script',
        attrs: { type: 'application/ld+json' },
        content: JSON.stringify(data).replaceAll('<', '\\u003c'),
      });
  if (route.toc && route.entry.body) {
    const extra = [
      ...(pageBasis(factBook(), route.entry.body, clearingExamples()).facts.length > 0
        ? [{ depth: 2, slug: 'basis', text: '依据' }]
        : []),
      { depth: 2, slug: 'page-dates', text: '日期与适用' },
    ];
    route.toc.items.push(...extra.map((e) => ({ ...e, children: [] })));
  }
});
