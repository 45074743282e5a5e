import type { Finding, Goods, ProofStep } from '../../schemas/evidence.ts';

/** A proof wanted, with every finding that asks for it. */
export interface WantedProof {
  readonly kind: string;
  readonly need: ProofStep['need'];
  readonly reasons: readonly { finding: string; reason: string }[];
}

const RANK: Readonly<Record<ProofStep['need'], number>> = { first: 0, also: 1, 'if-any': 2 };

/** Findings that exist on the platform; null = every platform. */
export function findingsFor(findings: readonly Finding[], platform: string | null): Finding[] {
  return findings.filter((f) => platform === null || !f.platforms || (f.platforms as readonly string[]).includes(platform));
}

/**
 * The proofs for the chosen findings, each once: first the ones without which the rest says little, and
 * within a need in the order the findings list them. Kinds that do not exist on `platform` are left out.
 */
export function wantedProofs(
  findings: readonly Finding[],
  chosen: readonly string[],
  goods: readonly Goods[],
  existsOn: (kind: string) => boolean,
): WantedProof[] {
  const wanted = new Map<string, { kind: string; need: ProofStep['need']; reasons: { finding: string; reason: string }[] }>();
  for (const finding of findings.filter((f) => chosen.includes(f.id))) {
    for (const step of goods.flatMap((g) => finding[g])) {
      if (!existsOn(step.kind)) continue;
      const known = wanted.get(step.kind) ?? { kind: step.kind, need: step.need, reasons: [] };
      if (RANK[step.need] < RANK[known.need]) known.need = step.need;
      if (!known.reasons.some((r) => r.finding === finding.id && r.reason === step.reason)) {
        known.reasons.push({ finding: finding.id, reason: step.reason });
      }
      wanted.set(step.kind, known);
    }
  }
  return [...wanted.values()].sort((a, b) => RANK[a.need] - RANK[b.need]);
}

/** Wanted kinds of which the binder has no file yet. */
export function missingKinds(wanted: readonly WantedProof[], held: readonly (string | null)[]): string[] {
  return wanted.filter((w) => w.need !== 'if-any' && !held.includes(w.kind)).map((w) => w.kind);
}
