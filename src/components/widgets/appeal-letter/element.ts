import { copyText } from '../../../adapters/clipboard.ts';
import { downloadFile } from '../../../adapters/download.ts';
import { docxBlob } from '../../../adapters/files/docx.ts';
import { downloadBlob } from '../../../adapters/files/save.ts';
import { handover, type Handover } from '../../../adapters/handover.ts';
import { readQuery } from '../../../adapters/query.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { parts } from '../../../models/calendar/day.ts';
import { docxParts } from '../../../models/docx/document.ts';
import { checkCompleteness, checkConsistency, type CheckResult } from '../../../models/letter/check.ts';
import { composeLetter, countCharacters, letterDocument, promptsFor, type Letter } from '../../../models/letter/compose.ts';
import { findWarnings, type Found } from '../../../models/letter/warn.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { el, find, readData } from '../shared/dom.ts';
import { describeHandover, handoverOffer } from '../shared/handover-offer.ts';
import { printPart } from '../shared/print-part.ts';
import { makeReceipt, receiptElement } from '../shared/receipt.ts';
import type { LetterData } from './data.ts';
import { deleteDraft, loadDraft, saveDraft } from './draft.ts';
import { warningNotes } from './notes.ts';

const VERSION = '1';
/** Milliseconds of rest before the check runs, so that a screen reader is not interrupted at every key. */
const REST = 700;

/** Prompts, a live check and the finished letter; the outline beneath works without it. */
class AppealLetter extends HTMLElement {
  #data!: LetterData;
  #ready = false;
  #timer = 0;
  #proofs: readonly { number: number; kind: string | null }[] | null = null;
  #noticeOrders: number | null = null;
  #receipt: Receipt | null = null;
  #lastSaid = '';
  #dirty = false;
  readonly #shownNotes = new Map<string, string>();

