import type { CaseRecord, CasesDataset } from '../../schemas/case.ts';
import {
  CASE_KINDS,
  CASE_METHODS,
  CASE_OUTCOMES,
  CASE_PARTIES,
  CASE_PLATFORMS,
  CASE_ROUTES,
  CASE_SOURCE_KINDS,
  CASE_TRADES,
} from '../../schemas/case-words.ts';
import { newestFirst } from './related.ts';

/** Why a sample of published cases says little about an ordinary one. Shown beside every plot and in the data. */
export const SAMPLE_CAUTION =
  '能公开读到的多是典型案例，样本有偏差。不能用它推算你的店会怎样，也不能当作罚款的计算器。没读到的写「未读到」，不等于没有。';

/** The body of `/data/cases.json`: the published cases, the words for their codes, and how to read them. */
export function buildCasesDataset(cases: readonly CaseRecord[]): CasesDataset {
  const published = newestFirst(cases);
  return {
    about: '真单手册收集的公开案例，已隐去商户、店铺、品牌和个人名称。金额为人民币，另注明者除外；null 表示未读到。',
    caution: SAMPLE_CAUTION,
    checkedOn: published.reduce((latest, c) => (c.checkedOn > latest ? c.checkedOn : latest), ''),
    words: {
      kind: CASE_KINDS,
      platforms: CASE_PLATFORMS,
      methods: CASE_METHODS,
      trade: CASE_TRADES,
      party: CASE_PARTIES,
      foundVia: CASE_ROUTES,
      'outcome.kinds': CASE_OUTCOMES,
      'sources.kind': CASE_SOURCE_KINDS,
    },
    cases: published,
  };
}
