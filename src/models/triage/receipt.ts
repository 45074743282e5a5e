import type { Receipt } from '../../schemas/receipt.ts';
import type { Day } from '../calendar/day.ts';
import type { IcsCalendar, IcsEvent } from '../ics/ics.ts';
import { countOrders, type NoticeReading } from '../notice/reading.ts';
import type { Duties } from './duties.ts';
import { factsFor, type Plan } from './plan.ts';
import type { Answers, Confirmed, Deadline, Path, TriageData } from './types.ts';

/** The reading as a first proposal for the seller to put right. */
export function confirmedFrom(reading: NoticeReading): Confirmed {
  return {
    platform: reading.platform?.value ?? null,
    kind: reading.kind?.value ?? null,
    stage: reading.stage?.value ?? null,
    points: reading.points?.value.points ?? null,
    orders: countOrders(reading),
    noticeAt: reading.noticeAt?.value ?? null,
    deadline: reading.deadlineDate
      ? { date: reading.deadlineDate.value }
      : reading.deadlineLimit
        ? { limit: reading.deadlineLimit.value }
        : null,
  };
}

/** The receipt (design §6). Neither the notice nor any order number is in it. */
export function triageReceipt(
  confirmed: Confirmed,
  path: Path,
  deadline: Deadline,
  plan: readonly Plan[],
  duties: Duties,
  today: Day,
  data: TriageData,
): Receipt {
  const facts = [
    ...new Set([
      ...deadline.facts,
      ...factsFor(
        path.asked.flatMap(({ question, option }) => optionFacts(data, question, option)),
        confirmed,
        data,
      ),
      ...plan.flatMap((p) => p.items.flatMap((i) => i.facts)),
      ...(duties.status === 'owed' ? [duties.law] : []),
    ]),
  ];
  const stubs = facts.flatMap((id) => data.facts[id] ?? []);
  const answers: Answers = Object.fromEntries(path.asked.flatMap((a) => (a.option ? [[a.question, a.option]] : [])));
  return {
    tool: 'notice-triage',
    version: data.flow.version,
    inputs: {
      noticeAt: confirmed.noticeAt
        ? `${confirmed.noticeAt.day}${confirmed.noticeAt.time ? ` ${confirmed.noticeAt.time}` : ''}`
        : null,
      stage: confirmed.stage,
      answers,
    },
    outputs: {
      platform: confirmed.platform,
      kind: confirmed.kind,
      points: confirmed.points,
      orders: confirmed.orders,
      deadlineAt: deadline.status === 'dated' ? deadline.at : null,
      route: path.route,
    },
    steps: [...deadline.steps, ...(deadline.status === 'dated' ? deadline.caveats : [deadline.reason])],
    facts,
    sources: [...new Set(stubs.flatMap((s) => s.sources.map((x) => x.id)))],
    checkedOn: stubs.map((s) => s.checkedOn).sort()[0] ?? null,
    generatedOn: today,
  };
}

function optionFacts(data: TriageData, question: string, option: string | null): string[] {
  return data.flow.questions.find((q) => q.id === question)?.options.find((o) => o.id === option)?.facts ?? [];
}

/** Minutes of the reminders: a timed deadline a day and three hours before, a whole day at nine the morning before. */
const ALARMS = { timed: [24 * 60, 3 * 60], day: [15 * 60] };

/** The deadline and the dated items after it as calendar entries; empty when nothing has a date. */
export function triageCalendar(deadline: Deadline, plan: readonly Plan[], stamp: string, page?: string): IcsCalendar {
  const start = (at: string) => (at.includes('T') ? { at } : { day: at });
  const url = page ? { url: page } : {};
  const events: IcsEvent[] = [];
  if (deadline.status === 'dated') {
    events.push({
      key: 'deadline',
      title: `截止：${deadline.label}`,
      description: [...deadline.steps, ...deadline.caveats, '两者不同时，以后台为准。'].join('\n'),
      start: start(deadline.at),
      alarms: deadline.at.includes('T') ? ALARMS.timed : ALARMS.day,
      ...url,
    });
  }
  for (const { item, on, note } of plan.flatMap((p) => p.items)) {
    if (item.due && on)
      events.push({
        key: item.id,
        title: item.text,
        description: [item.why, note ?? ''].join('\n').trim(),
        start: start(on),
        alarms: ALARMS.day,
        ...url,
      });
  }
  return { name: '真单手册：收到通知之后', product: 'notice-triage', stamp, events };
}
