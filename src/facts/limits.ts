import upkeep from '../content/upkeep.yaml?raw';
import type { Limits } from '../models/staleness/staleness.ts';
import { parseLimits } from './upkeep.ts';

let cached: Limits | undefined;

/** How old each kind of record may grow, as this build has it; parsed once. */
export function limits(): Limits {
  cached ??= parseLimits(upkeep);
  return cached;
}
