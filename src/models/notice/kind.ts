import type { NoticeKind, NoticeStage, NoticeWords } from '../../schemas/notice.ts';
import { clauseAt } from './clauses.ts';
import type { Found, Points } from './reading.ts';
import { spanOf, type NoticeText } from './text.ts';
import { findAll, findPairs, findUnless, has, type Hit } from './words.ts';

/** Whether the words at `at` only say what may follow (若再次…将…), not what was found. */
export function isConditional(text: string, at: number, words: NoticeWords): boolean {
  const clause = clauseAt(text, at);
  return has(text.slice(clause.start, clause.end), words.conditional) || followsCondition(text, clause.start, words);
}

/** `逾期未补交的,扣12分`: the clause before is a condition and this one its consequence. */
function followsCondition(text: string, at: number, words: NoticeWords): boolean {
  if (text[at - 1] !== ',') return false;
  const before = clauseAt(text, at - 2);
  if (before.end !== at - 1) return false;
  const part = text.slice(before.start, before.end).trim();
  return has(part, words.conditional) && (/的话?$/.test(part) || /^(?:若|倘若|如果|如再|一旦|if )/.test(part));
}

/**
 * The kind of finding. Points decide between a penalty on the account and a demotion or warning,
 * because the same notice often names all three.
 */
export function readKind(
  n: NoticeText,
  words: NoticeWords,
  points: Found<Points> | null,
  zero: boolean,
): Found<NoticeKind> | null {
  const hits = new Map<NoticeKind, Hit[]>();
  for (const row of words.kinds) {
    const all = [...findUnless(n.text, row.words, row.not), ...(row.pairs ?? []).flatMap((pair) => findPairs(n.text, pair))]
      .sort((a, b) => a.start - b.start)
      .filter((hit) => !isConditional(n.text, hit.start, words));
    hits.set(row.kind, row.kind === 'false-evidence' ? all.filter((hit) => !saysFuture(n.text, hit, words)) : all);
  }
  const found = (kind: NoticeKind): Found<NoticeKind> | null => {
    const hit = hits.get(kind)?.[0];
    return hit ? { value: kind, span: spanOf(n, hit.start, hit.end) } : null;
  };
  const deducted = points?.value.role === 'deducted' && points.value.points > 0 && !zero;
  const fake = found('fake-transaction');
  // `total` stands for points that have added up: measures then follow from a node, even if no word says so.
  const order: (NoticeKind | 'total')[] = fake
    ? deducted
      ? ['false-evidence', 'fake-transaction']
      : ['false-evidence', 'node', 'total', 'demotion', 'warning', 'fake-transaction']
    : ['false-evidence', 'node', 'other', 'warning', 'total', 'demotion'];
  for (const kind of order) {
    if (kind === 'total') {
      if (points?.value.role === 'total') return { value: 'node', span: points.span };
      continue;
    }
    const here = found(kind);
    if (here) return here;
  }
  return null;
}

/** `提供虚假凭证的，将从重处理`: the clause or the next one says what will follow. */
function saysFuture(text: string, hit: Hit, words: NoticeWords): boolean {
  const clause = clauseAt(text, hit.start);
  if (/(?:的|者)\s*$/.test(text.slice(clause.start, clause.end))) return true;
  return has(text.slice(clause.start, Math.min(text.length, clause.end + 24)), words.future);
}

/** Whether the platform asks for proof first or tells a decision; a decision wins, both may be said. */
export function readStage(n: NoticeText, words: NoticeWords, points: Found<Points> | null): Found<NoticeStage> | null {
  const first = (list: readonly string[]) => findAll(n.text, list).find((hit) => !isConditional(n.text, hit.start, words));
  const decided = first(words.decided);
  const suspected = first(words.suspected);
  // Points taken are a decision, whatever words stand around them.
  if (!decided && points?.value.role === 'deducted' && points.value.points > 0) return { value: 'decided', span: points.span };
  const hit = decided ?? suspected;
  return hit ? { value: decided ? 'decided' : 'suspected', span: spanOf(n, hit.start, hit.end) } : null;
}
