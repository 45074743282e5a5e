import { expect, test } from 'vitest';
import { secondsLeft } from '../../../src/models/audit/time-left.ts';

test.each<[number, number, number | null]>([
  [0, 10_000, null],
  [0.04, 10_000, null],
  [0.5, 1000, null],
  [0.25, 5000, 15],
  [0.9, 9000, 1],
  [1, 9000, 0],
])('%d done after %d ms: %j s left', (done, spent, left) => expect(secondsLeft(done, spent)).toBe(left));
