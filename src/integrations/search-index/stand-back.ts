import { constants, setPriority } from 'node:os';

/**
 * Leaves the machine to Pagefind: its last step takes longer than all others together, so the build ends when it ends. On Linux only
 * the calling thread stands back, elsewhere the process. Pagefind's own process, started before, does not.
 */
export function standBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Where the system refuses, the steps share the machine as before.
  }
}
