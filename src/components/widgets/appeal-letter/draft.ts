import { forget, load, save } from '../../../adapters/storage.ts';
import { todayInShanghai } from '../../../adapters/today.ts';

/** What is kept of a letter when the reader asks for it. */
export interface Draft {
  readonly platform: string;
  readonly findings: readonly string[];
  readonly inserts: readonly string[];
  /** Section id → text. */
  readonly answers: Readonly<Record<string, string>>;
}

const KEY = 'appeal-letter';
const VERSION = 1;

/** Keeps the draft on this device; false when the browser refuses. */
export function saveDraft(draft: Draft): boolean {
  return save(KEY, VERSION, draft, todayInShanghai());
}

/** The draft kept on this device, or null when there is none or it does not read as one. */
export function loadDraft(): Draft | null {
  const draft = load<Partial<Draft>>(KEY, VERSION);
  const strings = (list: unknown): list is string[] => Array.isArray(list) && list.every((x) => typeof x === 'string');
  if (!draft || typeof draft.platform !== 'string' || !strings(draft.findings) || !strings(draft.inserts)) return null;
  if (typeof draft.answers !== 'object' || draft.answers === null || !strings(Object.values(draft.answers))) return null;
  return draft as Draft;
}

export function deleteDraft(): void {
  forget(KEY);
}
