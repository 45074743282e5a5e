import { forget, load, save } from '../../../adapters/storage.ts';
import { todayInShanghai } from '../../../adapters/today.ts';
import { group, type Answer, type Result } from '../../../models/search/engine.ts';
import { excerpt, mark } from '../../../models/search/mark.ts';
import type { Note } from '../../../models/search/types.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { el, find } from '../shared/dom.ts';
import { searchClient } from './client.ts';
import type { Stage } from './search.worker.ts';
import { address, KIND_WORDS, marked } from './show.ts';

const GROUPS = ['页面和工具', '案例', '事实与条文', '术语'];
/** Shown open in each group; the rest is one click away, already in the page. */
const OPEN = [12, 4, 4, 4];
const KINDS: { id: string; label: string; has: (kind: Result['kind']) => boolean }[] = [
  { id: 'page', label: '页面', has: (k) => k === 'page' || k === 'hub' || k === 'reference' },
  { id: 'tool', label: '工具', has: (k) => k === 'tool' },
  { id: 'case', label: '案例', has: (k) => k === 'case' },
  { id: 'fact', label: '事实', has: (k) => k === 'fact' },
  { id: 'term', label: '术语', has: (k) => k === 'term' },
];
const platformName = (id: string): string => PLATFORM_WORDS[id as keyof typeof PLATFORM_WORDS] ?? id;
const RECENT = 'search-recent';
/** Results added at a time, so that a long list never holds up the page. */
const STEP = 6;

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function noteText(note: Note): string {
  switch (note.kind) {
    case 'traditional':
      return `繁体按简体找了：「${note.to}」`;
    case 'also':
      return `按「${note.from}」也找了${note.to.map((w) => `「${w}」`).join('')}`;
    case 'typo':
      return `「${note.from}」是不是要找：「${note.to}」`;
    case 'pinyin':
      return `拼音「${note.from}」读作「${note.to}」`;
    case 'english':
      return `「${note.from}」按${note.to.map((w) => `「${w}」`).join('')}找`;
    case 'topic':
      return `听起来是在问：${note.to}`;
    case 'shortened':
      return `太长了，只读了前 ${note.limit} 个字`;
  }
}

/** The results page: reads the query from the address, keeps filters in it. */
class SearchResults extends HTMLElement {
  private base = '/';
  private turn = 0;
  private drawing = 0;
  /** Addresses on the page, to see whether an answer changes anything */
  private shown = '';

  connectedCallback(): void {
    this.base = this.dataset.base ?? '/';
    addEventListener('popstate', () => void this.run());
    void this.run();
  }

  private slotOf(name: string): HTMLElement {
    return find<HTMLElement>(this, `[data-part=${name}]`);
  }

  private state(status: string, text: string): void {
    const line = this.slotOf('status');
    line.textContent = text;
    line.setAttribute('data-search-status', status);
    // Topics and terms are for who has no answer.
    this.index(status === 'error' || status === 'empty');
  }

  private index(open: boolean): void {
    const index = document.querySelector<HTMLElement>('[data-part=index]');
    if (index) index.hidden = !open;
  }

  private async run(): Promise<void> {
    const turn = (this.turn += 1);
    const params = new URLSearchParams(location.search);
    const query = (params.get('q') ?? '').trim();
    const input = document.querySelector<HTMLInputElement>('.zd-search--page input');
    if (input && document.activeElement !== input) input.value = query;
    this.recent(query);
    this.hidden = query === '';
    // With results to show, the advice on how to ask only pushes them down.
    const tip = document.querySelector<HTMLElement>('.zd-search-tip');
    if (tip) tip.hidden = query !== '';
    if (query === '') return this.index(true);
    document.title = `「${query.slice(0, 40)}」的搜索结果`;
    this.state('searching', '正在找……');
    this.shown = '';
    try {
      const { answer, stage } = await searchClient(this.base).ask(query, {
        literal: params.get('literal') === '1',
        onFirst: (first) => void (turn === this.turn && this.show(first, params, 'first')),
      });
      if (turn === this.turn) await this.show(answer, params, stage);
    } catch {
      if (turn !== this.turn) return;
      this.drawing += 1;
      this.slotOf('results').replaceChildren();
      this.state('error', '搜索没有载入成功。检查一下网络再试，或者先从下面的主题和术语里找。你输入的词还在。');
    }
  }

