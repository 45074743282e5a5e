import type { GlossaryEntry } from '../schemas/glossary.ts';
import { assembleGlossary } from './assemble-glossary.ts';

const RAW = import.meta.glob('../content/glossary/*.yaml', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>;

let cached: readonly GlossaryEntry[] | undefined;

/** Every term of this build, in file order; parsed once, frozen. Throws GlossaryError when a file is malformed. */
export function glossary(): readonly GlossaryEntry[] {
  cached ??= assembleGlossary(new Map(Object.entries(RAW)));
  return cached;
}
