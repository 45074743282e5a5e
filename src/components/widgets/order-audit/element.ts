import { find } from '../shared/dom.ts';
import { OnDemand } from '../shared/on-demand.ts';
import type { App } from './app.ts';

/**
 * `<zd-order-audit>`: the light part. The reading and the result are another script, fetched only when a file is
 * chosen; the service worker keeps it for use without a network.
 */
class OrderAudit extends HTMLElement {
  private readonly app = new OnDemand<App>(() => import('./app.ts').then(({ App }) => new App(this)));

  connectedCallback(): void {
    const input = find<HTMLInputElement>(this, 'input[name=orders]');
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      if (files.length > 0) void this.choose(files);
    });
    find<HTMLFormElement>(this, 'form').addEventListener('submit', (event) => event.preventDefault());
    const drop = find<HTMLElement>(this, '[data-drop]');
    drop.addEventListener('dragover', (event) => event.preventDefault());
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void this.choose(files);
    });
    find(this, '[data-sample]').addEventListener(
      'click',
      () =>
        void this.app.get().then(
          (app) => app.trySamples(),
          () => this.failed(),
        ),
    );
  }

  disconnectedCallback(): void {
    this.app.drop((app) => app.close());
  }

  private async choose(files: File[]): Promise<void> {
    try {
      await (await this.app.get()).start(files);
    } catch {
      this.failed();
    }
  }

  /** The program itself did not arrive; the chosen files are still in the field. */
  private failed(): void {
    const box = find<HTMLElement>(this, '[data-problems]');
    box.hidden = false;
    box.textContent = '读表的程序没有装好，多半是断网了。连上网，再选一次文件。';
    this.dataset.state = 'error';
  }
}

customElements.define('zd-order-audit', OrderAudit);
