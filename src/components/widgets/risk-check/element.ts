import { forget, load, save } from '../../../adapters/storage.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { cleanAnswers, orderTasks, type Answers } from '../../../models/risk/order.ts';
import { find } from '../shared/dom.ts';
import { readRecords } from '../shared/records.ts';
import { SAVE_KEY, SAVE_VERSION, type RiskRecords } from './records.ts';
import { renderResult } from './result.ts';

/** `<zd-risk-check>`: the answers, the order of work, and saving on request. */
class RiskCheck extends HTMLElement {
  private records!: RiskRecords;

  connectedCallback(): void {
    this.records = readRecords<RiskRecords>(this);
    for (const part of this.querySelectorAll<HTMLElement>('[data-script]')) part.hidden = false;
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.order();
    });
    form.addEventListener('reset', () => {
      const result = find<HTMLElement>(this, '[data-result]');
      result.hidden = true;
      result.replaceChildren();
      this.dataset.state = 'empty';
      this.say('');
    });
    find(this, '[data-save]').addEventListener('click', () => this.save());
    find(this, '[data-forget]').addEventListener('click', () => {
      forget(SAVE_KEY);
      find<HTMLElement>(this, '[data-forget]').hidden = true;
      this.say('已从这台设备删除。页面上的回答还在。');
    });
    this.restore();
  }

  private say(text: string): void {
    find<HTMLElement>(this, '[data-said]').textContent = text;
  }

  private answers(): Answers {
    return cleanAnswers(this.records.list, Object.fromEntries(new FormData(find<HTMLFormElement>(this, 'form'))));
  }

  private restore(): void {
    const answers = cleanAnswers(this.records.list, load(SAVE_KEY, SAVE_VERSION));
    if (Object.keys(answers).length === 0) return;
    for (const [id, answer] of Object.entries(answers)) {
      const radio = this.querySelector<HTMLInputElement>(`input[name="${CSS.escape(id)}"][value="${answer}"]`);
      if (radio) radio.checked = true;
    }
    find<HTMLElement>(this, '[data-forget]').hidden = false;
    this.say('已填上你上次保存的回答。');
  }

  private save(): void {
    const ok = save(SAVE_KEY, SAVE_VERSION, this.answers(), todayInShanghai());
    if (ok) find<HTMLElement>(this, '[data-forget]').hidden = false;
    this.say(ok ? '已保存在这台设备上。' : '浏览器不让保存。回答还在页面上，可以打印或复制结果。');
  }

  private order(): void {
    const today = todayInShanghai();
    const answers = this.answers();
    const outcome = orderTasks(this.records.list, answers, today);
    const result = find<HTMLElement>(this, '[data-result]');
    result.replaceChildren(...renderResult(outcome, answers, this.records, { today, stamp: new Date().toISOString() }).nodes);
    result.hidden = false;
    this.dataset.state = outcome.unanswered.length > 0 ? 'partial' : 'result';
    result.focus();
  }
}

customElements.define('zd-risk-check', RiskCheck);
