import { parse } from 'yaml';
import type { z } from 'astro/zod';
import type { ClauseRecord } from '../models/letter/compose.ts';
import {
  completenessFile,
  outlineFile,
  warningFile,
  type CompletenessCheck,
  type LetterInsert,
  type LetterWarning,
  type Outline,
} from '../schemas/letter.ts';
import { FactError, type FactBook } from './assemble.ts';

export interface LetterBook {
  readonly outline: Outline;
  readonly checks: readonly CompletenessCheck[];
  readonly warnings: readonly LetterWarning[];
}

const RAW = import.meta.glob('../content/letters/*.yaml', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>;

let cached: LetterBook | undefined;

/** The outline of the letter, its completeness check and its warnings. Throws FactError when a file is missing or malformed. */
export function letterBook(): LetterBook {
  cached ??= {
    outline: read('outline', outlineFile),
    checks: read('completeness', completenessFile).checks,
    warnings: read('warnings', warningFile).warnings,
  };
  return cached;
}

function read<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  const file = `letters/${name}.yaml`;
  const text = RAW[`../content/${file}`];
  if (text === undefined) throw new FactError(file, 'missing');
  const result = schema.safeParse(parse(text));
  if (!result.success)
    throw new FactError(file, `${result.error.issues[0]?.path.join('.') ?? ''} ${result.error.issues[0]?.message ?? 'invalid'}`);
  return result.data;
}

/** What is cited of the record behind an insert; the clause comes from the insert because one record may hold several. */
export function clauseRecord(book: FactBook, insert: LetterInsert): ClauseRecord {
  const law = book.laws.get(insert.fact);
  const value = book.rules.get(insert.fact)?.values.at(-1);
  if (!law && !value) throw new FactError('letters/outline.yaml', `${insert.id}: no fact or law ${insert.fact}`);
  return { title: insert.cite.title, clause: insert.cite.clause, from: law?.from ?? value?.from ?? null };
}
