import { todayInShanghai } from '../../../adapters/today.ts';
import { secondsLeft } from '../../../models/audit/time-left.ts';
import { el, find, readData } from '../shared/dom.ts';
import { Client } from './client.ts';
import { mappingScreen, remembered } from './mapping.ts';
import type { AuditRecords } from './records.ts';
import { renderResult } from './result.ts';
import type { FileProblem, Progress, TableView } from './session.ts';

/** Milliseconds of drawing after which the page may answer the reader. */
const SLICE = 8;

/** Waits until the page has had its turn. A timer would be slowed down in a tab behind others. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The heavy part of the tool: from chosen files to the result. One worker per sitting. */
export class App {
  private readonly root: HTMLElement;
  private readonly records: AuditRecords;
  private client: Client | null = null;
  private tables: TableView[] = [];
  private sample = false;
  /** Number of the sitting: answers of an earlier one are dropped. */
  private sitting = 0;
  /** Number of the result being drawn: an earlier one is not drawn on. */
  private drawing = 0;

  constructor(root: HTMLElement) {
    this.root = root;
    this.records = readData<AuditRecords>(root);
    for (const selector of ['[data-own]', '[data-words]'])
      find<HTMLElement>(root, selector).addEventListener('change', () => {
        if (this.root.dataset.state === 'result' || this.root.dataset.state === 'partial')
          void this.run('check').catch((error: unknown) => this.failed(error));
      });
  }

  close(): void {
    this.sitting++;
    this.client?.close();
    this.client = null;
  }

  private worker(): Client {
    if (!this.client) {
      this.client = new Client();
      // Without its records the worker refuses every question, which is then shown.
      this.client.ask({ kind: 'start', signals: this.records.signals, book: this.records.book }).catch(() => undefined);
    }
    return this.client;
  }

  /** Fetches the invented sample files of this site and reads them like the reader's own. */
  async trySamples(): Promise<void> {
    const files = await Promise.all(
      this.records.links.samples.map(async (s) => {
        const response = await fetch(s.url);
        if (!response.ok) throw new Error(s.file);
        return new File([await response.blob()], s.file);
      }),
    );
    await this.start(files, true);
  }

  async start(files: File[], sample = false): Promise<void> {
    this.clear();
    const sitting = ++this.sitting;
    this.sample = sample;
    const client = this.worker();
    this.state('reading');
    this.progress({ done: 0, rows: 0, orders: 0, step: '正在认表头' }, performance.now());
    try {
      const { tables, problems } = await client.ask({ kind: 'open', files });
      if (sitting !== this.sitting) return;
      this.problems(problems);
      this.tables = await Promise.all(
        tables.map(async (table, index) => {
          const change = table.sure ? null : remembered(table);
          return (change && (await client.ask({ kind: 'remap', index, change }))) || table;
        }),
      );
      if (sitting !== this.sitting) return;
      if (tables.length === 0) {
        this.hideProgress();
        this.state('error');
        return;
      }
      const orders = this.tables.some((t) => t.sure && (t.kind === 'order' || t.kind === 'item'));
      // Extra sheets of a known workbook may stay unread; a whole file nobody recognised is asked about.
      const strange = [...new Set(this.tables.map((t) => t.name))].some((name) =>
        this.tables.every((t) => t.name !== name || !t.sure),
      );
      if (!orders || strange) this.map();
      else await this.run();
    } catch (error) {
      if (sitting === this.sitting) this.failed(error);
    }
  }

  private map(): void {
    this.hideProgress();
    find<HTMLElement>(this.root, '[data-result]').hidden = true;
    const section = find<HTMLElement>(this.root, '[data-mapping]');
    section.hidden = false;
    section.replaceChildren(
      ...mappingScreen(
        this.tables,
        this.records,
        todayInShanghai(),
        async (index, change) => {
          const next = await this.worker().ask({ kind: 'remap', index, change });
          if (next) this.tables[index] = next;
          return next;
        },
        () => void this.run().catch((error: unknown) => this.failed(error)),
      ),
    );
    this.state('mapping');
    section.focus();
  }

  private typed(): { ownList: string[]; words: string[] } {
    const lines = (selector: string): string[] =>
      find<HTMLTextAreaElement>(this.root, selector)
        .value.split(/[\n,，;；、]+/)
        .map((s) => s.trim())
        .filter(Boolean);
    return { ownList: lines('[data-own]'), words: lines('[data-words]') };
  }

