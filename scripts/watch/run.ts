import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { needsAPerson, watchReport } from './report.ts';
import { compare, readState, writeState, type Outcome, type State } from './state.ts';
import type { Target } from './targets.ts';
import { visitAll, type VisitOptions } from './visit.ts';

export interface WatchRun {
  title: string;
  targets: readonly Target[];
  stateFile: string;
  reportFile: string;
  /** Day of the run, YYYY-MM-DD. */
  today: string;
  /** false = an address counts as sound when it can be read, whatever it says (link check). */
  texts: boolean;
}

/** Visits every target, writes state and report, and returns the outcomes. */
export async function watch(run: WatchRun, options: VisitOptions & { pauseMs?: number } = {}): Promise<Outcome[]> {
  const state = readState(run.stateFile);
  const visits = await visitAll(
    run.targets.map((t) => t.url),
    options,
  );
  const next: State = {};
  const outcomes: Outcome[] = [];
  for (const { url } of run.targets) {
    const visit = visits.get(url);
    if (!visit) continue;
    const { outcome, next: remembered } = compare(url, state[url], visit, run.today);
    outcomes.push(!run.texts && outcome.kind === 'changed' ? { ...outcome, kind: 'same', detail: '' } : outcome);
    next[url] = run.texts ? remembered : { ...remembered, lines: [] };
  }
  writeState(run.stateFile, next);
  mkdirSync(dirname(run.reportFile), { recursive: true });
  writeFileSync(run.reportFile, watchReport(run.title, outcomes, new Map(run.targets.map((t) => [t.url, t])), run.today));
  // On GitHub Actions, a later step opens an issue only when a person has to look.
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `look=${needsAPerson(outcomes)}\n`);
  return outcomes;
}

/** Value of `--name` on the command line. */
export function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return (at > 0 && process.argv[at + 1]) || fallback;
}

export const todayHere = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
