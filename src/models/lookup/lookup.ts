/**
 * The rule on a given day. Every part of a rule has a history of dated versions; the version that holds on
 * the day is given, or "unknown" with its reason — never the latest in its place.
 */
import type { Confidence, ToolPlatform } from '../../schemas/common.ts';
import type { Finding, LookupTexts, Subject } from '../../schemas/lookup.ts';
import type { Receipt } from '../../schemas/receipt.ts';
import type { History } from '../../schemas/record.ts';
import { firstDayOf, formatDay, isDay, lastDayOf, type Day } from '../calendar/day.ts';

/** A dated value of a fact, as far as the lookup shows it. */
export interface FactVersion {
  from: string | null;
  until: string | null;
  period: string;
  statement: string;
  rule: string;
  clause: string | null;
  confidence: Confidence;
  checkedOn: string;
  sources: readonly { id: string }[];
}

export interface LookupData {
  texts: LookupTexts;
  histories: readonly History[];
  /** Versions of every fact the histories name. */
  facts: Record<string, { values: readonly FactVersion[]; verifyAt: string | null; note?: string }>;
  platformLabels: Record<ToolPlatform, string>;
}

/** A version as shown: known with its words, or unknown with the reason. */
export type Version = { from: string | null; until: string | null; span: string; transition: string | null } & (
  { known: true; fact: string; value: FactVersion; undated: boolean; verifyAt: string | null } | { known: false; reason: string }
);

export interface SubjectResult {
  history: string;
  subject: Subject;
  title: string;
  /** The version on the day asked for. */
  then: Version;
  /** Versions that came after, up to today; empty = no change is known. */
  since: Version[];
}

export interface LookupInput {
  platform: ToolPlatform;
  date: Day;
  finding: Finding;
}

export type LookupProblem = { field: 'platform' | 'date' | 'finding'; message: string };
export type LookupResult = { ok: true; input: LookupInput; subjects: SubjectResult[] } | { ok: false; problems: LookupProblem[] };

/** Checks what was entered; each problem names its field in words. */
export function checkInput(
  raw: { platform: string; date: string; finding: string },
  today: Day,
  data: LookupData,
): LookupInput | LookupProblem[] {
  const problems: LookupProblem[] = [];
  const platform = (Object.keys(data.platformLabels) as ToolPlatform[]).find((p) => p === raw.platform);
  const finding = data.texts.findings.find((f) => f.finding === raw.finding)?.finding;
  if (!platform) problems.push({ field: 'platform', message: '选一个平台。' });
  if (!isDay(raw.date))
    problems.push({
      field: 'date',
      message: raw.date ? `日历上没有「${raw.date}」这一天。按 年-月-日 填，例如 2024-06-01。` : '填行为发生的那一天。',
    });
  else if (raw.date > today) problems.push({ field: 'date', message: `${formatDay(raw.date)}还没到，查不了以后的规则。` });
  if (!finding) problems.push({ field: 'finding', message: '选一种认定。' });
  return platform && finding && problems.length === 0 ? { platform, date: raw.date, finding } : problems;
}

/** The parts of the rule that matter for the finding, as in force on the day, and what changed since. */
export function lookUp(raw: { platform: string; date: string; finding: string }, today: Day, data: LookupData): LookupResult {
  const input = checkInput(raw, today, data);
  if (Array.isArray(input)) return { ok: false, problems: input };
  const order = data.texts.findings.find((f) => f.finding === input.finding)?.subjects ?? [];
  const subjects = order.flatMap((subject) =>
    data.histories
      .filter((h) => h.platform === input.platform && h.subject === subject)
      .map((h): SubjectResult => {
        const index = h.versions.findIndex((v) => covers(v, input.date));
        const found = h.versions[index];
        return {
          history: h.id,
          subject: h.subject,
          title: h.title,
          then: found
            ? view(found, data)
            : { known: false, from: null, until: null, span: '', transition: null, reason: '这一天的版本没有记录。' },
          since:
            index < 0
              ? []
              : h.versions
                  .slice(index + 1)
                  .filter((v) => v.from !== null && firstDayOf(v.from) <= today)
                  .map((v) => view(v, data)),
        };
      }),
  );
  return { ok: true, input, subjects };
}

/** Whether a span of partial dates holds the day; both ends count. */
export function covers(span: { from: string | null; until: string | null }, day: Day): boolean {
  return (span.from === null || firstDayOf(span.from) <= day) && (span.until === null || day <= lastDayOf(span.until));
}

/** Every version of a history, for the table without script. */
export function versionsOf(history: History, data: LookupData): Version[] {
  return history.versions.map((v) => view(v, data));
}

function view(v: History['versions'][number], data: LookupData): Version {
  const base = { from: v.from, until: v.until, span: spanText(v), transition: v.transition ?? null };
  const fact = v.fact === undefined ? undefined : data.facts[v.fact];
  const value = fact && valueFor(fact.values, v);
  if (v.fact === undefined || !fact || !value)
    return { ...base, known: false, reason: v.unknown ?? `记录 ${v.fact ?? ''} 没有这一版。` };
  return {
    ...base,
    known: true,
    fact: v.fact,
    value,
    undated: value.from === null && value.until === null,
    verifyAt: fact.verifyAt,
  };
}

/** The value of a fact whose span meets the span of the version; a test keeps it to exactly one. */
export function valueFor(
  values: readonly FactVersion[],
  v: { from: string | null; until: string | null },
): FactVersion | undefined {
  return values.find((value) => overlaps(value, v));
}

export function overlaps(
  a: { from: string | null; until: string | null },
  b: { from: string | null; until: string | null },
): boolean {
  const starts = (x: { from: string | null }) => (x.from === null ? '0000-01-01' : firstDayOf(x.from));
  const ends = (x: { until: string | null }) => (x.until === null ? '9999-12-31' : lastDayOf(x.until));
  return starts(a) <= ends(b) && starts(b) <= ends(a);
}

/** `2014 年 4 月 10 日起，到 2015 年 12 月` */
export function spanText(v: { from: string | null; until: string | null }): string {
  if (v.from === null && v.until === null) return '各个时期';
  if (v.from === null) return `到 ${formatDay(v.until ?? '')}为止`;
  return v.until === null ? `${formatDay(v.from)}起` : `${formatDay(v.from)}到 ${formatDay(v.until)}`;
}

/** The receipt (design §6). */
export function lookupReceipt(result: Extract<LookupResult, { ok: true }>, today: Day, data: LookupData): Receipt {
  const known = result.subjects.flatMap((s) => [s.then, ...s.since]).filter((v) => v.known);
  const brief = (v: Version) => ({ from: v.from, until: v.until, ...(v.known ? { fact: v.fact } : { unknown: v.reason }) });
  return {
    tool: 'rule-lookup',
    version: data.texts.version,
    inputs: { ...result.input },
    outputs: {
      subjects: result.subjects.map((s) => ({
        history: s.history,
        subject: s.subject,
        then: brief(s.then),
        since: s.since.map(brief),
      })),
    },
    steps: [
      data.texts.actRule,
      ...result.subjects.map(
        (s) => `${s.title}：${s.then.known ? `${s.then.span}的版本` : '未知'}，之后 ${s.since.length} 次变化。`,
      ),
    ],
    facts: [...new Set(known.map((v) => v.fact))],
    sources: [...new Set(known.flatMap((v) => v.value.sources.map((s) => s.id)))],
    checkedOn: known.map((v) => v.value.checkedOn).sort()[0] ?? null,
    generatedOn: today,
  };
}
