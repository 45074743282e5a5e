import { copyText } from '../../../adapters/clipboard.ts';
import { printPage } from '../../../adapters/print.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { compile, matchScams, type Matcher } from '../../../models/scam/match.ts';
import { find } from '../shared/dom.ts';
import { clearError, showError } from '../shared/errors.ts';
import { readRecords } from '../shared/records.ts';
import type { ScamRecords } from './records.ts';
import { renderResult } from './result.ts';

/** `<zd-scam-check>`: reads a pasted offer on the device. Nothing pasted is stored, sent or put into the address. */
class ScamCheck extends HTMLElement {
  private records!: ScamRecords;
  private matcher: Matcher | undefined;

  connectedCallback(): void {
    this.records = readRecords<ScamRecords>(this);
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.check();
    });
    form.addEventListener('reset', () => this.clear());
    this.wireCard();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, 'textarea[name=text]');
  }

  private clear(): void {
    clearError(this.field);
    const result = find<HTMLElement>(this, '[data-result]');
    result.hidden = true;
    result.replaceChildren();
    this.dataset.state = 'empty';
  }

  private check(): void {
    this.clear();
    const text = this.field.value;
    if (!/[\p{L}\p{N}]/u.test(text)) {
      showError(this.field, '还没有文字。把对方的话贴进来再核对。');
      this.dataset.state = 'error';
      this.field.focus();
      return;
    }
    this.matcher ??= compile(
      this.records.files.flatMap((f) => f.patterns),
      this.records.guards,
    );
    const outcome = matchScams(text, this.matcher);
    const result = find<HTMLElement>(this, '[data-result]');
    result.replaceChildren(...renderResult(text, outcome, this.records, todayInShanghai()).nodes);
    result.hidden = false;
    this.dataset.state = outcome.unread > 0 ? 'partial' : 'result';
    result.focus();
  }

  private wireCard(): void {
    const said = find<HTMLElement>(this, '[data-card-said]');
    find<HTMLElement>(this, '[data-card-actions]').hidden = false;
    find(this, '[data-card-copy]').addEventListener('click', () => {
      void copyText(this.records.cardText).then(
        (ok) => (said.textContent = ok ? '已复制。' : '浏览器不让复制，请长按文字手动复制。'),
      );
    });
    find(this, '[data-card-print]').addEventListener('click', () => {
      document.documentElement.dataset.zdPrint = 'card';
      window.addEventListener('afterprint', () => delete document.documentElement.dataset.zdPrint, { once: true });
      printPage();
    });
  }
}

customElements.define('zd-scam-check', ScamCheck);
