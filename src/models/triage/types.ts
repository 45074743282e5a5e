import type { CalendarYear } from '../../schemas/calendar.ts';
import type { ToolPlatform } from '../../schemas/common.ts';
import type { TriageFlow, Route } from '../../schemas/flow.ts';
import type { NoticeKind, NoticeStage, NoticeWords } from '../../schemas/notice.ts';
import type { Day } from '../calendar/day.ts';
import type { Limit, Moment } from '../notice/reading.ts';

/** A length as its fact gives it, by version. */
export interface DatedLength {
  from: string | null;
  until: string | null;
  value: number;
}

/** What the receipt needs of a fact. */
export interface FactStub {
  /** Marketplace the fact is about; null = a law or every marketplace. */
  platform: string | null;
  checkedOn: string;
  sources: readonly { id: string }[];
}

/** The records the tool works with, handed over by the page as JSON. */
export interface TriageData {
  flow: TriageFlow;
  words: NoticeWords;
  /** By `fact.figure`. */
  lengths: Record<string, DatedLength[]>;
  calendars: CalendarYear[];
  /** First day on which a notice owes reason, basis and appeal route. */
  dutiesFrom: Day | null;
  facts: Record<string, FactStub>;
}

/** What the notice says, after the seller has looked at the reading and put it right. null = not known. */
export interface Confirmed {
  platform: ToolPlatform | null;
  kind: NoticeKind | null;
  stage: NoticeStage | null;
  points: number | null;
  orders: number;
  noticeAt: Moment | null;
  /** The deadline as the notice (or the page in the seller's back office) gives it. */
  deadline: { date: Moment } | { limit: Limit } | null;
}

/** When the answer is due. `at` is a day (whole day) or an ISO moment with +08:00. */
export type Deadline = { steps: string[]; facts: string[]; label: string } & (
  { status: 'dated'; at: string; basis: 'notice' | 'record'; caveats: string[] } | { status: 'unknown'; reason: string }
);

/** Answers by question id. */
export type Answers = Readonly<Record<string, string>>;

export interface Path {
  /** Questions in the order asked; the last has no answer until the route is known. */
  asked: { question: string; option: string | null }[];
  route: Route | null;
  tags: string[];
}
