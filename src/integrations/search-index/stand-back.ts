import { constants, setPriority } from 'node:os';

/**
 * Lets others go first: while pages are made, whoever makes and writes them; after that Pagefind, whose last step takes longer than all
 * others together. On Linux only the calling thread stands back, elsewhere the process; Pagefind's, started before, does not.
 */
export function standBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Where the system refuses, the steps share the machine as before.
  }
}
