import type { Answer } from '../../../models/search/engine.ts';
import { el, find } from '../shared/dom.ts';
import { searchClient } from './client.ts';
import { address, KIND_WORDS, marked } from './show.ts';

const SHOWN = 6;

/** Suggestions while typing: a combobox with keyboard, touch and input methods; a plain form without it. */
class SearchBox extends HTMLElement {
  private input!: HTMLInputElement;
  private list!: HTMLUListElement;
  private composing = false;
  private asked = 0;
  private active = -1;

  connectedCallback(): void {
    this.input = find<HTMLInputElement>(this, 'input');
    this.list = find<HTMLUListElement>(this, '[role=listbox]');
    // Half-composed input is not a query.
    this.input.addEventListener('compositionstart', () => (this.composing = true));
    this.input.addEventListener('compositionend', () => {
      this.composing = false;
      void this.suggest();
    });
    this.input.addEventListener('input', (event) => {
      if (!this.composing && !(event as InputEvent).isComposing) void this.suggest();
    });
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.close();
    });
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option) this.go(option);
    });
    find<HTMLFormElement>(this, 'form').addEventListener('submit', (event) => {
      if (this.composing || this.input.value.trim() === '') event.preventDefault();
      else this.close();
    });
    // This script comes with the first focus (../../frame/search.ts): the reader is about to type, or already has.
    void this.ask('');
    this.composing = this.hasAttribute('data-composing');
    if (document.activeElement === this.input && !this.composing) void this.suggest();
  }

  private async ask(query: string): Promise<Answer | null> {
    try {
      return (await searchClient(this.dataset.base ?? '/').ask(query)).answer;
    } catch {
      return null;
    }
  }

  private async suggest(): Promise<void> {
    const query = this.input.value.trim();
    const turn = (this.asked += 1);
    if (query === '') return this.close();
    const answer = await this.ask(query);
    // An answer to an earlier key must not replace the one to a later key.
    if (turn === this.asked && answer && document.activeElement === this.input) this.show(answer);
  }

  private show(answer: Answer): void {
    const base = this.dataset.base ?? '/';
    const options = answer.results
      .slice(0, SHOWN)
      .map((result, i) =>
        el(
          'li',
          { role: 'option', id: `${this.list.id}-${i}`, 'aria-selected': 'false', 'data-href': address(base, result.path) },
          ...marked(result.title),
          el(
            'small',
            {},
            `${KIND_WORDS[result.kind]}${result.heading ? ` · ${result.heading.map((p) => p.text).join('')}` : ''}`,
          ),
        ),
      );
    this.list.replaceChildren(...options);
    this.active = -1;
    this.list.hidden = options.length === 0;
    this.input.setAttribute('aria-expanded', String(options.length > 0));
    this.input.removeAttribute('aria-activedescendant');
  }

  private close(): void {
    this.asked += 1;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private key(event: KeyboardEvent): void {
    if (this.composing || event.isComposing || event.keyCode === 229) return;
    const options = [...this.list.querySelectorAll<HTMLElement>('[role=option]')];
    const open = !this.list.hidden && options.length > 0;
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === 'ArrowDown' && !open) void this.suggest();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && open) {
      event.preventDefault();
      const count = options.length + 1;
      // One place more than there are options: the typed text itself.
      const next = (this.active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
      this.select(options, next - 1);
    } else if (event.key === 'Enter' && open && this.active >= 0) {
      event.preventDefault();
      const option = options[this.active];
      if (option) this.go(option);
    }
  }

  private select(options: readonly HTMLElement[], active: number): void {
    this.active = active;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    const option = options[active];
    if (option) {
      this.input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  private go(option: HTMLElement): void {
    const { href } = option.dataset;
    if (href) location.assign(href);
  }
}

if (!customElements.get('zhendan-search-box')) customElements.define('zhendan-search-box', SearchBox);
