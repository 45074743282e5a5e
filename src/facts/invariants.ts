import { addDays, firstDayOf, lastDayOf } from '../models/calendar/day.ts';
import type { FactBook } from './assemble.ts';
import { resolveNumber } from './figures.ts';

interface Span {
  from: string | null;
  until: string | null;
}

/** Spans, oldest first, that overlap their predecessor or leave days between that no gap declares. */
export function spanProblems(spans: readonly Span[], gaps: readonly Span[] = []): string[] {
  const problems: string[] = [];
  for (const s of [...spans, ...gaps])
    if (s.from && s.until && firstDayOf(s.from) > lastDayOf(s.until)) problems.push(`期间 ${s.from} 到 ${s.until} 倒着`);
  for (let i = 1; i < spans.length; i++) {
    const before = spans[i - 1];
    const after = spans[i];
    if (!before || !after) continue;
    if (before.until === null || after.from === null || lastDayOf(before.until) >= firstDayOf(after.from)) {
      problems.push(`期间重叠：到 ${before.until ?? '未定'} 与从 ${after.from ?? '未定'}`);
      continue;
    }
    const gapStart = addDays(lastDayOf(before.until), 1);
    const gapEnd = addDays(firstDayOf(after.from), -1);
    const declared = gaps.some(
      (g) => (g.from === null || firstDayOf(g.from) <= gapStart) && (g.until === null || lastDayOf(g.until) >= gapEnd),
    );
    if (gapStart <= gapEnd && !declared) problems.push(`${gapStart} 到 ${gapEnd} 没有版本，也没有声明未知`);
  }
  return problems;
}

/** Source ids that records name. */
export function usedSources(book: FactBook): Set<string> {
  return new Set([
    ...[...book.rules.values()].flatMap((r) => [
      ...r.values.flatMap((v) => v.sources),
      ...(r.conflicts ?? []).map((c) => c.source),
    ]),
    ...[...book.laws.values()].flatMap((l) => l.sources),
    ...[...book.rumours.values()].flatMap((r) => r.seenIn),
    ...book.changes.flatMap((c) => c.sources),
    ...book.documents.flatMap((d) => d.sources),
    ...[...book.calendars.values()].flatMap((c) => c.sources),
  ]);
}

/** Rule facts that found no source say so by these ids; every other value names one. */
export const WITHOUT_SOURCE: ReadonlySet<string> = new Set(['tt-none', 'credit-platform-vs-gov']);

/**
 * Everything wrong with the records taken together, in words an editor can act on. Empty when sound.
 * @param alsoUsed source ids that collections outside the FactBook name (scam patterns, cases …)
 */
export function invariantProblems(book: FactBook, alsoUsed: Iterable<string> = []): string[] {
  const problems: string[] = [];
  const known = (id: string) => book.rules.has(id) || book.laws.has(id);
  const needFacts = (owner: string, ids: readonly string[]) => {
    for (const id of ids) if (!known(id)) problems.push(`${owner}: 指向不存在的事实 ${id}`);
  };
  for (const r of book.rules.values()) {
    for (const p of spanProblems(r.values, r.gaps)) problems.push(`${r.id}: ${p}`);
    if (!WITHOUT_SOURCE.has(r.id)) for (const v of r.values) if (v.sources.length === 0) problems.push(`${r.id}: 有版本没有来源`);
  }
  for (const l of book.laws.values()) {
    if (l.sources.length === 0 && !WITHOUT_SOURCE.has(l.id)) problems.push(`${l.id}: 没有来源`);
    if (l.textType === 'verbatim' ? !l.text : !l.summary) problems.push(`${l.id}: ${l.textType} 却没有对应文字`);
  }
  for (const h of book.histories) {
    for (const p of spanProblems(h.versions)) problems.push(`${h.id}: ${p}`);
    for (const v of h.versions) {
      if (Boolean(v.fact) === Boolean(v.unknown)) problems.push(`${h.id}: 每个版本要么有 fact，要么有 unknown`);
      if (v.fact) needFacts(h.id, [v.fact]);
    }
  }
  for (const c of book.clocks) {
    for (const p of spanProblems([...c.versions].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))))
      problems.push(`${c.id}: ${p}`);
    for (const v of c.versions) {
      needFacts(c.id, v.facts);
      if (!v.settled && v.method.type !== 'none' && !v.assumption) problems.push(`${c.id}: 未定的版本给了算法，要写 assumption`);
      const refs = 'days' in v.method ? ('fact' in v.method.days ? [v.method.days] : Object.values(v.method.days)) : [];
      for (const ref of refs as { fact: string; figure: string }[])
        try {
          resolveNumber(book, ref);
        } catch (error) {
          problems.push(`${c.id}: ${(error as Error).message}`);
        }
    }
    for (const n of c.never ?? []) needFacts(c.id, n.facts);
    for (const n of c.caveats ?? []) needFacts(c.id, n.facts);
    for (const u of c.unknowns ?? []) if (!book.unknowns.has(u)) problems.push(`${c.id}: 未知清单里没有 ${u}`);
  }
  for (const d of book.deadlines) needFacts(d.id, d.facts);
  for (const r of book.rumours.values()) needFacts(r.id, r.facts);
  for (const u of book.unknowns.values()) needFacts(u.id, u.relatedFacts);
  for (const c of book.changes) needFacts(c.id, c.facts);
  for (const t of [...book.penalties, ...book.credit]) needFacts('laws/tables', t.laws);
  const used = usedSources(book);
  for (const id of alsoUsed) used.add(id);
  for (const id of used) if (!book.sources.has(id)) problems.push(`来源 ${id} 被引用，但没有登记`);
  for (const id of book.sources.keys()) if (!used.has(id)) problems.push(`来源 ${id} 登记了，但没有记录用到`);
  return problems;
}
