import type { Example } from '../schemas/example.ts';
import type { FactBook } from './assemble.ts';

/** What a page rests on. */
export interface PageBasis {
  /** Rule facts and laws, in order of first use. */
  facts: string[];
  unknowns: string[];
}

const TAG = /<(Fact|V|Cite|Law|History|Unknown|Rumour|ClockTable|Deadlines|Examples|PenaltyTable|CreditTable)\b([^>]*)>/g;

function attr(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
}

/**
 * Collects the records a page names, also through the tables it shows.
 * @param examples the worked examples, which a page may show by platform
 */
export function pageBasis(book: FactBook, mdx: string, examples: readonly Example[]): PageBasis {
  const facts = new Set<string>();
  const unknowns = new Set<string>();
  for (const m of mdx.matchAll(TAG)) {
    const [, tag = '', attrs = ''] = m;
    const id = attr(attrs, 'id');
    const platform = attr(attrs, 'platform');
    if (tag === 'Unknown' && id) unknowns.add(id);
    else if (tag === 'Rumour' && id) book.rumours.get(id)?.facts.forEach((f) => facts.add(f));
    else if (tag === 'ClockTable')
      for (const rule of book.clocks.filter((r) => !platform || r.platform === platform)) {
        const current = rule.versions.find((v) => v.until === null) ?? rule.versions.at(-1);
        current?.facts.forEach((f) => facts.add(f));
        rule.never?.forEach((n) => n.facts.forEach((f) => facts.add(f)));
      }
    else if (tag === 'Deadlines')
      for (const d of book.deadlines.filter((x) =>
        platform ? x.platform === platform : attr(attrs, 'scope') ? x.scope === attr(attrs, 'scope') : true,
      ))
        d.facts.forEach((f) => facts.add(f));
    else if (tag === 'Examples')
      for (const e of examples.filter((x) => x.platform === platform && x.kind !== 'admin-record'))
        e.expect.forEach((x) => x.facts.forEach((f) => facts.add(f)));
    else if (tag === 'PenaltyTable') book.penalties.forEach((r) => r.laws.forEach((f) => facts.add(f)));
    else if (tag === 'CreditTable') book.credit.forEach((r) => r.laws.forEach((f) => facts.add(f)));
    else for (const each of (attr(attrs, 'ids') ?? id ?? '').split(/\s+/)) if (each) facts.add(each);
  }
  return { facts: [...facts].filter((f) => book.rules.has(f) || book.laws.has(f)), unknowns: [...unknowns] };
}
