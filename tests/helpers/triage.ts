import { readFileSync } from 'node:fs';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';
import { triageSlice, type TriageSlice } from '../../src/facts/triage.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
let cached: TriageSlice | undefined;

/** The records of notice-triage as the page hands them over. */
export function triageData(): TriageSlice {
  cached ??= triageSlice(
    factBookFromDisk(new URL('../../src/content', import.meta.url).pathname),
    read('src/content/flows/notice-triage.yaml'),
    read('src/content/flows/notice-words.yaml'),
  );
  return cached;
}
