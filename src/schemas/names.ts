// Fixed names, apart from their Zod schemas so that browser code does not carry the validator.

/** The marketplaces the handbook knows, in the order readers meet them. */
export const PLATFORMS = [
  'taobao',
  'tmall',
  '1688',
  'aliexpress',
  'alibaba-com',
  'xianyu',
  'taote',
  'lazada',
  'daraz',
  'cross-platform',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Platforms that the tools compute for. */
export const TOOL_PLATFORMS = ['taobao', 'tmall', '1688', 'aliexpress', 'alibaba-com'] as const;
export type ToolPlatform = (typeof TOOL_PLATFORMS)[number];

/** Names of the clocks a penalty starts (design §6). */
export const CLOCKS = ['points', 'demotion', 'node', 'marketing-ban', 'violation-count', 'record', 'admin-publication'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** What the reader says happened (design §6). */
export const KINDS = ['points-general', 'points-serious', 'demotion', 'node', 'marketing-ban', 'admin-record'] as const;
export type Kind = (typeof KINDS)[number];

/** What a notice says was found. `other` = some finding that is not about fake transactions. */
export const NOTICE_KINDS = ['fake-transaction', 'demotion', 'warning', 'node', 'false-evidence', 'other'] as const;

/** `suspected` = marked, the seller is asked for proof; `decided` = a penalty has been made. */
export const STAGES = ['suspected', 'decided'] as const;

/** How a length of time is counted. */
export const LENGTH_UNITS = ['hours', 'days', 'working-days'] as const;
