/** A kind the file name names outright. */
export interface KindWords {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/**
 * The kind whose name or alias stands in the file name, the longest word winning; null when none does.
 * A guess the seller sees and can change, never more.
 */
export function guessKind(fileName: string, kinds: readonly KindWords[]): string | null {
  const name = fileName.normalize('NFKC').toLowerCase();
  let best: { id: string; length: number } | null = null;
  for (const kind of kinds) {
    for (const word of [kind.name, ...kind.aliases]) {
      const needle = word.normalize('NFKC').toLowerCase();
      if (needle.length > (best?.length ?? 1) && contains(name, needle)) best = { id: kind.id, length: needle.length };
    }
  }
  return best?.id ?? null;
}

/** Latin words must stand alone ("PO" is not in "report"); Chinese words may stand anywhere. */
function contains(name: string, needle: string): boolean {
  if (!/^[a-z]+$/.test(needle)) return name.includes(needle);
  return new RegExp(`(?<![a-z])${needle}(?![a-z])`).test(name);
}
