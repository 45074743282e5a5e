/** Characters and how they sound, without tones. */
export interface Sounds {
  of: Map<string, string>;
  syllables: Set<string>;
}

/** Reads "ba八巴 bai白百" into a table. */
export function readSounds(text: string): Sounds {
  const of = new Map<string, string>();
  const syllables = new Set<string>();
  for (const part of text.split(' ')) {
    const syllable = /^[a-z]+/.exec(part)?.[0];
    if (!syllable) continue;
    syllables.add(syllable);
    for (const char of part.slice(syllable.length)) of.set(char, syllable);
  }
  return { of, syllables };
}

/** Syllables of a Chinese word; null when a character is not in the table. */
export function soundsOf(word: string, tables: { sounds: Sounds; readings: Record<string, string> }): string[] | null {
  const special = tables.readings[word];
  if (special) return special.split(' ');
  const out: string[] = [];
  for (const char of word) {
    const syllable = tables.sounds.of.get(char);
    if (!syllable) return null;
    out.push(syllable);
  }
  return out;
}

/** Sounds that many speakers and input methods do not tell apart become one. */
export function blur(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l(?=[aeiouv])/, 'n')
    .replace(/(?<=[aei])ng$/, 'n');
}
