import type { Confidence, ToolPlatform } from '../../schemas/common.ts';
import type { ClockName, ClockRule, ClockVersion, Kind, PointsTable } from '../../schemas/clock.ts';
import type { Day } from '../calendar/day.ts';

/** A method whose lengths have been looked up in the facts they live in. */
export type ResolvedMethod =
  | { type: 'calendar-year-end' }
  | { type: 'rolling-per-deduction'; days: number; toTheMoment: boolean; alsoMonths?: number | undefined }
  | { type: 'rolling-from-last'; days: number }
  | { type: 'fixed-by-points'; days: Record<string, number>; merge: boolean }
  | { type: 'eligible-after'; days: Record<string, number> }
  | { type: 'none' };

export type ResolvedVersion = Omit<ClockVersion, 'method'> & { method: ResolvedMethod };
export type ResolvedClockRule = Omit<ClockRule, 'versions'> & { versions: ResolvedVersion[] };

/** A tier of a public register, lengths looked up. */
export interface ResolvedAdminTier {
  id: string;
  system: string;
  tier: string;
  from: string;
  until: string | null;
  apply?: { length: number; unit: 'months' | 'years' } | undefined;
  ends: { length: number; unit: 'months' | 'years' };
  facts: string[];
}

/** The records the clearing model reads. */
export interface ClearingData {
  rules: ResolvedClockRule[];
  points: PointsTable[];
  admin: { tiers: ResolvedAdminTier[]; unknowns: string[]; reason: string };
}

/** One deduction, detection, node or publication the reader enters. */
export interface ClearingEvent {
  /** Calendar day in Asia/Shanghai. */
  date: Day;
  /** Points of this deduction (for kind `node`: see nodeLevels); null = not given. */
  points: number | null;
  /** `HH:MM` in Asia/Shanghai, where the rule counts to the moment; null = not given. */
  time: string | null;
}

export interface ClearingInput {
  platform: ToolPlatform;
  kind: Kind;
  events: ClearingEvent[];
}

/** A possible end with what it assumes. */
export interface Estimate {
  label: string;
  lastDay: Day;
  freeFrom: Day;
  endsAt?: string;
  assumption: string;
}

/** When one consequence ends. */
export interface ClockResult {
  clock: ClockName;
  rule: string;
  label: string;
  status: 'ends' | 'never' | 'unknown';
  /** Day it starts, as entered. */
  start: Day;
  /** Last day on which it holds. */
  lastDay?: Day;
  /** First day on which it no longer holds. */
  freeFrom?: Day;
  /** The moment it ends, ISO 8601 with offset +08:00, where the rule names one. */
  endsAt?: string;
  estimates: Estimate[];
  reason: string;
  caveats: { text: string; facts: string[] }[];
  unknowns: string[];
  steps: string[];
  facts: string[];
  confidence: Confidence;
}

export interface FieldError {
  field: 'platform' | 'kind' | 'points' | 'date' | 'time';
  /** Row of the event, from 0; null for the whole form. */
  row: number | null;
  message: string;
}
