import type { APIContext } from 'astro';

import { changeFeed } from '../facts/feed.ts';

/** Rule changes as JSON Feed 1.1. */
export const GET = (context: APIContext) => {
  const { title, description, items, home } = changeFeed(context.site);
  return new Response(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title,
      description,
      language: 'zh-CN',
      home_page_url: home,
      items: items.map((i) => ({
        id: i.id,
        url: i.url,
        title: i.title,
        content_text: i.text,
        date_published: `${i.date}T00:00:00+08:00`,
        tags: [i.platform],
      })),
    }),
  );
};
