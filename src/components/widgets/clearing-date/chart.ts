import type { ClockResult } from '../../../models/clearing/types.ts';
import { layoutTimeline } from '../../../models/clearing/timeline.ts';
import { el, svg } from '../shared/dom.ts';

const ROW = 46;
const TOP = 22;

/** The drawn timeline. The table beside it says the same, so the drawing is one image with a description. */
export function timelineChart(clocks: readonly ClockResult[], today: string, width: number): HTMLElement {
  const { bars, ticks, today: now } = layoutTimeline(clocks, today);
  const height = TOP + bars.length * ROW + 8;
  const x = (fraction: number) => Math.round(fraction * (width - 2)) + 1;
  const parts: SVGElement[] = ticks.flatMap((t) => [
    svg('line', { class: 'zd-tl-tick', x1: x(t.at), x2: x(t.at), y1: TOP - 6, y2: height - 4 }),
    svg('text', { class: 'zd-tl-label', x: Math.min(x(t.at) + 3, width - 40), y: 12 }, t.label),
  ]);
  bars.forEach((bar, i) => {
    const y = TOP + i * ROW;
    const left = x(bar.from);
    const right = Math.max(left + 3, x(bar.to));
    parts.push(
      svg('text', { class: 'zd-tl-name', x: 0, y: y + 14 }, bar.label),
      svg('rect', { class: `zd-tl-bar zd-tl-bar--${bar.style}`, x: left, y: y + 20, width: right - left, height: 14, rx: 2 }),
    );
    // An arrow says "goes on" without relying on colour.
    if (bar.style === 'never' || bar.style === 'open')
      parts.push(svg('path', { class: 'zd-tl-arrow', d: `M${width - 9} ${y + 21}l7 6l-7 6` }));
  });
  if (now !== null)
    parts.push(
      svg('line', { class: 'zd-tl-now', x1: x(now), x2: x(now), y1: TOP - 6, y2: height - 4 }),
      svg('text', { class: 'zd-tl-label zd-tl-now-label', x: Math.min(x(now) + 3, width - 30), y: height - 1 }, '今天'),
    );
  const description = bars.map((b) => `${b.label}：${b.text}`).join('；');
  const image = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height + 6}`, width, height: height + 6, role: 'img', 'aria-label': `时间线。${description}` },
    ...parts,
  );
  return el(
    'figure',
    { class: 'zd-chart' },
    image as unknown as Node,
    el('figcaption', {}, '实心＝有结束的日子；虚线＝估计或尚无定论；带箭头＝没有结束的日子。'),
  );
}
