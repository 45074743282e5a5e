/** A stretch of the original text: `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

const ENDS = /[。！？!?；;…\r\n]/u;

/**
 * Sentences of a pasted chat or offer, ended by 。！？；… or a line break (chat bubbles come as lines). Commas do not
 * end a sentence: scam offers string their promises together with them. Spans without a letter or digit are left out.
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const close = (to: number) => {
    let start = from;
    let end = to;
    while (start < end && !text.charAt(start).trim()) start += 1;
    while (end > start && !text.charAt(end - 1).trim()) end -= 1;
    if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) spans.push({ start, end });
    from = to;
  };
  for (let i = 0; i < text.length; i += 1) {
    if (!ENDS.test(text.charAt(i))) continue;
    // Closing marks that follow belong to the sentence they close.
    while (i + 1 < text.length && /[。！？!?；;…”’』」）)]/u.test(text.charAt(i + 1))) i += 1;
    close(i + 1);
  }
  close(text.length);
  return spans;
}
