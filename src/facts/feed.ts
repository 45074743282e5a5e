import { firstDayOf } from '../models/calendar/day.ts';
import { PLATFORM_WORDS } from '../schemas/platform-words.ts';
import { factBook } from './book.ts';
import { withBase } from './links.ts';

/** Rule changes, newest first, for RSS and JSON Feed. A date known only to the month stands on its first day and says so. */
export function changeFeed(site: URL | undefined) {
  const url = (path: string) => new URL(withBase(path), site).href;
  return {
    title: '真单手册·规则变动',
    description: '平台规则和法律改过什么，对卖家意味着什么。',
    home: url('/'),
    items: [...factBook().changes].reverse().map((c) => ({
      id: url(`/reference/changes/#change-${c.id}`),
      url: url(`/reference/changes/#change-${c.id}`),
      platform: c.platform,
      title: `${PLATFORM_WORDS[c.platform]}：${c.title}`,
      text: `${c.date.length < 10 ? `日期只知道到 ${c.date}。` : ''}${c.effect}`,
      date: firstDayOf(c.date),
    })),
  };
}
