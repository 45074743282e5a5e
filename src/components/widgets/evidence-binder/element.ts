import { docxBlob } from '../../../adapters/files/docx.ts';
import type { Digest } from '../../../adapters/files/digest.ts';
import { hashFiles } from '../../../adapters/files/hash.ts';
import { bytesEntry, textEntry, zipBlob, type ZipTime } from '../../../adapters/files/zip.ts';
import { handover, type Handover } from '../../../adapters/handover.ts';
import { readQuery } from '../../../adapters/query.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { admit, companionTexts, duplicates, numberItems, type Refusal } from '../../../models/binder/binder.ts';
import { proposeDate } from '../../../models/binder/dates.ts';
import { guessKind } from '../../../models/binder/guess-kind.ts';
import { indexDocument } from '../../../models/binder/index-document.ts';
import { formatBytes, type KindLabels } from '../../../models/binder/index-table.ts';
import type { BinderItem } from '../../../models/binder/item.ts';
import { move, orderByDate } from '../../../models/binder/order.ts';
import { missingKinds, wantedProofs, type WantedProof } from '../../../models/binder/plan.ts';
import { parts } from '../../../models/calendar/day.ts';
import { docxParts } from '../../../models/docx/document.ts';
import type { Goods } from '../../../schemas/evidence.ts';
import { el, find, readData } from '../shared/dom.ts';
import { handoverOffer } from '../shared/handover-offer.ts';
import { printPart } from '../shared/print-part.ts';
import { makeReceipt } from '../shared/receipt.ts';
import type { BinderData } from './data.ts';
import { itemRow, numberRow } from './item-row.ts';
import { resultView } from './result.ts';
import { NEED_WORDS } from './words.ts';

const VERSION = '1';
const REFUSAL_WORDS: Record<Refusal, string> = {
  empty: '是空文件，没有放进来',
  'same-file': '已经在里面了',
  'too-many': '超出件数上限，请分成两包',
  'too-big': '放进来就超过 2 GB，请分成两包，或先压小视频',
};

/** Files ordered, numbered, fingerprinted and packed on the device; the tables beneath work without it. */
class EvidenceBinder extends HTMLElement {
  #data!: BinderData;
  #labels!: KindLabels;
  #items: BinderItem[] = [];
  readonly #files = new Map<string, File>();
  readonly #digests = new Map<string, Digest>();
  readonly #rows = new Map<string, HTMLLIElement>();
  #nextKey = 1;
  #running: AbortController | null = null;
  #unsaved = false;
  #ready = false;

