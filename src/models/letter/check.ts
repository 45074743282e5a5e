import type { CompletenessCheck } from '../../schemas/letter.ts';

export type CheckStatus = 'done' | 'partial' | 'missing';
export interface CheckResult {
  readonly id: string;
  readonly status: CheckStatus;
}

/** For each question, whether the letter answers it: no words, words without the answer, or answered. */
export function checkCompleteness(checks: readonly CompletenessCheck[], texts: Readonly<Record<string, string>>): CheckResult[] {
  return checks.map((check) => {
    const answers = check.sections.map((id) => texts[id] ?? '').filter((text) => text.trim() !== '');
    if (answers.length === 0) return { id: check.id, status: 'missing' };
    const found =
      check.patterns.length === 0 || check.patterns.some((source) => answers.some((text) => new RegExp(source, 'iu').test(text)));
    return { id: check.id, status: found ? 'done' : 'partial' };
  });
}

const CHINESE_DIGITS = '零一二三四五六七八九';

/** A number in Arabic, full-width or Chinese digits up to 99; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC');
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  const m = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (!m || plain === '') return null;
  const [, tens, ten, ones] = m;
  if (!ten) return tens && !ones ? CHINESE_DIGITS.indexOf(tens) : null;
  return (tens ? CHINESE_DIGITS.indexOf(tens) : 1) * 10 + (ones ? CHINESE_DIGITS.indexOf(ones) : 0);
}

/**
 * Proof numbers the text names (证据 3, 证据3、4, 证据 1 到 5, 证据三), ascending, each once. Ranges
 * longer than 500 are taken as their two ends: that is a slip of the pen, not a list.
 */
export function proofNumbers(text: string): number[] {
  const found = new Set<number>();
  const digit = '[0-9]{1,4}|[一二三四五六七八九十]{1,3}';
  const list = new RegExp(
    `证据\\s*(?:第\\s*)?((?:${digit})(?:\\s*(?:、|,|和|及|到|至|[-~～—])\\s*(?:证据\\s*)?(?:${digit}))*)`,
    'gu',
  );
  for (const m of text.normalize('NFKC').matchAll(list)) {
    let previous: number | null = null;
    let range = false;
    for (const token of m[1]!.matchAll(new RegExp(`${digit}|到|至|[-~～—]`, 'gu'))) {
      const n = readNumber(token[0]);
      if (n === null) {
        range = /到|至|[-~～—]/.test(token[0]);
        continue;
      }
      if (range && previous !== null && n > previous && n - previous <= 500) for (let k = previous; k <= n; k++) found.add(k);
      found.add(n);
      previous = n;
      range = false;
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Order numbers the text names (runs of 12 to 20 digits, as the platforms issue them), each once. */
export function orderNumbers(text: string): string[] {
  return [...new Set([...text.normalize('NFKC').matchAll(/(?<![0-9A-Za-z])\d{12,20}(?![0-9A-Za-z])/g)].map((m) => m[0]))];
}

/** What the letter says against what came over from the other tools. */
export interface Consistency {
  /** Numbers the letter names that the list of proofs does not have. */
  readonly unknownProofs: readonly number[];
  /** Proofs on the list that the letter never names. */
  readonly unusedProofs: readonly number[];
  /** Order numbers found in the letter. */
  readonly ordersNamed: number;
}

/** Compares the letter with the list of proofs; without a list nothing is unknown or unused. */
export function checkConsistency(texts: Readonly<Record<string, string>>, proofs: readonly number[] | null): Consistency {
  const all = Object.values(texts).join('\n');
  const named = proofNumbers(all);
  return {
    unknownProofs: proofs ? named.filter((n) => !proofs.includes(n)) : [],
    unusedProofs: proofs ? proofs.filter((n) => !named.includes(n)) : [],
    ordersNamed: orderNumbers(all).length,
  };
}
