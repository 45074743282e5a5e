import { simplify } from './normalise.ts';

/** A stretch of an excerpt; `hit` stretches are shown marked. */
export interface Part {
  text: string;
  hit: boolean;
}

/** Splits a text into marked and unmarked stretches; longer words win, and nothing is changed in the text itself. */
export function mark(text: string, words: readonly string[], t2s: ReadonlyMap<string, string>): Part[] {
  const plain = simplify(text.toLowerCase(), t2s);
  // Lower case may lengthen a character (İ); then nothing is marked rather than marked askew.
  if (plain.length !== text.length) return [{ text, hit: false }];
  const marked = new Uint8Array(text.length);
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    if (!word) continue;
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) marked.fill(1, at, at + word.length);
  }
  const parts: Part[] = [];
  for (let i = 0; i < text.length;) {
    let end = i + 1;
    while (end < text.length && marked[end] === marked[i]) end += 1;
    parts.push({ text: text.slice(i, end), hit: marked[i] === 1 });
    i = end;
  }
  return parts;
}

/** The stretch of a text around its first match, cut at sentence ends where possible, at most `size` characters. */
export function excerpt(text: string, words: readonly string[], t2s: ReadonlyMap<string, string>, size = 90): string {
  const plain = simplify(text.toLowerCase(), t2s);
  let first = -1;
  for (const word of words) {
    const at = word ? plain.indexOf(word) : -1;
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  if (text.length <= size) return text;
  if (first < size * 0.6) return `${text.slice(0, size)}…`;
  const from = Math.max(0, first - Math.floor(size / 3));
  const stop = Math.max(
    text.lastIndexOf('。', first - 1),
    text.lastIndexOf('；', first - 1),
    text.lastIndexOf('！', first - 1),
    text.lastIndexOf('？', first - 1),
  );
  const start = stop >= from - 20 && stop >= 0 ? stop + 1 : from;
  return `${start > 0 ? '…' : ''}${text.slice(start, start + size)}${start + size < text.length ? '…' : ''}`;
}
