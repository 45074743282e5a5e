import type { Topic } from '../schemas/page.ts';

/** What is needed of a page to say that it answers a topic. */
export interface TopicPage {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly Topic[];
}

/**
 * The pages that answer `topics` first-hand: for each topic the page that puts it first, or earliest.
 * @returns at most `limit` pages, in the order of the topics
 */
export function pagesForTopics(pages: readonly TopicPage[], topics: readonly Topic[], limit: number): TopicPage[] {
  const chosen = new Map<string, TopicPage>();
  for (const topic of topics) {
    const best = pages
      .filter((p) => p.topics.includes(topic))
      .sort((a, b) => a.topics.indexOf(topic) - b.topics.indexOf(topic) || (a.id < b.id ? -1 : 1))[0];
    if (best) chosen.set(best.id, best);
  }
  return [...chosen.values()].slice(0, limit);
}
