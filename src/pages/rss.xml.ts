import rss from '@astrojs/rss';
import type { APIContext } from 'astro';

import { changeFeed } from '../facts/feed.ts';

/** Rule changes as RSS. */
export const GET = (context: APIContext) => {
  const { title, description, home, items } = changeFeed(context.site);
  return rss({
    title,
    description,
    site: home,
    items: items.map((i) => ({
      title: i.title,
      link: i.url,
      description: i.text,
      pubDate: new Date(`${i.date}T00:00:00+08:00`),
    })),
    customData: '<language>zh-CN</language>',
  });
};
