import { parse } from 'yaml';

import { caseRecord, type CaseRecord } from '../schemas/case.ts';

/** A case file that breaks the schema: names the file, the field and what is wrong. */
export class CaseError extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = 'CaseError';
  }
}

function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    for (const v of Object.values(value)) deepFreeze(v);
    Object.freeze(value);
  }
  return value;
}

/**
 * Parses and checks the case files.
 * @param files text by path; the file is named after the id it holds
 * @throws CaseError for unknown keys, wrong values, a file named differently from its id, and ids of related cases that do not exist
 */
export function assembleCases(files: ReadonlyMap<string, string>): ReadonlyMap<string, CaseRecord> {
  const cases = new Map<string, CaseRecord>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const result = caseRecord.safeParse(parse(text));
    if (!result.success) {
      const issue = result.error.issues[0];
      throw new CaseError(file, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
    }
    const name = file
      .split('/')
      .at(-1)
      ?.replace(/\.yaml$/, '');
    if (name !== result.data.id) throw new CaseError(file, `holds id ${result.data.id}; name the file after its id`);
    if (cases.has(result.data.id)) throw new CaseError(file, `id ${result.data.id} is used twice; every case has its own id`);
    cases.set(result.data.id, result.data);
  }
  for (const c of cases.values())
    for (const id of c.related) if (!cases.has(id)) throw new CaseError(`${c.id}.yaml`, `related case ${id} does not exist`);
  for (const c of cases.values()) deepFreeze(c);
  return cases;
}
