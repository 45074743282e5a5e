import { parse } from 'yaml';

import type { LookupData } from '../models/lookup/lookup.ts';
import { TOOL_PLATFORMS, type ToolPlatform } from '../schemas/common.ts';
import { lookupTexts } from '../schemas/lookup.ts';
import type { FactBook } from './assemble.ts';
import { sourceCard, WIDGET_SOURCES } from './slices.ts';

const LABELS: Record<ToolPlatform, string> = {
  taobao: '淘宝',
  tmall: '天猫',
  '1688': '1688',
  aliexpress: '速卖通',
  'alibaba-com': 'Alibaba.com 国际站',
};

/**
 * The part of the records rule-lookup needs. Sources are cards, so no address that may not be linked leaves.
 * @param textsYaml YAML of src/content/flows/rule-lookup.yaml
 * @throws when the texts do not fit their schema or a history names a fact that does not exist
 */
export function lookupSlice(book: FactBook, textsYaml: string): LookupData {
  const histories = book.histories.filter((h) => (TOOL_PLATFORMS as readonly string[]).includes(h.platform));
  const ids = [...new Set(histories.flatMap((h) => h.versions.flatMap((v) => v.fact ?? [])))];
  return {
    texts: lookupTexts.parse(parse(textsYaml)),
    histories,
    facts: Object.fromEntries(
      ids.map((id) => {
        const rule = book.rules.get(id);
        if (!rule) throw new Error(`No fact ${id}; see src/content/histories`);
        const values = rule.values.map(
          ({ from, until, period, statement, rule: title, clause, confidence, checkedOn, sources }) => ({
            from,
            until,
            period,
            statement,
            rule: title,
            clause,
            confidence,
            checkedOn,
            sources: sources.slice(0, WIDGET_SOURCES).map((s) => sourceCard(book, s)),
          }),
        );
        return [id, { values, verifyAt: rule.verifyAt, ...(rule.note ? { note: rule.note } : {}) }];
      }),
    ),
    platformLabels: LABELS,
  };
}
