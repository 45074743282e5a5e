import { z } from 'astro/zod';
import { figureRef } from './clock.ts';
import { id, toolPlatform } from './common.ts';
import { LENGTH_UNITS } from './names.ts';
import { alarmId, noticeElement, noticeKind, noticeStage } from './notice.ts';

/** Where the questions lead. */
export const ROUTES = ['genuine', 'not-mine', 'true'] as const;
export const route = z
  .enum(ROUTES)
  .describe('genuine = the orders are real; not-mine = somebody else did it; true = it was not a mistake');
export type Route = z.infer<typeof route>;

/** The parts of the plan, in the order they are done. */
export const PHASES = ['now', 'today', 'before-deadline', 'after'] as const;
export const phase = z.enum(PHASES).describe('When it is done');
export type Phase = z.infer<typeof phase>;

const path = z
  .string()
  .regex(/^\/[a-z0-9/-]+\/$/)
  .describe('Page of the handbook');
const facts = z.array(id).describe('Fact or law ids it rests on');
const tag = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .describe('Mark an answer leaves, which plan items ask for');

export const flowOption = z.strictObject({
  id: id,
  label: z.string().describe('Answer, in the seller’s words'),
  reason: z.string().describe('What this answer means, shown in the decision list and after choosing'),
  facts: facts,
  tags: z.array(tag).optional().describe('Marks left by the answer'),
  next: z
    .union([z.strictObject({ question: id }), z.strictObject({ route: route })])
    .describe('Next question, or where it leads'),
});
export type FlowOption = z.infer<typeof flowOption>;

export const flowQuestion = z.strictObject({
  id: id,
  ask: z.string().describe('Question, one sentence'),
  why: z.string().describe('Why it is asked'),
  options: z.array(flowOption).min(2).describe('Answers'),
});
export type FlowQuestion = z.infer<typeof flowQuestion>;

const when = {
  routes: z.array(route).min(1).optional().describe('Only on these routes; absent = on all'),
  platforms: z.array(toolPlatform).min(1).optional().describe('Only for these marketplaces; absent = for all'),
  kinds: z.array(noticeKind).min(1).optional().describe('Only for these findings; absent = for all'),
  stages: z.array(noticeStage).min(1).optional().describe('Only at these stages; absent = at all'),
  tags: z.array(tag).min(1).optional().describe('Only with one of these marks'),
  without: z.array(tag).min(1).optional().describe('Only with none of these marks'),
};

const lengthUnit = z.enum(LENGTH_UNITS).describe('How the length is counted');

/** How long a seller has to answer, by marketplace and finding. The length itself stays in its fact. */
export const answerWindow = z.strictObject({
  id: id,
  platform: toolPlatform,
  kinds: z.array(noticeKind).min(1).describe('Findings it is for'),
  stages: z.array(noticeStage).min(1).optional().describe('Stages it is for; absent = all'),
  label: z.string().describe('Name shown, e.g. 账户处罚申诉'),
  length: figureRef.nullable().describe('Length in its fact; null = no source gives one'),
  unit: lengthUnit.nullable().describe('Unit of the length; null with no length'),
  from: z.string().describe('Counted from'),
  note: z.string().describe('What the reader must know about it, without figures'),
  facts: facts.min(1),
});
export type AnswerWindow = z.infer<typeof answerWindow>;

export const planItem = z.strictObject({
  id: id,
  phase: phase,
  ...when,
  text: z.string().describe('What to do, verb first, without figures'),
  why: z.string().describe('Why'),
  facts: facts,
  link: path.optional(),
  due: z
    .strictObject({ from: z.enum(['notice', 'deadline', 'today']).describe('Counted from'), length: figureRef, unit: lengthUnit })
    .optional()
    .describe('A date of its own, its length taken from a fact'),
});
export type PlanItem = z.infer<typeof planItem>;

export const triageFlow = z.strictObject({
  id: z.literal('notice-triage'),
  version: z.string().describe('Version of these questions and plans'),
  first: id.describe('First question'),
  questions: z.array(flowQuestion).min(1).max(7).describe('At most seven'),
  routes: z.array(
    z.strictObject({
      route: route,
      label: z.string().describe('Name shown'),
      summary: z.string().describe('What the plan is about'),
      link: path,
    }),
  ),
  phases: z.array(z.strictObject({ phase: phase, label: z.string().describe('Heading') })),
  windows: z.array(answerWindow).min(1).describe('How long there is to answer'),
  duties: z
    .strictObject({
      law: id.describe('Law that sets the duties; in force from its own date'),
      intro: z.string().describe('What the law asks for'),
      humanReview: z.string().describe('The right to a decision by a person'),
      items: z.array(
        z.strictObject({
          element: noticeElement,
          label: z.string().describe('Part of a notice'),
          missing: z.string().describe('Said when it was not read'),
          ask: z.string().describe('Sentence the seller can put to the platform'),
        }),
      ),
    })
    .describe('What a notice ought to contain'),
  alarms: z.array(z.strictObject({ alarm: alarmId, text: z.string().describe('Warning'), link: path, facts: facts })),
  plan: z.array(planItem).min(1).describe('Plan items, in order within their phase'),
});
export type TriageFlow = z.infer<typeof triageFlow>;
