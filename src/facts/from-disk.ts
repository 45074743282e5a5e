import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { assembleFactBook, type FactBook } from './assemble.ts';

const COLLECTIONS = [
  'sources',
  'rules',
  'laws',
  'clocks',
  'deadlines',
  'rumours',
  'unknowns',
  'changes',
  'histories',
  'calendars',
];

/** Reads the record files under `contentDir`, for scripts and tests that run outside Vite. */
export function readRecordFiles(contentDir: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const collection of COLLECTIONS) {
    let names: string[];
    try {
      names = readdirSync(join(contentDir, collection), { recursive: true }).map(String);
    } catch {
      continue;
    }
    for (const name of names)
      if (name.endsWith('.yaml')) {
        const path = join(contentDir, collection, name);
        files.set(relative(contentDir, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
      }
  }
  return files;
}

/** The FactBook read from disk. */
export function factBookFromDisk(contentDir: string): FactBook {
  return assembleFactBook(readRecordFiles(contentDir));
}
