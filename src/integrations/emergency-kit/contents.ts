import type { ToolId } from '../../schemas/page.ts';

/** The file in the reader's words, and the same under a name every chat and disk can carry. */
export const KIT_FILES = ['真单应急包.html', 'emergency-kit.html'] as const;

/** Largest size in bytes: small enough for a chat and an old phone. */
export const KIT_LIMIT = 1_500_000;

/**
 * The tools that work inside the file. The build stops when one has its element (src/components/widgets/<tool>/element.ts)
 * but no page; one that is not written yet is left out with a warning, and tests/site/emergency-kit.test.ts fails.
 */
export const KIT_TOOLS = ['clearing-date', 'notice-triage', 'scam-check'] as const satisfies readonly ToolId[];

/** The pages inside the file, in the order somebody who has just been hit needs them. */
export const KIT_PAGES = [
  { title: '刚收到通知', pages: ['respond/first-hours', 'respond/evidence', 'respond/platform-contact'] },
  {
    title: '什么时候清除',
    pages: [
      'clearing',
      'clearing/taobao',
      'clearing/tmall',
      'clearing/1688',
      'clearing/aliexpress',
      'clearing/alibaba-com',
      'clearing/record-vs-points',
    ],
  },
  {
    title: '怎么申诉',
    pages: [
      'respond/appeal-taobao',
      'respond/appeal-tmall',
      'respond/appeal-1688',
      'respond/appeal-aliexpress',
      'respond/appeal-alibaba-com',
      'respond/appeal-failed',
    ],
  },
  { title: '别被骗第二次', pages: ['scams/paid-clearing', 'scams/already-paid'] },
] as const;
