import { formatDay } from '../../src/models/calendar/day.ts';
import type { Outcome } from './state.ts';
import type { Target } from './targets.ts';

/** How many new lines of a changed page are shown, and how much of each: enough to judge, no copy of the page. */
const LINES = 6;
const LENGTH = 90;
/** A page that fails once may be having a bad day. */
const SURE = 2;

const HEADS: [Outcome['kind'], string][] = [
  ['changed', '正文变了'],
  ['gone', '页面不在了'],
  ['refused', '对方没有给正文'],
  ['unreachable', '这次没连上'],
];

function names(list: readonly string[], none: string): string {
  return list.length === 0 ? none : list.map((x) => `\`${x}\``).join('、');
}

function item(outcome: Outcome, target: Target): string {
  const lines = [`- **${target.title}** <${target.url}>`];
  if (outcome.detail) lines.push(`  - ${outcome.detail}`);
  if (outcome.failures >= SURE) lines.push(`  - 连续 ${outcome.failures} 次`);
  if (target.records.length > 0) lines.push(`  - 记录：${names(target.records, '无')}`);
  lines.push(`  - 页面：${names(target.pages, '没有页面用到')}`);
  if (outcome.kind === 'changed') {
    lines.push(`  - 新出现 ${outcome.added.length} 行，少了 ${outcome.removed} 行`);
    for (const line of outcome.added.slice(0, LINES))
      lines.push(`    > ${line.slice(0, LENGTH).replaceAll('<', '&lt;')}${line.length > LENGTH ? '……' : ''}`);
  }
  return lines.join('\n');
}

/** The report of one run as Markdown, what changed first. */
export function watchReport(
  title: string,
  outcomes: readonly Outcome[],
  targets: ReadonlyMap<string, Target>,
  today: string,
): string {
  const count = (kind: Outcome['kind']): number => outcomes.filter((o) => o.kind === kind).length;
  const parts = [
    `# ${title}（${formatDay(today)}）`,
    `共 ${outcomes.length} 个地址：没变 ${count('same')}，第一次读到 ${count('first')}，变了 ${count('changed')}，不在了 ${count('gone')}，没有给正文 ${count('refused')}，没连上 ${count('unreachable')}。`,
  ];
  for (const [kind, head] of HEADS) {
    const items = outcomes.flatMap((o) => {
      const target = targets.get(o.url);
      return o.kind === kind && target ? [item(o, target)] : [];
    });
    if (items.length > 0) parts.push(`## ${head}`, items.join('\n'));
  }
  const moved = outcomes.filter((o) => ['same', 'first'].includes(o.kind) && o.detail !== '');
  if (moved.length > 0) parts.push('## 地址转到了别处', moved.map((o) => `- <${o.url}> ${o.detail}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** Whether a person has to look: a text changed, or an address is gone or has failed in two runs. */
export function needsAPerson(outcomes: readonly Outcome[]): boolean {
  return outcomes.some((o) => o.kind === 'changed' || (['gone', 'unreachable'].includes(o.kind) && o.failures >= SURE));
}
