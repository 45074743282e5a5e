import { find } from '../shared/dom.ts';
import { clearError, showError } from '../shared/errors.ts';
import { OnDemand } from '../shared/on-demand.ts';
import type { App } from './app.ts';

/**
 * `<zd-notice-triage>`: the light part, a field and two buttons. What reads a notice is another script, fetched when the reader
 * turns to the field; the service worker keeps it for use without a network.
 */
class NoticeTriage extends HTMLElement {
  private readonly app = new OnDemand<App>(() => import('./app.ts').then(({ App }) => new App(this)));

  connectedCallback(): void {
    if (this.dataset.state) return;
    this.dataset.state = 'empty';
    const notice = find<HTMLFormElement>(this, 'form[data-step=notice]');
    for (const sign of ['focusin', 'pointerenter'])
      this.addEventListener(sign, () => void this.app.get().catch(() => undefined), { once: true });
    notice.addEventListener('submit', (event) => {
      event.preventDefault();
      this.read();
    });
    find(this, '[data-skip]').addEventListener('click', () => this.ask((app) => app.fillByHand()));
  }

  private get area(): HTMLTextAreaElement {
    return find(this, 'textarea[name=notice]');
  }

  private read(): void {
    const paste = this.area.value;
    if (paste.trim() !== '') {
      this.ask((app) => app.read(paste));
      return;
    }
    this.fail('这里还是空的。先贴上通知的文字；没有原文，就点「没有原文，我自己填」。');
    this.area.focus();
  }

  private fail(message: string): void {
    clearError(this.area);
    showError(this.area, message);
    this.dataset.state = 'error';
  }

  private ask(act: (app: App) => void): void {
    // What was pasted is still in the field.
    this.app.get().then(act, () => this.fail('读通知的程序没有装好，多半是断网了。连上网，再点一次。'));
  }
}

if (!customElements.get('zd-notice-triage')) customElements.define('zd-notice-triage', NoticeTriage);
