import type { z } from 'astro/zod';

import { parse } from 'yaml';

import { calendarYear, type CalendarYear } from '../schemas/calendar.ts';
import { adminClockFile, clockFile, type ClockRule, type PointsTable } from '../schemas/clock.ts';
import { creditTable, law, penaltyTable, type CreditRow, type Law, type PenaltyRow } from '../schemas/law.ts';
import {
  changeFile,
  deadlineFile,
  historyFile,
  rumourFile,
  unknownFile,
  type Change,
  type Deadline,
  type History,
  type Rumour,
  type Unknown,
} from '../schemas/record.ts';
import { ruleDocumentFile, ruleFile, type RuleDocument, type RuleFact } from '../schemas/rule.ts';
import { sourceFile, type Source } from '../schemas/source.ts';
import type { Platform } from '../schemas/common.ts';

/** A rule fact together with the platform and topic of the file it stands in. */
export type RuleRecord = RuleFact & { platform: Platform; topic: z.infer<typeof ruleFile>['topic']; file: string };

/** Everything the handbook knows, parsed, checked and frozen. */
export interface FactBook {
  readonly sources: ReadonlyMap<string, Source>;
  readonly rules: ReadonlyMap<string, RuleRecord>;
  readonly laws: ReadonlyMap<string, Law>;
  readonly documents: readonly RuleDocument[];
  readonly clocks: readonly ClockRule[];
  readonly points: ReadonlyMap<string, PointsTable>;
  readonly adminClock: z.infer<typeof adminClockFile>;
  readonly deadlines: readonly Deadline[];
  readonly rumours: ReadonlyMap<string, Rumour>;
  readonly unknowns: ReadonlyMap<string, Unknown>;
  readonly changes: readonly Change[];
  readonly histories: readonly History[];
  readonly calendars: ReadonlyMap<number, CalendarYear>;
  readonly penalties: readonly PenaltyRow[];
  readonly credit: readonly CreditRow[];
}

/** A record that breaks its schema or clashes with another: names the file, the field and what to do. */
export class FactError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'FactError';
  }
}

function read<T extends z.ZodType>(file: string, text: string, schema: T): z.infer<T> {
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new FactError(file, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
}

function put<T extends { id: string }>(map: Map<string, T>, file: string, entry: T): void {
  if (map.has(entry.id)) throw new FactError(file, `id ${entry.id} is used twice; every record has its own id`);
  map.set(entry.id, entry);
}

/** Freezes `value` and everything in it. */
function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    if (value instanceof Map) for (const v of value.values()) deepFreeze(v);
    else for (const v of Object.values(value)) deepFreeze(v);
    Object.freeze(value);
  }
  return value;
}

/**
 * Builds the FactBook from the YAML files under `src/content`.
 * @param files file text by path relative to `src/content`, e.g. `rules/taobao/clearing.yaml`
 * @throws FactError naming the file and field, for unknown keys, wrong types and duplicate ids
 */
export function assembleFactBook(files: ReadonlyMap<string, string>): FactBook {
  const sources = new Map<string, Source>();
  const rules = new Map<string, RuleRecord>();
  const laws = new Map<string, Law>();
  const rumours = new Map<string, Rumour>();
  const unknowns = new Map<string, Unknown>();
  const points = new Map<string, PointsTable>();
  const calendars = new Map<number, CalendarYear>();
  const documents: RuleDocument[] = [];
  const clocks: ClockRule[] = [];
  const deadlines: Deadline[] = [];
  const changes: Change[] = [];
  const histories: History[] = [];
  let adminClock: z.infer<typeof adminClockFile> | undefined;
  let penalties: PenaltyRow[] = [];
  let credit: CreditRow[] = [];

  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file.startsWith('sources/')) for (const s of read(file, text, sourceFile).sources) put(sources, file, s);
    else if (file === 'rules/documents.yaml') documents.push(...read(file, text, ruleDocumentFile).documents);
    else if (file.startsWith('rules/')) {
      const { platform, topic, facts } = read(file, text, ruleFile);
      for (const f of facts) put(rules, file, { ...f, platform, topic, file });
    } else if (file === 'laws/tables/penalties.yaml') penalties = read(file, text, penaltyTable).rows;
    else if (file === 'laws/tables/credit-clearing.yaml') credit = read(file, text, creditTable).rows;
    else if (file.startsWith('laws/')) put(laws, file, read(file, text, law));
    else if (file === 'clocks/administrative.yaml') adminClock = read(file, text, adminClockFile);
    else if (file.startsWith('clocks/')) {
      const parsed = read(file, text, clockFile);
      clocks.push(...parsed.clocks);
      points.set(parsed.points.platform, parsed.points);
    } else if (file.startsWith('deadlines/')) deadlines.push(...read(file, text, deadlineFile).deadlines);
    else if (file.startsWith('rumours/')) for (const r of read(file, text, rumourFile).rumours) put(rumours, file, r);
    else if (file.startsWith('unknowns/')) for (const u of read(file, text, unknownFile).unknowns) put(unknowns, file, u);
    else if (file.startsWith('changes/')) changes.push(...read(file, text, changeFile).changes);
    else if (file.startsWith('histories/')) histories.push(...read(file, text, historyFile).histories);
    else if (file.startsWith('calendars/')) {
      const year = read(file, text, calendarYear);
      calendars.set(year.year, year);
    }
  }
  if (!adminClock) throw new FactError('clocks/administrative.yaml', 'missing');
  changes.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const id of rules.keys()) if (laws.has(id)) throw new FactError(`laws/${id}.yaml`, `id ${id} is already a rule fact`);
  return deepFreeze({
    sources,
    rules,
    laws,
    documents,
    clocks,
    points,
    adminClock,
    deadlines,
    rumours,
    unknowns,
    changes,
    histories,
    calendars,
    penalties,
    credit,
  });
}