  /** Reads and checks; `check` only checks again what was read, after the lists changed. */
  private async run(kind: 'run' | 'check' = 'run'): Promise<void> {
    const sitting = this.sitting;
    find<HTMLElement>(this.root, '[data-mapping]').hidden = true;
    this.state('reading');
    const started = performance.now();
    const typed = this.typed();
    const summary = await this.worker().ask({ kind, typed }, (p) => {
      if (sitting === this.sitting) this.progress(p, started);
    });
    if (sitting !== this.sitting) return;
    this.hideProgress();
    const result = find<HTMLElement>(this.root, '[data-result]');
    result.hidden = false;
    result.replaceChildren();
    const parts = renderResult({
      summary,
      tables: this.tables,
      records: this.records,
      client: this.worker(),
      today: todayInShanghai(),
      width: Math.max(260, Math.min(720, result.clientWidth || 720)),
      typed: { ownList: typed.ownList.length > 0, words: typed.words.length > 0 },
      sample: this.sample,
      onRemap: () => this.map(),
      onError: (error) => this.failed(error),
    });
    const drawing = ++this.drawing;
    let begun = performance.now();
    for (const part of parts) {
      if (performance.now() - begun > SLICE) {
        await nextTask();
        // Other files, or other lists, meanwhile.
        if (sitting !== this.sitting || drawing !== this.drawing) return;
        begun = performance.now();
      }
      result.append(part);
    }
    this.state(summary.checks.some((c) => c.status === 'unchecked') ? 'partial' : 'result');
    // After a change of the lists the reader is still typing there.
    if (kind === 'run') result.focus();
  }

  private progress(p: Progress, started: number): void {
    const section = find<HTMLElement>(this.root, '[data-progress]');
    let bar = section.querySelector('progress');
    if (!bar) {
      bar = el('progress', { max: '1', 'aria-label': '读表进度' });
      const cancel = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '取消');
      cancel.addEventListener('click', () => this.cancel());
      section.replaceChildren(
        el('p', { 'data-step': '', role: 'status' }),
        bar,
        el('p', { class: 'zd-hint', 'data-left': '' }),
        cancel,
      );
    }
    section.hidden = false;
    bar.value = p.done;
    const step = find<HTMLElement>(section, '[data-step]');
    if (step.textContent !== p.step) step.textContent = p.step;
    const left = secondsLeft(p.done, performance.now() - started);
    find(section, '[data-left]').textContent = `${p.rows} 行，${p.orders} 单${left === null ? '' : `，大约还要 ${left} 秒`}`;
  }

  private hideProgress(): void {
    const section = find<HTMLElement>(this.root, '[data-progress]');
    section.hidden = true;
    section.replaceChildren();
  }

  private cancel(): void {
    this.close();
    this.clear();
    this.problemText('已取消，什么都没留下。想再查，重新选文件。');
    find<HTMLInputElement>(this.root, 'input[name=orders]').value = '';
    find<HTMLInputElement>(this.root, 'input[name=orders]').focus();
  }

  private clear(): void {
    this.hideProgress();
    for (const name of ['problems', 'mapping', 'result']) {
      const section = find<HTMLElement>(this.root, `[data-${name}]`);
      section.hidden = true;
      section.replaceChildren();
    }
    this.state('empty');
  }

  private problems(problems: readonly FileProblem[]): void {
    if (problems.length === 0) return;
    const box = find<HTMLElement>(this.root, '[data-problems]');
    box.hidden = false;
    box.replaceChildren(
      el('p', {}, problems.length === 1 ? '有一个文件读不了：' : `有 ${problems.length} 个文件读不了：`),
      el('ul', {}, ...problems.map((p) => el('li', {}, `${p.name || '没有名字的文件'}：${p.message}`))),
    );
  }

  private problemText(text: string): void {
    const box = find<HTMLElement>(this.root, '[data-problems]');
    box.hidden = false;
    box.replaceChildren(el('p', {}, text));
  }

  private failed(error: unknown): void {
    // A worker that died answers nothing any more; the next file gets a fresh one.
    if (this.client?.broken) this.close();
    this.hideProgress();
    this.problemText(error instanceof Error ? error.message : '读表时出错了，请再选一次文件。');
    this.state('error');
  }

  private state(state: string): void {
    this.root.dataset.state = state;
  }
}
