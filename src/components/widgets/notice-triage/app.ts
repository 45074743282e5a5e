import { todayInShanghai } from '../../../adapters/today.ts';
import type { TriageSlice } from '../../../facts/triage.ts';
import { readNotice } from '../../../models/notice/read.ts';
import type { NoticeReading } from '../../../models/notice/reading.ts';
import { answerDeadline } from '../../../models/triage/deadline.ts';
import { checkDuties } from '../../../models/triage/duties.ts';
import { rawFrom, validateConfirmed, type RawConfirmed } from '../../../models/triage/input.ts';
import { followAnswers } from '../../../models/triage/path.ts';
import { buildPlan } from '../../../models/triage/plan.ts';
import { confirmedFrom } from '../../../models/triage/receipt.ts';
import type { Confirmed } from '../../../models/triage/types.ts';
import { find } from '../shared/dom.ts';
import { clearError, showError } from '../shared/errors.ts';
import { readRecords } from '../shared/records.ts';
import { alarmNotes, deadlineNotes, dutyNotes, markedNotice, numberLists } from './reading.ts';
import { renderPlan } from './result.ts';

const FIELDS = ['platform', 'kind', 'stage', 'points', 'orders', 'noticeAt', 'deadline', 'limitAmount', 'limitUnit'] as const;
const NOTHING: Confirmed = { platform: null, kind: null, stage: null, points: null, orders: 0, noticeAt: null, deadline: null };

/** Reading with corrections, questions, plan: at work from the first notice on. The paste never leaves the element. */
export class App {
  private readonly host: HTMLElement;
  private readonly records: TriageSlice;
  private reading: NoticeReading | null = null;

  constructor(host: HTMLElement) {
    this.host = host;
    this.records = readRecords<TriageSlice>(host);
    this.step('notice').addEventListener('reset', () => this.empty());
    const facts = this.step('facts');
    facts.addEventListener('submit', (event) => event.preventDefault());
    facts.addEventListener('change', () => this.corrected());
    const questions = this.step('questions');
    questions.addEventListener('submit', (event) => {
      event.preventDefault();
      this.plan(true);
    });
    questions.addEventListener('change', () => {
      this.ask();
      this.refresh();
    });
  }

