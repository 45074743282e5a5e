import { z } from 'astro/zod';

import { casesDataset } from '../schemas/case.ts';
import { clockRule, pointsTable } from '../schemas/clock.ts';
import { partialDate, platform } from '../schemas/common.ts';
import { glossaryEntry } from '../schemas/glossary.ts';
import { creditRow, law, penaltyRow } from '../schemas/law.ts';
import { change, deadline, history, rumour, unknown } from '../schemas/record.ts';
import { ruleFact, ruleTopic } from '../schemas/rule.ts';
import { source } from '../schemas/source.ts';
import type { DataSetName } from './data-sets.ts';

const envelope = { $schema: z.string(), licence: z.string(), attribution: z.string(), notice: z.string() };
const resolvedMethod = z.object({ type: z.string() }).loose().describe('How the clock ends, lengths looked up');

const SHAPES: Record<DataSetName, z.ZodType> = {
  facts: z.strictObject({ ...envelope, facts: z.array(ruleFact.extend({ platform, topic: ruleTopic })) }),
  sources: z.strictObject({ ...envelope, sources: z.array(source.omit({ note: true })) }),
  laws: z.strictObject({ ...envelope, laws: z.array(law), penalties: z.array(penaltyRow), creditRegisters: z.array(creditRow) }),
  clearing: z.strictObject({
    ...envelope,
    clocks: z.array(clockRule.extend({ versions: z.array(clockRule.shape.versions.element.extend({ method: resolvedMethod })) })),
    points: z.array(pointsTable),
    administrative: z.object({
      tiers: z.array(z.object({ id: z.string(), from: partialDate }).loose()),
      unknowns: z.array(z.string()),
      reason: z.string(),
    }),
    deadlines: z.array(deadline),
    unknowns: z.array(unknown),
  }),
  glossary: z.strictObject({ ...envelope, terms: z.array(glossaryEntry) }),
  cases: casesDataset.extend(envelope),
  changes: z.strictObject({ ...envelope, changes: z.array(change), rumours: z.array(rumour), histories: z.array(history) }),
};

/** The JSON Schema (draft 2020-12) of a data set. */
export function dataSetSchema(name: DataSetName): object {
  return z.toJSONSchema(SHAPES[name], { target: 'draft-2020-12', io: 'output' });
}