  connectedCallback(): void {
    window.addEventListener('beforeunload', this.#warnBeforeLeaving);
    if (this.#ready) return;
    this.#ready = true;
    this.#data = readData<BinderData>(this);
    this.#labels = Object.fromEntries(this.#data.kinds.map((k) => [k.id, { name: k.name, shows: k.shows }]));
    this.#prefill(readQuery());
    const offer = handoverOffer(
      handover.list().filter((p) => p.tool !== 'evidence-binder' && (p.platform || p.findings?.length)),
      (payload) => this.#take(payload),
    );
    if (offer) find(this, '[data-offer]').append(offer);
    this.#form.addEventListener('change', () => {
      this.#stale();
      this.#showWanted();
    });
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#wireFiles();
    find(this, '[data-sort]').addEventListener('click', () => this.#setItems(orderByDate(this.#items)));
    find(this, '[data-empty]').addEventListener('click', () => this.#emptyAll());
    find(this, '[data-make]').addEventListener('click', () => void this.#make());
    find(this, '[data-cancel]').addEventListener('click', () => this.#running?.abort());
    find<HTMLElement>(this, '[data-enhanced]').hidden = false;
    this.#showWanted();
  }

  disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#warnBeforeLeaving);
    this.#running?.abort();
  }

  readonly #warnBeforeLeaving = (event: BeforeUnloadEvent): void => {
    if (this.#items.length > 0 && this.#unsaved) event.preventDefault();
  };

  get #form(): HTMLFormElement {
    return find(this, '[data-choose]');
  }
  get #platform(): string | null {
    return find<HTMLSelectElement>(this, '[name=platform]').value || null;
  }
  #checked(name: string): string[] {
    return [...this.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)].map((box) => box.value);
  }

  // What the notice says

  #prefill(query: URLSearchParams): void {
    this.#choose(query.get('platform'), query.getAll('finding'), query.getAll('goods'));
  }

  #take(payload: Handover): void {
    this.#choose(payload.platform ?? null, payload.findings ?? [], payload.goods ?? []);
    this.#stale();
    this.#showWanted();
  }

  /** Ticks what is known; unknown ids are left alone. Checks of the order audit stand for the findings they lead to. */
  #choose(platform: string | null, findings: readonly string[], goods: readonly string[]): void {
    const select = find<HTMLSelectElement>(this, '[name=platform]');
    if (platform && [...select.options].some((o) => o.value === platform)) select.value = platform;
    const wanted = new Set(
      this.#data.findings.filter((f) => findings.includes(f.id) || f.checks.some((c) => findings.includes(c))).map((f) => f.id),
    );
    for (const box of this.querySelectorAll<HTMLInputElement>('[name=finding]')) if (wanted.has(box.value)) box.checked = true;
    const known = goods.filter((g) => g === 'physical' || g === 'virtual');
    if (known.length > 0)
      for (const box of this.querySelectorAll<HTMLInputElement>('[name=goods]'))
        box.checked = (known as string[]).includes(box.value);
  }

  #wanted(): WantedProof[] {
    const platform = this.#platform;
    const existsOn = (id: string): boolean => {
      const only = this.#data.kinds.find((k) => k.id === id)?.platforms;
      return platform === null || !only || only.includes(platform);
    };
    return wantedProofs(this.#data.findings, this.#checked('finding'), this.#checked('goods') as Goods[], existsOn);
  }

  #showWanted(): void {
    const chosen = this.#checked('finding');
    for (const details of this.querySelectorAll<HTMLElement>('[data-finding]'))
      details.hidden = chosen.length > 0 && !chosen.includes(details.dataset['finding'] ?? '');
    const wanted = this.#wanted();
    const place = find(this, '[data-wanted]');
    if (chosen.length === 0) {
      place.replaceChildren(el('p', {}, '先在上面选一条。没有选也能往下，把文件放进来。'));
      return;
    }
    if (wanted.length === 0) {
      place.replaceChildren(el('p', {}, '这一条对你选的商品不适用。换一条，或者改选实物、虚拟。'));
      return;
    }
    const title = new Map(this.#data.findings.map((f) => [f.id, f.title]));
    const rows = wanted.map((w) => {
      const kind = this.#data.kinds.find((k) => k.id === w.kind);
      const held = this.#items.filter((i) => i.kind === w.kind).length;
      const reasons = w.reasons.map((r) =>
        el('p', {}, w.reasons.length > 1 ? `${r.reason}（${title.get(r.finding) ?? ''}）` : r.reason),
      );
      return el(
        'li',
        {},
        el(
          'p',
          {},
          el('strong', {}, kind?.name ?? w.kind),
          ' ',
          el('span', { class: 'zd-tag' }, NEED_WORDS[w.need]),
          ' ',
          el('span', { class: held > 0 ? 'zd-tag' : 'zd-tag zd-tag--warn' }, held > 0 ? `已放 ${held} 件` : '还没有'),
        ),
        ...reasons,
        el('ul', { class: 'zd-eb__how' }, ...(kind?.how ?? []).map((line) => el('li', {}, line))),
      );
    });
    // A list rather than a table: on a phone four columns leave one character a line.
    place.replaceChildren(
      el('ol', { class: 'zd-eb__wanted' }, ...rows),
      ...this.#data.findings
        .filter((f) => chosen.includes(f.id) && f.caution)
        .map((f) => el('p', {}, el('strong', {}, '先说清：'), f.caution ?? '')),
    );
  }

  // The files

  #wireFiles(): void {
    const input = find<HTMLInputElement>(this, '[name=evidence]');
    input.addEventListener('change', () => {
      this.#add([...(input.files ?? [])]);
      input.value = '';
    });
    const drop = find<HTMLElement>(this, '[data-drop]');
    // Dropping beside the box would otherwise open the file in place of the page, and the binder would be gone.
    for (const type of ['dragover', 'drop'] as const) {
      this.addEventListener(type, (event) => {
        if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
      });
    }
    drop.addEventListener('dragover', () => (drop.dataset['over'] = ''));
    drop.addEventListener('dragleave', () => delete drop.dataset['over']);
    this.addEventListener('drop', (event) => {
      delete drop.dataset['over'];
      const files = event.dataTransfer?.files;
      if (files?.length) this.#add([...files]);
    });
  }

  #add(offered: readonly File[]): void {
    const { taken, refused } = admit(offered, [...this.#files.values()]);
    const today = todayInShanghai();
    const fresh = taken.map((file): BinderItem => {
      const key = `f${this.#nextKey++}`;
      this.#files.set(key, file);
      return {
        key,
        fileName: file.name,
        size: file.size,
        kind: guessKind(file.name, this.#data.kinds),
        ...proposeDate(file, today),
        description: '',
        orders: '',
      };
    });
    find(this, '[data-refused]').replaceChildren(
      ...refused.map((r) => el('p', { class: 'zd-error' }, `「${r.name}」${REFUSAL_WORDS[r.why]}。`)),
    );
    // What the seller has arranged stays; new files follow in order of date.
    if (fresh.length > 0) this.#setItems(this.#items.length === 0 ? orderByDate(fresh) : [...this.#items, ...orderByDate(fresh)]);
  }

  #setItems(items: BinderItem[]): void {
    this.#items = items;
    this.#unsaved = items.length > 0;
    this.#stale();
    const list = find(this, '[data-items]');
    for (const item of items)
      if (!this.#rows.has(item.key)) this.#rows.set(item.key, itemRow(item, this.#data.kinds, this.#actions));
    list.replaceChildren(...items.map((item) => this.#rows.get(item.key)!));
    items.forEach((item, at) => numberRow(this.#rows.get(item.key)!, at + 1, items.length));
    const bytes = items.reduce((sum, i) => sum + i.size, 0);
    find(this, '[data-total]').textContent = items.length > 0 ? `共 ${items.length} 件，${formatBytes(bytes)}。` : '';
    find<HTMLElement>(this, '[data-list-actions]').hidden = items.length === 0;
    this.#showWanted();
  }

  readonly #actions = {
    edit: (key: string, change: Partial<BinderItem>): void => {
      this.#items = this.#items.map((i) => (i.key === key ? { ...i, ...change } : i));
      this.#unsaved = true;
      this.#stale();
      if ('kind' in change) this.#showWanted();
    },
    shift: (key: string, by: -1 | 1): void => {
      const from = this.#items.findIndex((i) => i.key === key);
      this.#setItems(move(this.#items, from, from + by));
      const row = this.#rows.get(key)!;
      const same = find<HTMLButtonElement>(row, `[data-act="${by < 0 ? 'up' : 'down'}"]`);
      (same.disabled ? find<HTMLButtonElement>(row, `[data-act="${by < 0 ? 'down' : 'up'}"]`) : same).focus();
    },
    remove: (key: string): void => {
      const at = this.#items.findIndex((i) => i.key === key);
      this.#forget(key);
      this.#setItems(this.#items.filter((i) => i.key !== key));
      const next = this.#items[Math.min(at, this.#items.length - 1)];
      if (next) find<HTMLButtonElement>(this.#rows.get(next.key)!, '[data-act="remove"]').focus();
      else find<HTMLInputElement>(this, '[name=evidence]').focus();
    },
  };

  #forget(key: string): void {
    this.#files.delete(key);
    this.#digests.delete(key);
    this.#rows.delete(key);
  }

  /** Asks by a second press instead of a dialog, which embedded pages may not open. */
  #emptyAll(): void {
    const button = find<HTMLButtonElement>(this, '[data-empty]');
    if (button.dataset['sure'] === undefined) {
      button.dataset['sure'] = '';
      button.textContent = '再按一次，全部移出';
      this.#say('填好的日期和说明也会没有，原文件不受影响。再按一次就移出。');
      button.addEventListener('blur', () => this.#calmEmptyButton(), { once: true });
      return;
    }
    this.#calmEmptyButton();
    this.#say('');
    for (const { key } of this.#items) this.#forget(key);
    this.#setItems([]);
    find<HTMLInputElement>(this, '[name=evidence]').focus();
  }

  #calmEmptyButton(): void {
    const button = find<HTMLButtonElement>(this, '[data-empty]');
    delete button.dataset['sure'];
    button.textContent = '全部移出';
  }

  // The archive

  /** A finished result no longer fits what is on the page. */
  #stale(): void {
    this.#running?.abort();
    const result = find(this, '[data-result]');
    if (!result.hasChildNodes()) return;
    result.replaceChildren();
    this.#say('内容改过了，请重新生成。读过的文件不用再读。');
  }

  #say(words: string): void {
    find(this, '[data-said]').textContent = words;
  }

  #fail(...lines: string[]): void {
    find(this, '[data-error]').replaceChildren(...lines.map((line) => el('p', { class: 'zd-error' }, line)));
  }

  async #make(): Promise<void> {
    this.#fail();
    if (this.#items.length === 0) {
      this.#fail('还没有文件。先在第 2 步选几个放进来。');
      find<HTMLInputElement>(this, '[name=evidence]').focus();
      return;
    }
    if (this.#running) return;
    const control = new AbortController();
    this.#running = control;
    this.#busy(true);
    this.#say('正在读文件、算指纹。');
    try {
      await this.#readFiles(control.signal);
      await this.#showResult(control.signal);
    } catch (error) {
      if (control.signal.aborted) this.#say('已停下。填好的内容都在，读过的文件不用再读。');
      else if (error instanceof UnreadableFiles) {
        this.#say('');
        this.#fail(`这些文件读不了：${error.names.join('、')}。可能刚被移动、改名或改过。移出后重新选一次，再生成。`);
      } else {
        this.#say('');
        this.#fail('没有做成。内容都还在。请少放几个大文件再试，或换一个浏览器。');
      }
    } finally {
      this.#running = null;
      this.#busy(false);
    }
  }

  async #readFiles(signal: AbortSignal): Promise<void> {
    const todo = this.#items.filter((i) => !this.#digests.has(i.key)).map((i) => ({ key: i.key, file: this.#files.get(i.key)! }));
    const total = todo.reduce((sum, t) => sum + t.file.size, 0) || 1;
    const bar = find<HTMLProgressElement>(this, 'progress');
    let tenth = 0;
    const { digests, failed } = await hashFiles(
      todo,
      (read) => {
        bar.value = read / total;
        // Screen readers hear every tenth, not every piece.
        if (Math.floor((read / total) * 10) > tenth) this.#say(`读了 ${(tenth = Math.floor((read / total) * 10))}0%。`);
      },
      signal,
    );
    for (const [key, digest] of digests) this.#digests.set(key, digest);
    if (failed.length > 0)
      throw new UnreadableFiles(failed.map((key) => this.#items.find((i) => i.key === key)?.fileName ?? key));
  }

  #busy(busy: boolean): void {
    find<HTMLButtonElement>(this, '[data-make]').disabled = busy;
    find<HTMLElement>(this, '[data-cancel]').hidden = !busy;
    find<HTMLElement>(this, '[data-progress]').hidden = !busy;
    find<HTMLProgressElement>(this, 'progress').value = 0;
  }

  async #showResult(signal: AbortSignal): Promise<void> {
    const today = todayInShanghai();
    const [year, month, day] = parts(today);
    const time: ZipTime = { year, month, day };
    const hashes = new Map([...this.#digests].map(([key, digest]) => [key, digest.sha256]));
    const items = numberItems(this.#items, this.#labels, hashes);
    const index = docxBlob(docxParts(indexDocument(items, this.#labels, today), { title: '证据目录', landscape: true }), time);
    // The small index is read whole to learn its checksum; the proofs are only referred to.
    const bytes = new Uint8Array(await index.arrayBuffer());
    signal.throwIfAborted();
    const zip = zipBlob(
      [
        bytesEntry('00-目录.docx', bytes),
        ...companionTexts(items, this.#labels).map((c) => textEntry(c.path, c.text)),
        ...items.map((i) => {
          const digest = this.#digests.get(i.key)!;
          return { path: i.path, content: this.#files.get(i.key)!, size: digest.size, crc: digest.crc32 };
        }),
      ],
      time,
    );
    const wanted = this.#wanted();
    const missing = missingKinds(
      wanted,
      items.map((i) => i.kind),
    );
    const twice = duplicates(items);
    const result = find<HTMLElement>(this, '[data-result]');
    result.replaceChildren(
      resultView({
        items,
        labels: this.#labels,
        zip,
        index,
        name: `证据包-${today}`,
        duplicates: twice,
        missing: missing.map((id) => this.#labels[id]?.name ?? id),
        receipt: this.#receipt(items, missing, twice.length, zip.size, today),
        saved: () => (this.#unsaved = false),
        toLetter: () => this.#toLetter(items),
        printIndex: () => printPart(result),
      }),
    );
    this.#handOver(items, false);
    this.#say('做好了。先看目录，再保存。');
    result.focus();
  }

  #receipt(items: readonly BinderItem[], missing: readonly string[], sameContent: number, archiveBytes: number, today: string) {
    const findings = this.#checked('finding');
    const count = (id: string | null): number => items.filter((i) => i.kind === id).length;
    const facts = [
      ...new Set([
        ...this.#data.findings.filter((f) => findings.includes(f.id)).flatMap((f) => f.facts),
        ...this.#data.kinds.filter((k) => count(k.id) > 0).flatMap((k) => k.facts),
      ]),
    ];
    return makeReceipt(
      {
        tool: 'evidence-binder',
        version: VERSION,
        inputs: {
          platform: this.#platform,
          goods: this.#checked('goods'),
          findings,
          files: items.length,
          bytes: items.reduce((sum, i) => sum + i.size, 0),
        },
        outputs: {
          kinds: Object.fromEntries(this.#data.kinds.map((k) => [k.id, count(k.id)] as const).filter(([, n]) => n > 0)),
          unsorted: count(null),
          undated: items.filter((i) => i.date === null).length,
          missing,
          sameContent,
          archiveBytes,
        },
        steps: ['按你排的次序编号', '逐个文件算 SHA-256', '写目录、时间线和指纹表', '不压缩，原样装进一个 ZIP'],
        facts,
        generatedOn: today,
      },
      this.#data.cards,
    );
  }

  // Onwards

  #handOver(items: readonly (BinderItem & { number: number })[], keep: boolean) {
    return handover.put(
      {
        tool: 'evidence-binder',
        ...(this.#platform && { platform: this.#platform }),
        findings: this.#checked('finding'),
        goods: this.#checked('goods') as Goods[],
        proofs: items.map(({ number, kind, date }) => ({ number, kind, date })),
      },
      keep,
    );
  }

  #toLetter(items: readonly (BinderItem & { number: number })[]): void {
    const kept = this.#handOver(items, true);
    // Pages refuse to be framed, so an embedded binder leads to the embedded letter.
    const url = window.top === window.self ? this.#data.letterUrl : this.#data.letterEmbedUrl;
    if (kept === 'session') {
      location.href = url;
      return;
    }
    find(this, '[data-error]').replaceChildren(
      el('p', {}, '浏览器不让暂存，清单带不过去。先复制目录，到那边照着写编号：', el('a', { href: url }, '去写申诉说明')),
    );
  }
}

class UnreadableFiles extends Error {
  readonly names: readonly string[];
  constructor(names: readonly string[]) {
    super('Some files could not be read');
    this.names = names;
  }
}

if (!customElements.get('zd-evidence-binder')) customElements.define('zd-evidence-binder', EvidenceBinder);