  private step(name: 'notice' | 'facts' | 'questions'): HTMLFormElement {
    return find(this.host, `form[data-step=${name}]`);
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement {
    return find(this.step('facts'), `[name=${name}]`);
  }

  private get area(): HTMLTextAreaElement {
    return find(this.host, 'textarea[name=notice]');
  }

  /** Reads a pasted notice. */
  read(paste: string): void {
    this.open(readNotice(paste, this.records.words, todayInShanghai()), paste);
  }

  /** Empty fields, to be filled in by hand. */
  fillByHand(): void {
    this.open(null, '');
  }

  /** Shows the reading (or empty fields) and the first question. */
  private open(reading: NoticeReading | null, paste: string): void {
    clearError(this.area);
    this.reading = reading;
    this.closeResult();
    this.step('questions').reset();
    const raw = rawFrom(reading ? confirmedFrom(reading) : NOTHING);
    for (const name of FIELDS) this.field(name).value = raw[name];
    find(this.host, '[data-alarms]').replaceChildren(...(reading ? alarmNotes(reading, this.records) : []));
    find(this.host, '[data-marked]').replaceChildren(...(reading ? markedNotice(paste, reading) : []));
    find(this.host, '[data-numbers]').replaceChildren(...(reading ? numberLists(reading) : []));
    this.corrected();
    this.ask();
    const section = find<HTMLElement>(this.host, '[data-reading]');
    section.hidden = false;
    this.host.dataset.state = 'partial';
    section.focus();
  }

  private raw(): RawConfirmed {
    return Object.fromEntries(FIELDS.map((name) => [name, this.field(name).value])) as unknown as RawConfirmed;
  }

  /** Errors beside the fields; the confirmed reading when there are none. */
  private confirmed(): Confirmed | null {
    for (const name of FIELDS) clearError(this.field(name));
    const checked = validateConfirmed(this.raw());
    if (checked.ok) return checked.confirmed;
    for (const p of checked.problems) showError(this.field(p.field), p.message);
    return null;
  }

  /** After a correction: the deadline, the duties and, if there is one, the plan follow. */
  private corrected(): void {
    const confirmed = this.confirmed();
    const due = find(this.host, '[data-due]');
    if (!confirmed) {
      due.replaceChildren();
      return;
    }
    due.replaceChildren(...deadlineNotes(answerDeadline(confirmed, this.records), new Date()));
    find(this.host, '[data-duties]').replaceChildren(
      ...dutyNotes(checkDuties(this.reading, confirmed.noticeAt?.day ?? null, this.records), this.records),
    );
    this.refresh();
  }

  private answers(): Record<string, string> {
    return Object.fromEntries(
      [...new FormData(this.step('questions'))].map(([name, value]) => [name.replace(/^q-/, ''), String(value)]),
    );
  }

  /** Shows the questions on the way so far. */
  private ask(): void {
    const asked = new Set(followAnswers(this.records.flow, this.answers()).asked.map((a) => a.question));
    for (const set of this.host.querySelectorAll<HTMLElement>('[data-question]')) {
      const open = asked.has(set.dataset.question ?? '');
      set.hidden = !open;
      if (open) continue;
      // An answer off the way must not come back unseen when the way changes again.
      for (const radio of set.querySelectorAll<HTMLInputElement>('input:checked')) radio.checked = false;
    }
  }

  private refresh(): void {
    if (!find<HTMLElement>(this.host, '[data-result]').hidden) this.plan(false);
  }

  private plan(focus: boolean): void {
    const button = find<HTMLElement>(this.host, '#nt-plan');
    clearError(button);
    const confirmed = this.confirmed();
    const path = followAnswers(this.records.flow, this.answers());
    if (!confirmed || path.route === null) {
      this.closeResult();
      // Changing an early answer only opens the next question again; it is no error until a plan is asked for.
      this.host.dataset.state = focus ? 'error' : 'partial';
      const open = path.asked.at(-1)?.question;
      const target = confirmed
        ? this.host.querySelector<HTMLElement>(`[data-question="${open}"] input`)
        : this.host.querySelector<HTMLElement>('[aria-invalid]');
      if (!focus) return;
      showError(button, confirmed ? '还有一个问题没有选。选好再看计划。' : '上面有一处填得不对，改好再看计划。');
      target?.focus();
      return;
    }
    const today = todayInShanghai();
    const deadline = answerDeadline(confirmed, this.records);
    const result = find<HTMLElement>(this.host, '[data-result]');
    result.replaceChildren(
      ...renderPlan(
        {
          confirmed,
          path,
          deadline,
          plan: buildPlan(path, confirmed, deadline, today, this.records),
          duties: checkDuties(this.reading, confirmed.noticeAt?.day ?? null, this.records),
          today,
          stamp: new Date().toISOString(),
        },
        this.records,
      ),
    );
    result.hidden = false;
    this.host.dataset.state = deadline.status === 'unknown' ? 'partial' : 'result';
    if (focus) result.focus();
  }

  private closeResult(): void {
    const result = find<HTMLElement>(this.host, '[data-result]');
    result.hidden = true;
    result.replaceChildren();
  }

  private empty(): void {
    this.reading = null;
    clearError(this.area);
    this.closeResult();
    find<HTMLElement>(this.host, '[data-reading]').hidden = true;
    for (const name of ['alarms', 'marked', 'numbers', 'duties', 'due']) find(this.host, `[data-${name}]`).replaceChildren();
    this.step('facts').reset();
    this.step('questions').reset();
    this.host.dataset.state = 'empty';
    this.area.focus();
  }
}
