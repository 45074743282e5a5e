import { parse } from 'yaml';
import { formatFile, type FormatBook } from '../schemas/export-format.ts';
import { SIGNAL_IDS, signalFile, type Signal } from '../schemas/signal.ts';

const RAW = import.meta.glob('../content/signals/*.yaml', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>;

let cached: { signals: Signal[]; book: FormatBook } | undefined;

/** The checks of the order self-audit in their fixed order, and what is known of export files. */
export function signalBook(): { signals: Signal[]; book: FormatBook } {
  if (!cached) {
    const found = new Map<string, Signal>();
    let book: FormatBook | undefined;
    for (const [path, text] of Object.entries(RAW)) {
      if (path.endsWith('/formats.yaml')) book = formatFile.parse(parse(text));
      else for (const signal of signalFile.parse(parse(text)).signals) found.set(signal.id, signal);
    }
    if (!book) throw new Error('src/content/signals/formats.yaml is missing');
    const signals = SIGNAL_IDS.map((id) => {
      const signal = found.get(id);
      if (!signal) throw new Error(`src/content/signals lacks the check ${id}`);
      return signal;
    });
    cached = { signals, book };
  }
  return cached;
}
