import type { DayHistory } from '../../../models/audit/result.ts';
import { dayText } from '../../../models/table/cells/time.ts';
import { el, svg } from '../shared/dom.ts';

const HEIGHT = 160;
const BASE = 134;
const TOP = 12;
/** Bars drawn at most; a longer history is drawn by week, then by four weeks. */
const MAX_BARS = 370;

/** The shop's own days as bars, with the table behind them. Higher days carry a mark, not only a colour. */
export function historyFigure(history: DayHistory, width: number): HTMLElement | null {
  const { counts, from, high, basis } = history;
  if (basis === 'none' || counts.length === 0) return null;
  const step = counts.length <= MAX_BARS ? 1 : counts.length <= MAX_BARS * 7 ? 7 : 28;
  const marked = new Set(high.map((i) => Math.floor(i / step)));
  const bars: number[] = [];
  for (let i = 0; i < counts.length; i += step) bars.push(counts.slice(i, i + step).reduce((a, b) => a + b, 0));
  const top = bars.reduce((a, b) => Math.max(a, b), 1);
  const w = width / bars.length;
  const y = (n: number): number => BASE - ((BASE - TOP) * n) / top;
  const day = (i: number): string => dayText((from + i * step) * 86_400);
  const unit = step === 1 ? '每天' : step === 7 ? '每周' : '每四周';
  const parts = bars.flatMap((n, i) => {
    const bar = svg('rect', {
      class: marked.has(i) ? 'oa-bar oa-bar--high' : 'oa-bar',
      x: (i * w).toFixed(2),
      y: y(n).toFixed(1),
      width: Math.max(0.6, w - (w > 3 ? 1 : 0)).toFixed(2),
      height: (BASE - y(n)).toFixed(1),
    });
    return marked.has(i)
      ? [bar, svg('path', { class: 'oa-mark', d: `M${(i * w + w / 2 - 4).toFixed(1)} ${(y(n) - 9).toFixed(1)}h8l-4 6z` })]
      : [bar];
  });
  const label = `${unit}的订单数，${day(0)} 到 ${dayText((from + counts.length - 1) * 86_400)}，最多一${step === 1 ? '天' : '格'} ${top} 单。高出自己纪录的有 ${high.length} 天。`;
  const image = svg(
    'svg',
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-label': label },
    ...parts,
    svg('line', { class: 'zd-tl-tick', x1: 0, x2: width, y1: BASE, y2: BASE }),
    svg('text', { class: 'zd-tl-label', x: 0, y: BASE + 16 }, day(0)),
    svg(
      'text',
      { class: 'zd-tl-label', x: width, y: BASE + 16, 'text-anchor': 'end' },
      dayText((from + counts.length - 1) * 86_400),
    ),
    svg('text', { class: 'zd-tl-label', x: 0, y: TOP - 2 }, `${top} 单`),
  );
  const rows = (
    high.length > 0
      ? high
      : counts
          .map((_, i) => i)
          .filter((i) => counts[i]! > 0)
          .slice(-60)
  ).map((i) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, dayText((from + i) * 86_400)),
      el('td', {}, String(counts[i])),
      el('td', {}, before(counts, i)),
    ),
  );
  return el(
    'figure',
    { class: 'zd-chart' },
    image as unknown as Node,
    el(
      'figcaption',
      {},
      `${unit}的订单数，按${basis === 'paid' ? '付款' : '创建'}时间。带三角的日子高出自己前几周的纪录，先整理那天的凭证。图上没有界线。`,
    ),
    el(
      'details',
      {},
      el('summary', {}, high.length > 0 ? '这些日子的数' : '最近的数'),
      el(
        'div',
        { class: 'zd-table', role: 'region', 'aria-label': '每天的订单数', tabindex: '0' },
        el(
          'table',
          {},
          el('thead', {}, el('tr', {}, ...['日期', '订单数', '前几周同一天'].map((t) => el('th', { scope: 'col' }, t)))),
          el('tbody', {}, ...rows),
        ),
      ),
    ),
  );
}

function before(counts: readonly number[], i: number): string {
  const past: number[] = [];
  for (let j = i - 7; j >= 0 && past.length < 8; j -= 7) past.push(counts[j]!);
  return past.length > 0 ? past.join('、') : '没有更早的';
}
