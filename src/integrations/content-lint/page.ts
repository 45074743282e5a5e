import { z } from 'astro/zod';
import { parse } from 'yaml';

import type { FactBook } from '../../facts/assemble.ts';
import { figuresOf } from '../../facts/figures.ts';
import { pageFields } from '../../schemas/page.ts';
import { findLiterals, proseOf } from './literals.ts';

/** A defect in a page: where it is and what to do. */
export interface Defect {
  file: string;
  line: number;
  message: string;
}

/** What the pages are checked against. */
export interface LintContext {
  book: FactBook;
  /** Root-relative paths that exist, with trailing slash. */
  paths: ReadonlySet<string>;
  caseIds: ReadonlySet<string>;
  /** Misspellings from the glossary, each with the term it stands for. */
  typos: ReadonlyMap<string, string>;
}

const frontMatter = pageFields.extend({
  title: z.string(),
  description: z.string().min(8),
  updated: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  notFor: z.string().min(4),
});

/** Ids a page names in fact components, in order of first use. */
export function citedIds(mdx: string): string[] {
  const ids = new Set<string>();
  for (const m of mdx.matchAll(/<(?:Fact|V|Cite|Law|History)\b[^>]*?\bids?="([^"]+)"/g))
    for (const id of (m[1] ?? '').split(/\s+/)) if (id) ids.add(id);
  return [...ids];
}

function attributes(tag: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const m of tag.matchAll(/\b([a-zA-Z]+)=(?:"([^"]*)"|\{([^}]*)\})/g)) out[m[1] ?? ''] = m[2] ?? m[3] ?? '';
  return out;
}

function checkTag(name: string, a: Record<string, string>, ctx: LintContext): string | null {
  const { book } = ctx;
  const known = (id: string) => book.rules.has(id) || book.laws.has(id);
  const id = a.id ?? '';
  switch (name) {
    case 'Fact':
    case 'Cite': {
      const missing = (a.ids ?? id).split(/\s+/).filter((i) => i && !known(i));
      if (!(a.ids ?? id)) return `<${name}> 缺 id`;
      return missing.length ? `<${name}> 没有这个记录：${missing.join('、')}` : null;
    }
    case 'V': {
      if (!known(id)) return `<V> 没有这个记录：${id}`;
      const figure = figuresOf(book, id)[a.k ?? ''];
      if (!figure) return `<V id="${id}"> 没有 k="${a.k}"；有：${Object.keys(figuresOf(book, id)).join('、') || '（无）'}`;
      if (a.i !== undefined && !(Array.isArray(figure.value) && figure.value[Number(a.i)] !== undefined))
        return `<V id="${id}" k="${a.k}"> 没有第 ${a.i} 项`;
      return null;
    }
    case 'Law': {
      const law = book.laws.get(id);
      if (!law) return `<Law> 没有这个法律记录：${id}`;
      if (!law.text) return `<Law id="${id}"> 没有条文原文，请用 <Fact>`;
      return a.article && !law.text[a.article]
        ? `<Law id="${id}"> 没有 ${a.article}；有：${Object.keys(law.text).join('、')}`
        : null;
    }
    case 'History':
      return book.rules.has(id) ? null : `<History> 只用于平台规则：${id}`;
    case 'Unknown':
      return book.unknowns.has(id) ? null : `<Unknown> 不在未知清单：${id}`;
    case 'Rumour':
      return book.rumours.has(id) ? null : `<Rumour> 没有这条流言：${id}`;
    case 'CaseLink':
      return ctx.caseIds.size === 0 || ctx.caseIds.has(id) ? null : `<CaseLink> 没有这个案例：${id}`;
    case 'Deadlines':
      return book.deadlines.some((d) => (a.platform ? d.platform === a.platform : a.scope ? d.scope === a.scope : true))
        ? null
        : '<Deadlines> 没有这样的期限记录';
    case 'Plain':
      return (a.why ?? '').length >= 4 ? null : '<Plain> 要写 why：为什么这里没有记录可指';
    default:
      return null;
  }
}

/** Checks one page: front matter, fact ids and figures, literals, internal links. */
export function lintPage(file: string, mdx: string, ctx: LintContext): Defect[] {
  const defects: Defect[] = [];
  const add = (line: number, message: string) => defects.push({ file, line, message });
  const lineOf = (index: number) => mdx.slice(0, index).split('\n').length;

  const head = /^---\n([\s\S]*?)\n---/.exec(mdx);
  if (!head) return [{ file, line: 1, message: '缺 front matter' }];
  const fields = parse(head[1] ?? '') as Record<string, unknown>;
  const parsed = frontMatter.safeParse(fields);
  if (!parsed.success) for (const issue of parsed.error.issues) add(1, `front matter ${issue.path.join('.')}: ${issue.message}`);
  for (const id of (fields.unknowns as string[] | undefined) ?? [])
    if (!ctx.book.unknowns.has(id)) add(1, `front matter unknowns: 没有 ${id}`);
  for (const key of ['title', 'description', 'notFor'])
    for (const l of findLiterals(String(fields[key] ?? ''))) add(1, `${key} 里直接写了「${l.text}」；标题和摘要不写数字`);

  const seen = new Set<string>();
  const cited = new Set<string>();
  for (const m of mdx.matchAll(/<([A-Z][A-Za-z]*)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/g)) {
    const name = m[1] ?? '';
    const a = attributes(m[2] ?? '');
    const problem = checkTag(name, a, ctx);
    if (problem) add(lineOf(m.index), problem);
    if (name === 'V' && a.id) seen.add(a.id);
    else if (['Cite', 'Fact', 'History', 'Law'].includes(name))
      for (const id of (a.ids ?? a.id ?? '').split(/\s+/)) cited.add(id);
  }
  for (const id of seen) if (!cited.has(id)) add(1, `用了 <V id="${id}"> 却没有 <Cite> 或 <Fact> 给出依据`);
  const prose = proseOf(mdx);
  for (const [typo, term] of ctx.typos) {
    const at = prose.indexOf(typo);
    if (at >= 0) add(lineOf(at), `「${typo}」是「${term}」的误写；请按术语表写`);
  }
  for (const l of findLiterals(prose)) add(l.line, `直接写了「${l.text}」；请用 <V>，没有记录时用 <Plain why="…">`);
  for (const m of mdx.matchAll(/\]\((\/[^)\s#?]*)([#?][^)]*)?\)/g)) {
    const path = m[1] ?? '';
    if (!ctx.paths.has(path)) add(lineOf(m.index), `站内链接不存在：${path}`);
  }
  return defects;
}
