import { formatDay, type Day } from '../calendar/day.ts';
import type { Aged, Freshness } from './staleness.ts';

const WORDS: Record<Exclude<Freshness, 'fresh'>, string> = {
  beyond: '超过硬期限，构建会失败',
  overdue: '已过期，页面正在提示读者',
  due: '该核对了',
};
const ORDER = ['beyond', 'overdue', 'due'] as const;

function table(head: [string, string, string, string], rows: readonly string[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function counts(list: readonly Aged[]): string[] {
  return ORDER.map((f) => String(list.filter((a) => a.freshness === f).length));
}

/** The report of what is due, by platform and by page, as Markdown. Fresh records are only counted. */
export function staleReport(aged: readonly Aged[], today: Day, labels: Readonly<Record<string, string>>): string {
  const open = aged.filter((a) => a.freshness !== 'fresh');
  const head = `# 该核对的记录（${formatDay(today)}）\n\n共 ${aged.length} 条记录，${aged.length - open.length} 条还在期限内，${open.length} 条该核对。`;
  if (open.length === 0) return `${head}\n`;
  const groups = new Map<string, Aged[]>();
  for (const a of open) groups.set(a.group, [...(groups.get(a.group) ?? []), a]);
  const pages = new Map<string, Aged[]>();
  for (const a of open) for (const page of a.pages) pages.set(page, [...(pages.get(page) ?? []), a]);
  const columns = ['硬期限外', '过期', '该核对'] as const;
  const parts = [
    head,
    '## 按平台',
    table(
      ['平台', ...columns],
      [...groups].map(([group, list]) => [labels[group] ?? group, ...counts(list)]),
    ),
    '## 按页面',
    table(
      ['页面', ...columns],
      [...pages].sort(([, a], [, b]) => b.length - a.length).map(([page, list]) => [page, ...counts(list)]),
    ),
  ];
  for (const freshness of ORDER) {
    const list = open.filter((a) => a.freshness === freshness);
    if (list.length === 0) continue;
    parts.push(
      `## ${WORDS[freshness]}`,
      list
        .map(
          (a) =>
            `- \`${a.id}\`（${labels[a.group] ?? a.group}）核对于 ${formatDay(a.checkedOn)}，已 ${a.age} 天；用在 ${a.pages.length ? a.pages.join('、') : '没有页面'}`,
        )
        .join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