  connectedCallback(): void {
    window.addEventListener('beforeunload', this.#warnBeforeLeaving);
    if (this.#ready) return;
    this.#ready = true;
    this.#data = readData<LetterData>(this);
    const query = readQuery();
    this.#choose(query.get('platform'), query.getAll('finding'));
    const offer = handoverOffer(
      handover.list().filter((p) => ['notice-triage', 'order-audit', 'evidence-binder'].includes(p.tool)),
      (payload) => this.#take(payload),
    );
    if (offer) find(this, '[data-offer]').append(offer);
    for (const form of this.querySelectorAll('form')) form.addEventListener('submit', (event) => event.preventDefault());
    find(this, '[data-choose]').addEventListener('change', () => this.#outlineChanged());
    const letter = find(this, '[data-letter]');
    letter.addEventListener('input', (event) => {
      this.#dirty = true;
      window.clearTimeout(this.#timer);
      // Never on leaving a field: what appears would push away the button under the pressed pointer.
      if (event.target instanceof HTMLTextAreaElement) this.#timer = window.setTimeout(() => this.#update(), REST);
      else this.#update();
    });
    find(this, '[data-docx]').addEventListener('click', () => this.#download());
    find(this, '[data-copy]').addEventListener('click', () => this.#withLetter((text) => this.#copy(text, '全文已复制。')));
    find(this, '[data-print]').addEventListener('click', () =>
      this.#withLetter(() => printPart(find<HTMLElement>(this, '[data-preview]'))),
    );
    find(this, '[data-receipt-copy]').addEventListener('click', () =>
      this.#copy(JSON.stringify(this.#receipt, null, 2), '凭条已复制。凭条里没有信的内容。'),
    );
    find(this, '[data-receipt-save]').addEventListener('click', () =>
      downloadFile(`appeal-letter-${todayInShanghai()}.json`, 'application/json', JSON.stringify(this.#receipt, null, 2)),
    );
    this.#wireDraft();
    // Questions by finding are folded into the list of the section once a finding can be chosen.
    for (const node of this.querySelectorAll('[data-static]')) node.remove();
    for (const node of this.querySelectorAll<HTMLElement>('[data-enhanced]')) node.hidden = false;
    this.#outlineChanged();
  }

  disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#warnBeforeLeaving);
    window.clearTimeout(this.#timer);
  }

  readonly #warnBeforeLeaving = (event: BeforeUnloadEvent): void => {
    if (this.#dirty && Object.values(this.#answers()).some((text) => text.trim() !== '')) event.preventDefault();
  };

  get #platform(): string {
    return find<HTMLSelectElement>(this, '[name=platform]').value;
  }
  #checked(name: string): string[] {
    return [...this.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)].map((box) => box.value);
  }
  #field(section: string): HTMLTextAreaElement {
    return find(this, `[name="section-${section}"]`);
  }
  #answers(): Record<string, string> {
    return Object.fromEntries(this.#data.outline.sections.map((s) => [s.id, this.#field(s.id).value]));
  }
  #say(words: string): void {
    find(this, '[data-said]').textContent = words;
  }

  #choose(platform: string | null, findings: readonly string[]): void {
    const select = find<HTMLSelectElement>(this, '[name=platform]');
    if (platform && [...select.options].some((o) => o.value === platform)) select.value = platform;
    // The ids come from the address: `__proto__` and its like must find nothing.
    const ofCheck = new Map(Object.entries(this.#data.findingsOfCheck));
    const wanted = new Set(findings.flatMap((id) => [id, ...(ofCheck.get(id) ?? [])]));
    for (const box of this.querySelectorAll<HTMLInputElement>('[name=finding]')) if (wanted.has(box.value)) box.checked = true;
  }

  /** Takes over platform, findings, counts and the list of proofs; never writes into the letter. */
  #take(payload: Handover): void {
    this.#choose(payload.platform ?? null, payload.findings ?? []);
    if (payload.proofs) this.#proofs = payload.proofs;
    if (payload.orders !== undefined && payload.tool === 'notice-triage') this.#noticeOrders = payload.orders;
    const place = find(this, '[data-brought]');
    const list = this.#proofs?.map((p) => `证据 ${p.number}${p.kind ? ` ${this.#data.kindNames[p.kind] ?? ''}` : ''}`).join('；');
    place.textContent = `已带入${describeHandover(payload)}。${list ? `证据清单：${list}。` : ''}`;
    this.#outlineChanged();
  }

  /** A draft is kept only on request, is opened only on request, and is never written over unseen. */
  #wireDraft(): void {
    const keep = find<HTMLInputElement>(this, '[name=keep]');
    const open = find<HTMLButtonElement>(this, '[data-draft-open]');
    const remove = find<HTMLButtonElement>(this, '[data-draft-delete]');
    const said = (words: string): void => void (find(this, '[data-draft-said]').textContent = words);
    const old = loadDraft();
    keep.disabled = old !== null;
    open.hidden = remove.hidden = old === null;
    if (old) said('这台设备上有一份草稿。先打开或删除，再存新的。');
    open.addEventListener('click', () => {
      const draft = loadDraft();
      if (!draft) return;
      this.#choose(draft.platform, draft.findings);
      for (const section of this.#data.outline.sections) this.#field(section.id).value = draft.answers[section.id] ?? '';
      for (const box of this.querySelectorAll<HTMLInputElement>('[name=insert]')) box.checked = draft.inserts.includes(box.value);
      open.hidden = true;
      keep.disabled = false;
      keep.checked = true;
      said('已打开，接着写会接着存。');
      this.#outlineChanged();
    });
    remove.addEventListener('click', () => {
      deleteDraft();
      keep.checked = false;
      keep.disabled = false;
      open.hidden = remove.hidden = true;
      said('草稿已删除。页面上写的还在。');
      keep.focus();
    });
    keep.addEventListener('change', () => {
      if (!keep.checked) said('不再存新的。存过的要按「删除草稿」才没有。');
      else if (this.#saveDraft()) said('存好了，接着写会接着存。');
      else {
        keep.checked = false;
        said('浏览器不让存。写完请复制或下载。');
      }
    });
  }

  #saveDraft(): boolean {
    const kept = saveDraft({
      platform: this.#platform,
      findings: this.#checked('finding'),
      inserts: this.#checked('insert'),
      answers: this.#answers(),
    });
    if (kept) {
      this.#dirty = false;
      find<HTMLElement>(this, '[data-draft-delete]').hidden = false;
    }
    return kept;
  }

  #outlineChanged(): void {
    const platform = this.#platform;
    const findings = this.#checked('finding');
    for (const section of this.#data.outline.sections) {
      const list = find(this, `[data-section="${section.id}"] [data-prompts]`);
      list.replaceChildren(...promptsFor(this.#data.outline, section, platform, findings).map((p) => el('li', {}, p)));
    }
    for (const node of this.querySelectorAll<HTMLElement>('[data-platform]')) node.hidden = node.dataset['platform'] !== platform;
    for (const node of this.querySelectorAll<HTMLElement>('[data-insert]')) {
      const only = node.dataset['platforms'];
      node.hidden = only !== undefined && !only.split(' ').includes(platform);
      // A sentence about another platform's rule must not stay in the letter unseen.
      if (node.hidden) find<HTMLInputElement>(node, 'input').checked = false;
    }
    this.#update();
  }

  #letter(): Letter {
    const chosen = this.#checked('insert');
    const sentences = this.#data.inserts.filter((i) => chosen.includes(i.id)).map((i) => i.sentence);
    const answers = this.#answers();
    // A clause alone is no letter.
    return composeLetter(this.#data.outline, answers, Object.values(answers).some((t) => t.trim() !== '') ? sentences : []);
  }

  #update(): void {
    window.clearTimeout(this.#timer);
    const answers = this.#answers();
    const letter = this.#letter();
    const checks = checkCompleteness(this.#data.checks, answers);
    const sections = this.#data.outline.sections.map((s) => ({ id: s.id, text: answers[s.id] ?? '' }));
    const found = findWarnings(this.#data.warnings, sections);
    for (const { id } of sections)
      this.#showNotes(
        id,
        found.filter((f) => f.section === id),
      );
    this.#showChecks(checks);
    this.#showConsistency(answers);
    this.#showLetter(letter);
    this.#showReceipt(letter, checks, found);
    this.#announce(checks, found, letter);
    if (find<HTMLInputElement>(this, '[name=keep]').checked && !this.#saveDraft()) {
      find(this, '[data-draft-said]').textContent = '这一次没存上。写完请复制或下载。';
    }
  }

  /** Redraws the notes of a section only when they differ, so that a focused button stays. */
  #showNotes(section: string, found: readonly Found[]): void {
    const place = find<HTMLElement>(this, `[data-section="${section}"] [data-notes]`);
    const key = JSON.stringify(found);
    if (this.#shownNotes.get(section) === key) return;
    this.#shownNotes.set(section, key);
    place.replaceChildren(...warningNotes(found, this.#data.warnings, this.#field(section)));
  }

  #showChecks(checks: readonly CheckResult[]): void {
    for (const { id, status } of checks) {
      const row = find<HTMLElement>(this, `[data-check="${id}"]`);
      const check = this.#data.checks.find((c) => c.id === id);
      row.dataset['status'] = status;
      find(row, '[data-state]').textContent =
        `：${status === 'done' ? '有了。' : status === 'partial' ? check?.partial : check?.missing}`;
    }
  }

  #showConsistency(answers: Readonly<Record<string, string>>): void {
    const c = checkConsistency(answers, this.#proofs?.map((p) => p.number) ?? null);
    const lines = [
      c.unknownProofs.length > 0 && `信里写了证据 ${c.unknownProofs.join('、')}，清单里没有这个号。`,
      c.unusedProofs.length > 0 && `清单里的证据 ${c.unusedProofs.join('、')}，信里还没提到。`,
      this.#noticeOrders !== null &&
        c.ordersNamed > 0 &&
        c.ordersNamed !== this.#noticeOrders &&
        `通知里读到 ${this.#noticeOrders} 单，信里认出 ${c.ordersNamed} 个订单号。对一下，少的写明原因。`,
    ].filter((line) => line !== false);
    find(this, '[data-consistency]').replaceChildren(
      ...(lines.length > 0 ? [el('ul', {}, ...lines.map((line) => el('li', {}, line)))] : []),
    );
  }

  #showLetter(letter: Letter): void {
    find(this, '[data-preview]').replaceChildren(
      ...(letter.parts.length === 0
        ? [el('p', {}, '上面写一句，这里就有一句。')]
        : [el('h4', {}, letter.title), ...letter.parts.flatMap((p) => [el('h4', {}, p.heading), el('p', {}, p.text)])]),
    );
    const n = countCharacters(letter.text);
    const limit = this.#data.outline.platforms.find((p) => p.platform === this.#platform)?.limit ?? null;
    find(this, '[data-count]').textContent =
      n === 0
        ? ''
        : `共 ${n} 字（含标题和标点，不含空格）。${limit && n > limit.characters ? `超了 ${n - limit.characters} 字。` : ''}${limit ? '' : '字数上限以申诉页面为准。'}`;
  }

  #announce(checks: readonly CheckResult[], found: readonly Found[], letter: Letter): void {
    if (letter.text === '') return;
    const open = checks
      .filter((c) => c.status !== 'done')
      .map((c) => this.#data.checks.find((x) => x.id === c.id)?.label ?? c.id);
    const words = `${open.length === 0 ? '该有的都有了。' : `还缺：${open.join('、')}。`}${found.length > 0 ? `有 ${found.length} 处要再想想。` : ''}`;
    if (words === this.#lastSaid) return;
    this.#lastSaid = words;
    find(this, '[data-live]').textContent = words;
  }

  #showReceipt(letter: Letter, checks: readonly CheckResult[], found: readonly Found[]): void {
    const chosen = this.#checked('insert');
    const used = this.#data.inserts.filter((i) => chosen.includes(i.id));
    const platform = this.#data.outline.platforms.find((p) => p.platform === this.#platform);
    const kinds = [...new Set(found.map((f) => f.warning))];
    const facts = [
      ...new Set([
        ...(platform?.facts ?? []),
        ...used.map((i) => i.fact),
        ...this.#data.warnings.filter((w) => kinds.includes(w.id)).flatMap((w) => w.facts),
      ]),
    ];
    this.#receipt = makeReceipt(
      {
        tool: 'appeal-letter',
        version: VERSION,
        inputs: {
          platform: this.#platform,
          findings: this.#checked('finding'),
          clauses: used.map((i) => i.id),
          proofs: this.#proofs?.length ?? null,
        },
        outputs: {
          checks: Object.fromEntries(checks.map((c) => [c.id, c.status])),
          warnings: Object.fromEntries(kinds.map((id) => [id, found.filter((f) => f.warning === id).length])),
          sections: letter.parts.map((p) => p.id),
          characters: countCharacters(letter.text),
        },
        steps: ['按提纲排你写的话', '加上你选的规则依据', '查该有的有没有', '找会害到你的话'],
        facts,
        generatedOn: todayInShanghai(),
      },
      this.#data.cards,
    );
    find(this, '[data-receipt-slot]').replaceChildren(receiptElement(this.#receipt));
  }

  /** Runs `use` with the letter, or says that there is none yet. */
  #withLetter(use: (text: string, letter: Letter) => void): void {
    this.#update();
    const letter = this.#letter();
    if (letter.text !== '') {
      use(letter.text, letter);
      return;
    }
    this.#say('还没有写。先从「我是谁」写起。');
    this.#field(this.#data.outline.sections[0]!.id).focus();
  }

  #copy(text: string, done: string): void {
    void copyText(text).then((ok) => {
      this.#say(ok ? done : '浏览器不让复制，请长按上面的信手动复制。');
      if (ok) this.#dirty = false;
    });
  }

  #download(): void {
    this.#withLetter((_text, letter) => {
      const today = todayInShanghai();
      const [year, month, day] = parts(today);
      downloadBlob(
        docxBlob(docxParts(letterDocument(letter), { title: letter.title }), { year, month, day }),
        `申诉说明-${today}.docx`,
      );
      this.#dirty = false;
      this.#say('已交给浏览器下载。微信、QQ 里打开的页面可能不让下载，请改用复制或打印。');
    });
  }
}

if (!customElements.get('zd-appeal-letter')) customElements.define('zd-appeal-letter', AppealLetter);
