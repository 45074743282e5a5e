import type { LetterInsert, LetterSection, Outline } from '../../schemas/letter.ts';
import { formatDay } from '../calendar/day.ts';
import type { Block } from '../docx/document.ts';

/** What the record behind an insert says of itself. */
export interface ClauseRecord {
  /** Title of the rule or law. */
  readonly title: string;
  /** Article or clause, null where it is not known. */
  readonly clause: string | null;
  /** First day in force, null where it is not known. */
  readonly from: string | null;
}

export interface LetterPart {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}
export interface Letter {
  readonly title: string;
  readonly parts: readonly LetterPart[];
  /** The whole letter as plain text; empty when nothing was written. */
  readonly text: string;
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The questions of a section: its own, those of the platform, those of the chosen findings; each once. */
export function promptsFor(outline: Outline, section: LetterSection, platform: string, findings: readonly string[]): string[] {
  const local =
    outline.platforms.find((p) => p.platform === platform)?.extraPrompts.filter((e) => e.section === section.id) ?? [];
  const byFinding = outline.findings.filter((f) => f.section === section.id && findings.includes(f.finding));
  return [...new Set([...section.prompts, ...local.flatMap((e) => e.prompts), ...byFinding.flatMap((f) => f.prompts)])];
}

/** The insert as a sentence. A clause or date the record lacks leaves no empty brackets behind. */
export function insertText(insert: LetterInsert, record: ClauseRecord): string {
  const title = /^《.*》$/.test(record.title) ? record.title : `《${record.title.replace(/^《|》$/g, '')}》`;
  return insert.text
    .replaceAll('{title}', title)
    .replaceAll('{clause}', record.clause ?? '')
    .replace(/（\{from\}[^）]*）/g, (whole) => (record.from ? whole : ''))
    .replaceAll('{from}', record.from ? formatDay(record.from) : '');
}

/**
 * The letter: the seller's answers under their headings, numbered as they come, then the chosen
 * sentences with a clause. Nothing else is added; sections without words are left out.
 */
export function composeLetter(
  outline: Pick<Outline, 'title' | 'sections'>,
  answers: Readonly<Record<string, string>>,
  inserts: readonly string[],
): Letter {
  const written = outline.sections
    .map((s) => ({ id: s.id, heading: s.heading, text: tidy(answers[s.id] ?? '') }))
    .filter((part) => part.text !== '');
  const parts = inserts.length > 0 ? [...written, { id: 'clauses', heading: '规则依据', text: inserts.join('\n') }] : written;
  const numbered = parts.map((part, at) => ({ ...part, heading: `${ORDINALS[at] ?? at + 1}、${part.heading}` }));
  const text =
    numbered.length === 0 ? '' : [outline.title, ...numbered.map((p) => `${p.heading}\n${p.text}`)].join('\n\n') + '\n';
  return { title: outline.title, parts: numbered, text };
}

/** Trailing blanks and runs of empty lines go; the words stay as typed. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Characters as a reader counts them: code points without white space; punctuation counts. */
export function countCharacters(text: string): number {
  return Array.from(text.replace(/\s/g, '')).length;
}

/** The letter as blocks of a Word document. */
export function letterDocument(letter: Letter): Block[] {
  return [
    { kind: 'title', text: letter.title },
    ...letter.parts.flatMap((part): Block[] => [
      { kind: 'heading', text: part.heading },
      { kind: 'paragraph', text: part.text },
    ]),
  ];
}
