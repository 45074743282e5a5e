import { describe, expect, it } from 'vitest';
import { PHASES, ROUTES, triageFlow, type TriageFlow } from '../../src/schemas/flow.ts';
import { NOTICE_KINDS, STAGES } from '../../src/schemas/names.ts';
import { TOOL_PLATFORMS } from '../../src/schemas/common.ts';
import { applies } from '../../src/models/triage/plan.ts';
import { windowFor } from '../../src/models/triage/deadline.ts';
import { followAnswers } from '../../src/models/triage/path.ts';
import { triageData } from '../helpers/triage.ts';
import { yaml } from '../helpers/yaml.ts';

const flow = triageFlow.parse(yaml('src/content/flows/notice-triage.yaml'));
const data = triageData();

/** Every complete way through the questions: answers, tags and where it ends. */
function ways(f: TriageFlow, at: string | null = f.first, answers: Record<string, string> = {}): Record<string, string>[] {
  const question = f.questions.find((q) => q.id === at);
  if (!question || question.id in answers) return [answers];
  return question.options.flatMap((o) => {
    const next = { ...answers, [question.id]: o.id };
    return 'route' in o.next ? [next] : ways(f, o.next.question, next);
  });
}

/** What is wrong with a flow; empty when nothing. */
function faults(f: TriageFlow): string[] {
  const ids = f.questions.map((q) => q.id);
  const out: string[] = [];
  const all = ways(f);
  for (const q of f.questions) {
    for (const o of q.options)
      if ('question' in o.next && !ids.includes(o.next.question)) out.push(`${q.id}/${o.id} leads to no question`);
    if (!all.some((w) => q.id in w)) out.push(`${q.id} is never asked`);
  }
  for (const way of all) if (followAnswers(f, way).route === null) out.push(`${JSON.stringify(way)} ends nowhere`);
  for (const r of ROUTES) if (!all.some((w) => followAnswers(f, w).route === r)) out.push(`route ${r} is never reached`);
  const given = f.questions.flatMap((q) => q.options.flatMap((o) => o.tags ?? []));
  for (const item of f.plan)
    for (const t of [...(item.tags ?? []), ...(item.without ?? [])])
      if (!given.includes(t)) out.push(`${item.id} asks for mark ${t}, which no answer leaves`);
  for (const key of [ids, f.plan.map((p) => p.id), f.windows.map((w) => w.id)])
    if (new Set(key).size !== key.length) out.push('an id is used twice');
  return out;
}

describe('questions and plan of notice-triage', () => {
  it('asks at most seven questions on every way, and every way ends in a route', () => {
    expect(faults(flow)).toEqual([]);
    const lengths = ways(flow).map((w) => Object.keys(w).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(7);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(3);
  });

  it.each([
    [
      'a dead end',
      (f: TriageFlow) => {
        f.questions[0]!.options[0]!.next = { question: 'nowhere' };
      },
    ],
    [
      'a circle',
      (f: TriageFlow) => {
        f.questions[1]!.options[0]!.next = { question: f.first };
      },
    ],
    [
      'a mark nobody leaves',
      (f: TriageFlow) => {
        f.plan[0]!.tags = ['ghost'];
      },
    ],
    [
      'a double id',
      (f: TriageFlow) => {
        f.plan[1]!.id = f.plan[0]!.id;
      },
    ],
  ])('notices %s', (_name, breakIt) => {
    const broken = structuredClone(flow);
    breakIt(broken);
    expect(faults(broken)).not.toEqual([]);
  });

  it('has something to do in every phase on every way, for every marketplace and finding', () => {
    for (const platform of [null, ...TOOL_PLATFORMS]) {
      for (const kind of NOTICE_KINDS) {
        for (const way of ways(flow)) {
          const path = followAnswers(flow, way);
          const confirmed = { platform, kind, stage: null, points: null, orders: 0, noticeAt: null, deadline: null };
          for (const phase of PHASES) {
            const items = flow.plan.filter((i) => i.phase === phase && applies(i, path.route!, confirmed, path.tags));
            expect(items.length, `${platform} ${kind} ${JSON.stringify(way)} ${phase}`).toBeGreaterThan(0);
          }
        }
      }
    }
  });

  it('never tells the one for whom it is true to appeal a false order', () => {
    for (const item of flow.plan.filter((i) => ['bind', 'letter', 'submit', 'courier'].includes(i.id)))
      expect(item.routes).not.toContain('true');
  });

  it('knows a window, or why there is none, for every marketplace and finding', () => {
    for (const platform of TOOL_PLATFORMS)
      for (const kind of NOTICE_KINDS)
        for (const stage of STAGES)
          expect(
            windowFor({ platform, kind, stage, points: null, orders: 0, noticeAt: null, deadline: null }, data),
            `${platform} ${kind} ${stage}`,
          ).not.toBeNull();
  });

  it('holds no figure in its words: lengths stay in the facts', () => {
    const texts = [
      ...flow.questions.flatMap((q) => [q.ask, q.why, ...q.options.flatMap((o) => [o.label, o.reason])]),
      ...flow.plan.flatMap((p) => [p.text, p.why]),
      ...flow.windows.flatMap((w) => [w.label, w.note, w.from]),
      ...flow.duties.items.flatMap((d) => [d.missing, d.ask]),
    ];
    for (const text of texts)
      expect(text.replaceAll('1688', ''), text).not.toMatch(
        /\d|[二两三四五六七八九十百]+(?:天|日|小时|个?工作日|分钟|个月|年|元|笔)/,
      );
  });

  it('writes short sentences', () => {
    for (const item of flow.plan)
      for (const sentence of `${item.text}${item.why}`.split(/[。！？]/)) expect([...sentence].length, sentence).toBeLessThan(45);
  });
});
