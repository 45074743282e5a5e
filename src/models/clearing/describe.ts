import type { ResolvedMethod } from './types.ts';

function byPoints(days: Record<string, number>): string {
  return Object.entries(days)
    .map(([points, n]) => `${points} 分 ${n} 天`)
    .join('，');
}

/** How a clock ends, in one phrase for a table cell. Lengths are natural days. */
export function describeMethod(method: ResolvedMethod): string {
  switch (method.type) {
    case 'calendar-year-end':
      return '当年 12 月 31 日 24:00';
    case 'rolling-per-deduction':
      return method.toTheMoment ? `每笔满 ${method.days} 天的那一刻` : `每笔满 ${method.days} 天`;
    case 'rolling-from-last':
      return `最近一次查出日起 ${method.days} 天`;
    case 'fixed-by-points':
      return byPoints(method.days);
    case 'eligible-after': {
      const lengths = [...new Set(Object.values(method.days))];
      return lengths.length === 1 ? `扣分日后 ${lengths[0]} 天` : `扣分日后：${byPoints(method.days)}`;
    }
    case 'none':
      return '没有读到天数';
  }
}
