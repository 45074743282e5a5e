import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { digest, type Visit } from './visit.ts';

/** What is remembered of an address between two runs. */
export interface Remembered {
  /** Fingerprint of the readable text when it was last read; null when it never was. */
  fingerprint: string | null;
  /** Short digests of its lines, so that a change can be shown without keeping the text. */
  lines: string[];
  /** Day it was last read, YYYY-MM-DD. */
  readOn: string | null;
  /** Runs in a row in which it could not be read. */
  failures: number;
}
export type State = Record<string, Remembered>;

/** What one run says about an address. */
export interface Outcome {
  url: string;
  kind: 'first' | 'same' | 'changed' | 'gone' | 'refused' | 'unreachable';
  /** In words, for the report. */
  detail: string;
  /** Lines not seen before, for `changed`. */
  added: string[];
  /** How many known lines are missing, for `changed`. */
  removed: number;
  failures: number;
}

const short = (line: string): string => digest(line).slice(0, 8);

/** Compares a visit with what is remembered, and says what to remember next. */
export function compare(
  url: string,
  before: Remembered | undefined,
  visit: Visit,
  today: string,
): { outcome: Outcome; next: Remembered } {
  if (visit.kind !== 'read') {
    const failures = (before?.failures ?? 0) + 1;
    const detail = visit.kind === 'gone' ? `页面不在了（${visit.status}）` : visit.why;
    return {
      outcome: { url, kind: visit.kind, detail, added: [], removed: 0, failures },
      next: { fingerprint: before?.fingerprint ?? null, lines: before?.lines ?? [], readOn: before?.readOn ?? null, failures },
    };
  }
  const lines = [...new Set(visit.lines.map(short))];
  const next: Remembered = { fingerprint: visit.fingerprint, lines, readOn: today, failures: 0 };
  const moved = visit.finalUrl.replace(/\/$/, '') !== url.replace(/\/$/, '') ? `转到 ${visit.finalUrl}` : '';
  const plain = { url, detail: moved, added: [] as string[], removed: 0, failures: 0 };
  if (!before?.fingerprint) return { outcome: { ...plain, kind: 'first' }, next };
  if (before.fingerprint === visit.fingerprint) return { outcome: { ...plain, kind: 'same' }, next };
  const known = new Set(before.lines);
  const present = new Set(lines);
  return {
    outcome: {
      ...plain,
      kind: 'changed',
      detail: [`上次读到：${before.readOn ?? '未记'}`, moved].filter(Boolean).join('；'),
      added: visit.lines.filter((line) => !known.has(short(line))),
      removed: before.lines.filter((line) => !present.has(line)).length,
    },
    next,
  };
}

/** Reads a state file; a missing one is an empty state. Throws when it is not JSON, naming the file. */
export function readState(file: string): State {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    throw new Error(`${file} 不是完好的 JSON。删掉它会从头记一次，这一次看不出变化。`);
  }
}

/** Writes a state file, sorted, so that two runs compare line by line. */
export function writeState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true });
  const sorted = Object.fromEntries(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 1)}\n`);
}
