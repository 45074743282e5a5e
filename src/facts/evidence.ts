import { parse } from 'yaml';
import { evidenceFile, findingFile, type EvidenceKind, type FindingFile } from '../schemas/evidence.ts';
import { FactError } from './assemble.ts';

/** Kinds of evidence under one heading. */
export interface EvidenceGroup {
  readonly group: string;
  readonly kinds: readonly EvidenceKind[];
}
export interface EvidenceBook {
  readonly groups: readonly EvidenceGroup[];
  readonly kinds: ReadonlyMap<string, EvidenceKind>;
  readonly table: FindingFile;
}

const RAW = import.meta.glob('../content/evidence/*.yaml', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>;

let cached: EvidenceBook | undefined;

/** Kinds of evidence and the findings they answer. Throws FactError when a record is malformed or an id is used twice. */
export function evidenceBook(): EvidenceBook {
  cached ??= assembleEvidence(new Map(Object.entries(RAW).map(([path, text]) => [path.replace('../content/', ''), text])));
  return cached;
}

/** Builds the book from file text by path, e.g. `evidence/logistics.yaml`. */
export function assembleEvidence(files: ReadonlyMap<string, string>): EvidenceBook {
  const groups: (EvidenceGroup & { order: number })[] = [];
  let table: FindingFile | undefined;
  for (const [file, text] of files) {
    const result = (file.endsWith('/findings.yaml') ? findingFile : evidenceFile).safeParse(parse(text));
    if (!result.success)
      throw new FactError(
        file,
        `${result.error.issues[0]?.path.join('.') ?? ''} ${result.error.issues[0]?.message ?? 'invalid'}`,
      );
    if ('findings' in result.data) table = result.data;
    else groups.push(result.data);
  }
  if (!table) throw new FactError('evidence/findings.yaml', 'missing');
  const kinds = new Map<string, EvidenceKind>();
  for (const kind of groups.flatMap((g) => g.kinds)) {
    if (kinds.has(kind.id)) throw new FactError('evidence', `id ${kind.id} is used twice`);
    kinds.set(kind.id, kind);
  }
  groups.sort((a, b) => a.order - b.order);
  return { groups, kinds, table };
}
