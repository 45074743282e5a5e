/**
 * Clauses and sentences of a regular text. A lone line break does not end a sentence, since pastes are
 * wrapped; it does between lines of the form `label: value`.
 */

export interface Stretch {
  start: number;
  end: number;
}

const LINE_END = String.raw`\n[ ]*\n|(?<=:)\n|\n(?=[ ]*[^\n:,。]{1,28}:)|(?<=(?:^|\n)[ ]{0,4}[^\n:,。]{1,28}:[^\n]{0,120})\n`;
const SENTENCE_END = new RegExp(String.raw`[。!?;]|\.(?=\s)|${LINE_END}`, 'g');
const CLAUSE_END = new RegExp(String.raw`[。!?;,、]|\.(?=\s)|${LINE_END}`, 'g');

/** The sentence around position `at`. */
export const sentenceAt = (text: string, at: number): Stretch => around(text, at, SENTENCE_END, 400);
/** The clause around position `at`. */
export const clauseAt = (text: string, at: number): Stretch => around(text, at, CLAUSE_END, 160);
/** The line around position `at`. */
export function lineAt(text: string, at: number): Stretch {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return { start, end: end < 0 ? text.length : end };
}

/** Looks no further than `reach` to each side, so that cost does not grow with the text. */
function around(text: string, at: number, ends: RegExp, reach: number): Stretch {
  const from = Math.max(0, at - reach);
  const to = Math.min(text.length, at + reach);
  let start = from;
  let end = to;
  for (const m of text.slice(from, to).matchAll(ends)) {
    const place = from + m.index;
    if (place + m[0].length <= at) start = place + m[0].length;
    else if (place >= at) {
      end = place;
      break;
    }
  }
  return { start, end };
}
