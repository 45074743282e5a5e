import { intentOf } from './intent.ts';
import { readEnglish, readPinyin } from './latin.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { normalise, QUERY_LIMIT, runs } from './normalise.ts';
import { segment } from './segment.ts';
import type { Note, QueryTerm, SearchCore, Understanding } from './types.ts';

/** Terms that are looked for at most; more would not be read as a question. */
const MOST_TERMS = 24;
const HAN = /[㐀-鿿]/;
const REST = 0.45;
/** A number with its unit in pinyin: 48fen. */
const PINYIN_UNIT = /(\d) ?(fen|tian|nian|wan|bi|dan)(?![a-z])/g;
const UNITS: Record<string, string> = { fen: '分', tian: '天', nian: '年', wan: '万', bi: '笔', dan: '单' };
/** Asking what a word means. */
const MEANING = /什么意思|啥意思|是啥|是什么|什么叫|叫什么|何意|指什么|指的是/;

interface Draft {
  terms: QueryTerm[];
  notes: Note[];
}

function termOf(entry: Entry, source: QueryTerm['source'], weight = 1): QueryTerm {
  return {
    word: entry.word,
    importance: entry.importance * weight,
    source: entry.platform ? 'platform' : entry.filler ? 'filler' : source,
    term: entry.term,
    expansions: [[entry.word, 1], ...entry.expansions],
  };
}

/** A stretch the lexicon does not know: its pairs of characters, so that part of it can be found too. */
function restTerms(text: string): QueryTerm[] {
  const chars = [...text];
  const plain = (word: string, importance: number): QueryTerm => ({
    word,
    importance,
    source: 'rest',
    term: -1,
    expansions: [[word, 1]],
  });
  if (/^[\p{Script=Latin}\p{N}.%]+$/u.test(text)) return [plain(text, 0.8)];
  if (chars.length <= 2) return [plain(text, chars.length === 1 ? 0.15 : REST)];
  return chars.slice(1).map((char, i) => plain(`${chars[i]}${char}`, REST));
}

function readChinese(run: string, lexicon: Lexicon, core: SearchCore, draft: Draft): void {
  let pieces = segment(run, lexicon);
  // Letters left over among characters: the whole may be a word typed half in pinyin.
  if (pieces.some((p) => !p.entry && /[a-z]/.test(p.text))) {
    const sound = [...run].map((c) => lexicon.sounds.of.get(c) ?? c).join('');
    const read = /^[a-z]+$/.test(sound) ? readPinyin(sound, lexicon) : null;
    if (read?.every((p) => p.entry)) {
      for (const piece of read) if (piece.entry) draft.terms.push(termOf(piece.entry, 'pinyin', piece.weight));
      draft.notes.push({ kind: 'pinyin', from: run, to: read.map((p) => p.entry?.word).join('') });
      return;
    }
    pieces = segment(run, lexicon, false);
  }
  for (const piece of pieces) {
    if (!piece.entry && /^[a-z]{2,}$/.test(piece.text)) readLatin([piece.text], lexicon, core, draft);
    else if (!piece.entry) draft.terms.push(...restTerms(piece.text));
    else if (piece.mended) {
      draft.terms.push(termOf(piece.entry, 'typo', 0.9));
      draft.notes.push({ kind: 'typo', from: piece.text, to: piece.entry.word });
    } else draft.terms.push(termOf(piece.entry, 'exact'));
  }
}

function readLatin(tokens: readonly string[], lexicon: Lexicon, core: SearchCore, draft: Draft): void {
  const english = readEnglish(tokens, core.words);
  const letters = tokens.join('');
  const asPinyin = english.unknown.length > 0 && /^[a-z]+$/.test(letters) ? readPinyin(letters, lexicon) : null;
  const unread = asPinyin?.filter((p) => !p.entry && !lexicon.sounds.syllables.has(p.text)).length ?? 1;
  if (asPinyin && (unread === 0 || english.found.length === 0)) {
    for (const piece of asPinyin) if (piece.entry) draft.terms.push(termOf(piece.entry, 'pinyin', piece.weight));
    const words = asPinyin.filter((p) => p.entry).map((p) => p.entry?.word);
    draft.notes.push({ kind: 'pinyin', from: tokens.join(' '), to: words.join(' ') });
    return;
  }
  for (const { text, targets } of english.found) {
    const entries = targets.map((t) => lexicon.entries.get(t)).filter((e) => e !== undefined);
    for (const entry of entries) draft.terms.push(termOf(entry, 'english', 1 / Math.sqrt(entries.length)));
    if (entries.length > 0) draft.notes.push({ kind: 'english', from: text, to: entries.map((e) => e.word) });
  }
  for (const token of english.unknown) {
    const entry = lexicon.entries.get(token);
    const read = !entry && /^[a-z]+$/.test(token) ? readPinyin(token, lexicon) : null;
    if (entry) draft.terms.push(termOf(entry, 'exact'));
    else if (read) {
      for (const piece of read) if (piece.entry) draft.terms.push(termOf(piece.entry, 'pinyin', piece.weight));
      draft.notes.push({ kind: 'pinyin', from: token, to: read.map((p) => p.entry?.word ?? '').join('') });
    } else draft.terms.push(...restTerms(token));
  }
}

