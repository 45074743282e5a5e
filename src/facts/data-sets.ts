import { buildCasesDataset } from '../models/cases/dataset.ts';
import { factBook } from './book.ts';
import { publishedCases } from './cases.ts';
import { glossary } from './glossary.ts';
import { clearingData, sourceCard } from './slices.ts';

/** The open data sets of `/data/<name>.json` (design §8). Addresses of sources that may not be linked are left out. */
export const DATA_SETS = {
  facts: () => ({ facts: [...factBook().rules.values()].map(({ file: _file, ...fact }) => fact) }),
  sources: () => ({
    sources: [...factBook().sources.values()].map((s) => ({
      id: s.id,
      title: s.title,
      publisher: s.publisher,
      kind: s.kind,
      date: s.date,
      linkable: s.linkable,
      url: sourceCard(factBook(), s.id).url,
      ...(s.archiveUrl && s.linkable ? { archiveUrl: s.archiveUrl } : {}),
    })),
  }),
  laws: () => ({ laws: [...factBook().laws.values()], penalties: factBook().penalties, creditRegisters: factBook().credit }),
  clearing: () => {
    const data = clearingData(factBook());
    return {
      clocks: data.rules,
      points: data.points,
      administrative: data.admin,
      deadlines: factBook().deadlines,
      unknowns: [...factBook().unknowns.values()],
    };
  },
  changes: () => ({ changes: factBook().changes, rumours: [...factBook().rumours.values()], histories: factBook().histories }),
  glossary: () => ({ terms: glossary() }),
  cases: () => buildCasesDataset(publishedCases()),
} satisfies Record<string, () => object>;

export type DataSetName = keyof typeof DATA_SETS;

/** Licence and attribution that every data file carries. */
export const LICENCE = {
  licence: 'CC BY 4.0',
  attribution: '真单手册。速卖通规则文本来自 Open Terms Archive（ODC-BY 1.0）。',
  notice: '不是法律意见；以平台和国家法律法规数据库的最新文本为准。',
};