  /** A link that changes one parameter of the address and keeps the others. */
  private link(label: string, change: Record<string, string | null>, current = false): HTMLAnchorElement {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    const link = el('a', { href: `?${params}`, ...(current ? { 'aria-current': 'true' } : {}) }, label);
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, '', link.href);
      void this.run();
    });
    return link;
  }

  /** Shows an answer: what the core knows at once, and again when the full text has been looked into. */
  private async show(answer: Answer, params: URLSearchParams, stage: Stage): Promise<void> {
    const drawing = (this.drawing += 1);
    const platform = params.get('platform');
    const kind = KINDS.find((k) => k.id === params.get('kind'));
    const found = answer.results.filter(
      (r) => (!platform || r.platform === platform || r.platform === null) && (!kind || kind.has(r.kind)),
    );
    const addresses = found.map((r) => r.path).join('\n');
    if (this.shown === '' || this.shown !== addresses) {
      const lists = await this.lists(found, drawing);
      if (drawing !== this.drawing) return;
      this.notes(answer, params);
      this.filters(answer, platform, kind?.id ?? null);
      this.cards(answer);
      this.slotOf('help').replaceChildren();
      this.swap(this.slotOf('results'), lists);
      this.shown = addresses;
    }
    if (stage === 'first') this.state('searching', found.length > 0 ? `先列出 ${found.length} 条，还在查正文……` : '正在查正文……');
    else if (found.length === 0) this.nothing(answer, platform !== null || kind !== undefined);
    else
      this.state(
        'done',
        `找到 ${found.length} 条，最相关的在前面。${stage === 'core-only' ? '正文索引没有载入，这次只查了标题、别名和小标题。' : ''}`,
      );
  }

  /** The results in groups, made a few at a time so that the page is never held up. */
  private async lists(found: readonly Result[], drawing: number): Promise<HTMLElement[]> {
    const sections: HTMLElement[] = [];
    for (const [n, label] of GROUPS.entries()) {
      const members = found.filter((r) => group(r) === n);
      if (members.length === 0) continue;
      const list = el('ol');
      const section = el('section', {}, el('h2', {}, `${label}（${members.length}）`), list);
      sections.push(section);
      await this.fill(list, members.slice(0, OPEN[n]), drawing);
      const rest = members.slice(OPEN[n]);
      if (rest.length === 0) continue;
      const more = el('ol', { start: String((OPEN[n] ?? 0) + 1) });
      section.append(el('details', {}, el('summary', {}, `还有 ${rest.length} 条`), more));
      await this.fill(more, rest, drawing);
    }
    return sections;
  }

  /** Replaces what a place shows; a reader who was on one of its links stays on it. */
  private swap(place: HTMLElement, nodes: readonly Node[]): void {
    const held = place.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
    place.replaceChildren(...nodes);
    if (held) [...place.querySelectorAll('a')].find((a) => a.getAttribute('href') === held)?.focus({ preventScroll: true });
  }

  private async fill(list: HTMLElement, results: readonly Result[], drawing: number): Promise<void> {
    for (let i = 0; i < results.length && drawing === this.drawing; i += STEP) {
      await pause();
      list.append(...results.slice(i, i + STEP).map((r) => this.item(r)));
    }
  }

  private item(result: Result): HTMLElement {
    const label = [KIND_WORDS[result.kind], result.platform ? platformName(result.platform) : null].filter(Boolean).join(' · ');
    const item = el(
      'li',
      { 'data-search-result': '' },
      el('a', { href: address(this.base, result.path) }, ...marked(result.title)),
      el('span', { class: 'zd-found__kind' }, label),
      ...(result.heading ? [el('p', { class: 'zd-found__heading' }, '这一节：', ...marked(result.heading))] : []),
      ...(result.excerpt.some((p) => p.text) ? [el('p', { class: 'zd-found__excerpt' }, ...marked(result.excerpt))] : []),
    );
    if (result.textWord) this.whenSeen(item, () => void this.quote(item, result));
    return item;
  }

  /** Runs `then` once the item comes into view; never, where the browser cannot tell. */
  private whenSeen(item: HTMLElement, then: () => void): void {
    if (!('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      observer.disconnect();
      then();
    });
    observer.observe(item);
  }

  /** Where only the full text has the word, the sentence is read from the page itself, once the result is in view. */
  private async quote(item: HTMLElement, result: Result): Promise<void> {
    const html = await fetch(address(this.base, result.path.split('#')[0] ?? '/'))
      .then((response) => (response.ok ? response.text() : ''))
      .catch(() => '');
    // Only its words matter; its styles would be refused by this page's policy, each with a complaint on the console.
    const words = html.replace(/<style[\s\S]*?<\/style>|\sstyle="[^"]*"/g, '');
    const main = new DOMParser().parseFromString(words, 'text/html').querySelector('main');
    const block = [...(main?.querySelectorAll('p, li, td, dd, h2, h3') ?? [])].find(
      (node) => !node.closest('.zd-end, nav, footer') && node.textContent?.toLowerCase().includes(result.textWord ?? ''),
    );
    if (!block?.textContent || !result.textWord) return;
    const text = excerpt(block.textContent.replace(/\s+/g, ' ').trim(), [result.textWord], new Map());
    item.querySelector('.zd-found__excerpt')?.remove();
    item.append(el('p', { class: 'zd-found__excerpt' }, ...marked(mark(text, [result.textWord], new Map()))));
  }

  private notes(answer: Answer, params: URLSearchParams): void {
    const notes = this.slotOf('notes');
    const lines = answer.notes.map((note) => el('li', {}, noteText(note)));
    const literal = params.get('literal') === '1';
    if (literal) lines.push(el('li', {}, '只按你打的字找。', this.link('也找同义词', { literal: null })));
    else if (lines.length > 0) lines.push(el('li', {}, this.link('只按我打的字找', { literal: '1' })));
    notes.replaceChildren(...(lines.length > 0 ? [el('ul', {}, ...lines)] : []));
  }

  private filters(answer: Answer, platform: string | null, kind: string | null): void {
    const platforms = [...new Set(answer.results.flatMap((r) => (r.platform ? [r.platform] : [])))];
    const kinds = KINDS.filter((k) => answer.results.some((r) => k.has(r.kind)));
    const row = (label: string, links: Node[]) => el('p', {}, `${label}：`, ...links.flatMap((l) => [l, ' ']));
    this.slotOf('filters').replaceChildren(
      ...(kinds.length > 1 || kind
        ? [
            row('种类', [
              this.link('全部', { kind: null }, kind === null),
              ...kinds.map((k) => this.link(k.label, { kind: k.id }, kind === k.id)),
            ]),
          ]
        : []),
      ...(platforms.length > 1 || platform
        ? [
            row('平台', [
              this.link('全部', { platform: null }, platform === null),
              ...platforms.map((p) => this.link(platformName(p), { platform: p }, platform === p)),
            ]),
          ]
        : []),
    );
  }

  /** What answers at once: the definition of a term, and the tool already filled in. */
  private cards(answer: Answer): void {
    const cards: Node[] = [];
    if (answer.term)
      cards.push(
        el(
          'div',
          { class: 'zd-found__card' },
          el('p', {}, el('strong', {}, answer.term.term), `：${answer.term.definition}`),
          el('p', {}, el('a', { href: address(this.base, answer.term.page) }, '看讲它的那一页')),
        ),
      );
    if (answer.prefill) {
      const query = new URLSearchParams();
      for (const [name, values] of Object.entries(answer.prefill)) for (const value of values) query.append(name, value);
      const what = [
        ...(answer.prefill.platform ?? []).map((p) => platformName(p)),
        ...(answer.prefill.points ?? []).map((p) => `${p} 分`),
        ...(answer.prefill.date ?? []),
      ];
      cards.push(
        el(
          'div',
          { class: 'zd-found__card' },
          el(
            'p',
            {},
            el('a', { href: address(this.base, `/tools/clearing-date/?${query}`) }, `算清除日期（已填好：${what.join('，')}）`),
          ),
        ),
      );
    }
    this.slotOf('cards').replaceChildren(...cards);
  }

  private nothing(answer: Answer, filtered: boolean): void {
    this.state('empty', '没有找到。');
    const terms = answer.nearest.map((term) =>
      el('li', {}, this.link(term, { q: term, literal: null, platform: null, kind: null })),
    );
    this.slotOf('help').replaceChildren(
      ...(filtered ? [el('p', {}, '现在只看了一部分。', this.link('去掉筛选再找', { platform: null, kind: null }))] : []),
      ...(terms.length > 0 ? [el('p', {}, '相近的词：'), el('ul', {}, ...terms)] : []),
      el('p', {}, '换个说法试试，比如只打「降权」「扣分清零」「申诉」。也可以从下面的主题和术语里找。'),
      el(
        'p',
        {},
        '手册没写到的，问平台官方客服最准：',
        el('a', { href: address(this.base, '/respond/platform-contact/') }, '官方客服入口'),
        '。',
      ),
    );
  }

  /** Recent words are kept only where the reader asked for it. */
  private recent(query: string): void {
    const words = load<string[]>(RECENT, 1);
    if (words && query) save(RECENT, 1, [query.slice(0, 60), ...words.filter((w) => w !== query)].slice(0, 8), todayInShanghai());
    const box = el('input', { type: 'checkbox', id: 'search-remember' });
    box.checked = words !== null;
    box.addEventListener('change', () => {
      if (box.checked) box.checked = save(RECENT, 1, query ? [query.slice(0, 60)] : [], todayInShanghai());
      else forget(RECENT);
    });
    const links = (words ?? [])
      .filter((w) => w !== query)
      .map((w) => el('li', {}, this.link(w, { q: w, literal: null, platform: null, kind: null })));
    const place = document.querySelector<HTMLElement>('[data-part=recent]');
    place?.replaceChildren(
      el('p', {}, box, el('label', { for: 'search-remember' }, ' 记住最近搜的词（只存在这台设备，随时取消）')),
      ...(links.length > 0 ? [el('ul', {}, ...links)] : []),
    );
  }
}

if (!customElements.get('zhendan-search-results')) customElements.define('zhendan-search-results', SearchResults);
