import type { z } from 'astro/zod';
import { parse } from 'yaml';

import { checklistFile, type ChecklistFile } from '../schemas/checklist.ts';
import { recoveryFile, type RecoveryFile } from '../schemas/recovery.ts';
import { SCAM_FAMILIES, scamCard, scamFile, scamGuards, type ScamCard, type ScamFile, type ScamGuards } from '../schemas/scam.ts';
import { FactError, type FactBook } from './assemble.ts';
import { withBase } from './links.ts';
import { sourceCard, type SourceCard } from './slices.ts';

const RAW = import.meta.glob(
  ['../content/scams/*.yaml', '../content/flows/{risk-check,recovery-plan}.yaml', '../content/cases/*.yaml'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
) as Record<string, string>;

function read<T extends z.ZodType>(path: string, schema: T): z.infer<T> {
  const text = RAW[`../content/${path}`];
  if (text === undefined) throw new FactError(path, 'missing');
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new FactError(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
}

/** Scam families in the order of the page, with guard words and the card. */
export function scamData(): { files: ScamFile[]; guards: ScamGuards; card: ScamCard } {
  return {
    files: SCAM_FAMILIES.map((family) => read(`scams/${family}.yaml`, scamFile)),
    guards: read('scams/_guards.yaml', scamGuards),
    card: read('scams/_card.yaml', scamCard),
  };
}

/** The prevention checklist. */
export const riskChecklist = (): ChecklistFile => read('flows/risk-check.yaml', checklistFile);

/** The steps of the recovery plan. */
export const recoverySteps = (): RecoveryFile => read('flows/recovery-plan.yaml', recoveryFile);

/**
 * A public report as the reader may see it: a source, or a case with its own page. Case records name nobody, so their
 * headline can be shown. Throws when the id is neither.
 */
export function reportCard(book: FactBook, id: string): SourceCard {
  if (book.sources.has(id)) return sourceCard(book, id);
  const record: unknown = parse(RAW[`../content/cases/${id}.yaml`] ?? 'null');
  const { title, year } = (record ?? {}) as { title?: unknown; year?: unknown };
  // Before the cases stand in the repository, the shape of the id is all there is to check.
  if (typeof title !== 'string' && !/^[a-f]-[a-z0-9-]+$/.test(id)) throw new FactError(id, 'neither a source nor a case');
  return {
    id,
    publisher: '真实案例',
    title: typeof title === 'string' ? title : '案例详情',
    date: typeof year === 'number' ? String(year) : null,
    url: withBase(`/cases/${id}/`),
  };
}
