/**
 * Seconds the reading still needs, from the share done and the time spent; null while too little is done to
 * say. It is an estimate for a person who waits: rounded up, never 0 before the end.
 */
export function secondsLeft(done: number, spentMs: number): number | null {
  if (!(done > 0.05) || spentMs <= 1500) return null;
  return Math.ceil(((spentMs / done) * (1 - Math.min(done, 1))) / 1000);
}
