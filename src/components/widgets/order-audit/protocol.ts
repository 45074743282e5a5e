import type { FieldId, FormatBook, TableKind } from '../../../schemas/export-format.ts';
import type { Signal } from '../../../schemas/signal.ts';
import type { FileProblem, FindingView, Progress, Query, Summary, TableView, Ticks } from './session.ts';

export interface TypedLists {
  ownList: string[];
  words: string[];
}

/** What the page asks of the worker. Every question carries a number and gets one answer with the same number. */
export type Ask =
  | { kind: 'start'; signals: Signal[]; book: FormatBook }
  | { kind: 'open'; files: File[] }
  | { kind: 'remap'; index: number; change: { kind?: TableKind; columns?: (FieldId | null)[]; clock?: 'domestic' | 'platform' } }
  | { kind: 'run'; typed: TypedLists }
  | { kind: 'check'; typed: TypedLists }
  | { kind: 'query'; query: Query }
  | { kind: 'paper'; format: 'xlsx' | 'csv'; ticks: Ticks; onDay: string }
  | { kind: 'rejected' };

export interface Answers {
  start: null;
  open: { tables: TableView[]; problems: FileProblem[] };
  remap: TableView | null;
  run: Summary;
  check: Summary;
  query: { total: number; rows: FindingView[]; unknown: string[] };
  paper: Uint8Array;
  rejected: Uint8Array;
}

export type FromWorker =
  | { n: number; kind: 'answer'; value: unknown }
  | { n: number; kind: 'failed'; message: string }
  | { n: number; kind: 'progress'; progress: Progress };
