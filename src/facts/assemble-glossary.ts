import { parse } from 'yaml';

import { glossaryFile, type GlossaryEntry } from '../schemas/glossary.ts';

/** A glossary file that breaks the schema or clashes with another: names the file, the entry and what is wrong. */
export class GlossaryError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'GlossaryError';
  }
}

function freezeEntry(entry: GlossaryEntry): GlossaryEntry {
  for (const list of [entry.aliases, entry.typos, entry.topics, entry.facts]) Object.freeze(list);
  entry.aliases.forEach((a) => Object.freeze(a));
  return Object.freeze(entry);
}

/**
 * Parses and checks the glossary files.
 * @param files text by path
 * @returns entries in file order, frozen
 * @throws GlossaryError for unknown keys, wrong values, an id or a term used twice, and a misspelling that is itself a term
 */
export function assembleGlossary(files: ReadonlyMap<string, string>): readonly GlossaryEntry[] {
  const byId = new Map<string, GlossaryEntry>();
  const byTerm = new Map<string, string>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const result = glossaryFile.safeParse(parse(text));
    if (!result.success) {
      const issue = result.error.issues[0];
      throw new GlossaryError(file, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
    }
    for (const entry of result.data.entries) {
      if (byId.has(entry.id)) throw new GlossaryError(file, `id ${entry.id} is used twice; every entry has its own id`);
      const other = byTerm.get(entry.term);
      if (other) throw new GlossaryError(file, `${entry.id} and ${other} both explain 「${entry.term}」; keep one`);
      byId.set(entry.id, entry);
      byTerm.set(entry.term, entry.id);
    }
  }
  for (const entry of byId.values())
    for (const typo of entry.typos) {
      const other = byTerm.get(typo);
      if (other) throw new GlossaryError(entry.id, `「${typo}」 is the term of ${other}, not a misspelling`);
    }
  return Object.freeze([...byId.values()].map(freezeEntry));
}
