/** Tool ids, fixed by the design. Kept apart from the schemas so that scripts in the page can read them without Zod. */
export const TOOL_IDS = [
  'clearing-date',
  'rule-lookup',
  'notice-triage',
  'evidence-binder',
  'appeal-letter',
  'order-audit',
  'risk-check',
  'scam-check',
  'recovery-plan',
] as const;
export type ToolId = (typeof TOOL_IDS)[number];