/** The same word twice counts once, at its highest importance. */
function merge(terms: readonly QueryTerm[]): QueryTerm[] {
  const byWord = new Map<string, QueryTerm>();
  for (const term of terms) {
    const known = byWord.get(term.word);
    if (!known || known.importance < term.importance) byWord.set(term.word, term);
  }
  return [...byWord.values()].slice(0, MOST_TERMS);
}

function alsoNotes(terms: readonly QueryTerm[]): Note[] {
  return terms
    .filter((t) => t.source === 'exact' && t.importance >= 0.8 && t.expansions.length > 1)
    .slice(0, 3)
    .map((t) => ({
      kind: 'also' as const,
      from: t.word,
      to: t.expansions
        .slice(1)
        // A note in Chinese names Chinese words; the others are searched all the same.
        .filter(([word]) => HAN.test(word) || !HAN.test(t.word))
        .sort(([, a], [, b]) => b - a)
        .slice(0, 3)
        .map(([word]) => word),
    }))
    .filter((note) => note.to.length > 0);
}

/**
 * Reads a query: what to look for, what stands for it, what was done to it (every step is told to the reader), and the need behind it.
 * @param literal true: search the words as typed, no synonyms, no mending
 */
export function understand(query: string, lexicon: Lexicon, core: SearchCore, literal = false): Understanding {
  // Two characters of a surrogate pair, and NFKC may lengthen; both stay bounded.
  const head = query.slice(0, QUERY_LIMIT * 2);
  const plain = normalise(head, new Map()).slice(0, QUERY_LIMIT);
  const text = normalise(head, lexicon.t2s).slice(0, QUERY_LIMIT);
  const draft: Draft = { terms: [], notes: [] };
  if (query.length > QUERY_LIMIT * 2) draft.notes.push({ kind: 'shortened', limit: QUERY_LIMIT });
  if (plain !== text && !literal) draft.notes.push({ kind: 'traditional', from: plain, to: text });
  const parts = runs(text.replace(PINYIN_UNIT, (_, number: string, unit: string) => number + (UNITS[unit] ?? unit)));
  if (literal)
    for (const part of parts) draft.terms.push({ word: part, importance: 1, source: 'exact', term: -1, expansions: [[part, 1]] });
  else
    for (let i = 0; i < parts.length;) {
      let n = 0;
      while (i + n < parts.length && /^[a-z][a-z.]*$/.test(parts[i + n] as string)) n += 1;
      if (n > 0) readLatin(parts.slice(i, i + n), lexicon, core, draft);
      else readChinese(parts[i] as string, lexicon, core, draft);
      i += Math.max(n, 1);
    }
  const content = draft.terms.filter((t) => t.source !== 'filler');
  const strong = content.filter((t) => t.importance > 0.2);
  const terms = merge(strong.length > 0 ? strong : content.length > 0 ? content : draft.terms);
  const platforms = [
    ...new Set(terms.map((t) => lexicon.entries.get(t.word)?.platform).filter((p) => p !== null && p !== undefined)),
  ];
  const named = terms.filter((t) => t.term >= 0);
  const asked = terms.length === 1 || (named.length === 1 && MEANING.test(text));
  const only = asked && named.length === 1 ? named[0] : undefined;
  // What was meant counts for the intent too: pinyin, English and mended words.
  const meant = draft.terms.some((t) => t.source === 'pinyin' || t.source === 'english' || t.source === 'typo')
    ? `${text} ${draft.terms.map((t) => t.word).join(' ')}`
    : text;
  return {
    text,
    meant,
    terms,
    notes: literal ? draft.notes : [...draft.notes, ...alsoNotes(terms)],
    platforms,
    intent: literal ? null : intentOf(meant, core.words),
    single: !literal && only ? (lexicon.terms[only.term]?.term ?? null) : null,
  };
}
