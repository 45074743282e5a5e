import type { ToolPlatform } from '../../schemas/common.ts';
import type { AlarmId, DateRole, NoticeElement, NoticeKind, NoticeStage } from '../../schemas/notice.ts';
import type { Day } from '../calendar/day.ts';
import type { Span } from './text.ts';

/** Something read, and where it stands in the paste. There is no score: it was read or it was not. */
export interface Found<T> {
  value: T;
  span: Span;
}

/** A moment as the notice gives it, turned to Asia/Shanghai. `time` is `HH:mm` or `HH:mm:ss`; null = the notice gives the day only. */
export interface Moment {
  day: Day;
  time: string | null;
  /** True when a time zone is named that does not fix the offset (e.g. 太平洋时间): the day and time are as written. */
  zoneUnclear?: boolean;
}

export interface Points {
  points: number;
  /** A = general, B = serious; null = not said. */
  cls: 'A' | 'B' | null;
  /** `deducted` = taken by this notice; `total` = what has added up. */
  role: 'deducted' | 'total';
}

/** A length the notice gives for the seller's answer. */
export interface Limit {
  amount: number;
  unit: 'hours' | 'days' | 'working-days';
  /** `notice` = from the notice; `remaining` = time left when the text was copied, which cannot be dated. */
  from: 'notice' | 'remaining';
}

export interface NoticeReading {
  platform: Found<ToolPlatform> | null;
  /** More than one marketplace named with equal weight: the seller chooses. */
  platformCandidates: Found<ToolPlatform>[];
  kind: Found<NoticeKind> | null;
  stage: Found<NoticeStage> | null;
  /** The points of this notice; null when none were read. */
  points: Found<Points> | null;
  allPoints: Found<Points>[];
  /** Order numbers, each once. */
  orders: Found<string>[];
  /** A stated count, e.g. 共 12 笔. */
  orderCount: Found<number> | null;
  products: Found<string>[];
  dates: Found<Moment & { role: DateRole | 'chat' | null }>[];
  noticeAt: Found<Moment> | null;
  /** A deadline given as a date. */
  deadlineDate: Found<Moment> | null;
  /** A deadline given as a length. */
  deadlineLimit: Found<Limit> | null;
  elements: Record<NoticeElement, Found<true> | null>;
  alarms: Found<AlarmId>[];
  truncated: boolean;
}

/** How many orders: the stated count or the listed numbers, whichever is more; 0 = none were read. */
export function countOrders(reading: Pick<NoticeReading, 'orders' | 'orderCount'>): number {
  return Math.max(reading.orders.length, reading.orderCount?.value ?? 0);
}
