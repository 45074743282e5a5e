import type { TriageFlow } from '../../schemas/flow.ts';
import type { Answers, Path } from './types.ts';

/**
 * Follows the answers from the first question. Answers to questions off the path are ignored, so that
 * changing an early answer leaves no trace of the old branch.
 */
export function followAnswers(flow: TriageFlow, answers: Answers): Path {
  const asked: Path['asked'] = [];
  const tags: string[] = [];
  let next: string | null = flow.first;
  while (next !== null && !asked.some((a) => a.question === next)) {
    const question = flow.questions.find((q) => q.id === next);
    const option = question?.options.find((o) => o.id === answers[question.id]);
    if (!question) break;
    asked.push({ question: question.id, option: option?.id ?? null });
    if (!option) break;
    tags.push(...(option.tags ?? []));
    if ('route' in option.next) return { asked, route: option.next.route, tags };
    next = option.next.question;
  }
  return { asked, route: null, tags };
}
