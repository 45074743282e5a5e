import { onQueryChange, readQuery, writeQuery } from '../../../adapters/query.ts';
import {
  FILTER_KEYS,
  filterQuery,
  filterSummary,
  matches,
  parseFilter,
  type CaseFilter,
  type Filterable,
} from '../../../models/cases/filter.ts';
import type { CaseKind, CaseMethod, CaseOutcome, CasePlatform, CaseTrade } from '../../../schemas/case-words.ts';
import { find } from '../shared/dom.ts';

/** Reads back what CaseItem.astro wrote; the build checked these values against the schema. */
function filterable(item: HTMLElement): Filterable {
  const { kind, year, platforms = '', methods = '', outcomes = '', trade } = item.dataset;
  return {
    kind: kind as CaseKind,
    year: year === 'unknown' ? null : Number(year),
    platforms: platforms.split(' ') as CasePlatform[],
    methods: methods.split(' ') as CaseMethod[],
    outcomes: outcomes.split(' ') as CaseOutcome[],
    trade: trade as CaseTrade,
  };
}

/** Filters the list inside it; the choice lives in the address. */
class CaseFilterElement extends HTMLElement {
  #items: { node: HTMLElement; data: Filterable }[] = [];
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, 'form');
    this.#items = [...this.querySelectorAll<HTMLElement>('[data-case]')].map((node) => ({ node, data: filterable(node) }));
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', () => this.#choose());
    // The form empties its fields only after the event.
    form.addEventListener('reset', () => setTimeout(() => this.#choose()));
    this.#stop = onQueryChange(() => this.#fromAddress());
    this.#fromAddress();
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  #choose(): void {
    const query = new URLSearchParams();
    for (const key of FILTER_KEYS) query.set(key, this.#select(key).value);
    const filter = parseFilter(query);
    writeQuery(filterQuery(filter));
    this.#show(filter);
  }

  #fromAddress(): void {
    const filter = parseFilter(readQuery());
    for (const key of FILTER_KEYS) {
      const select = this.#select(key);
      const value = String(filter[key] ?? '');
      // A value that no case has any more is not among the options: the field then says 全部, the summary says why.
      select.value = [...select.options].some((o) => o.value === value) ? value : '';
    }
    this.#show(filter);
  }

  #show(filter: CaseFilter): void {
    let shown = 0;
    for (const { node, data } of this.#items) {
      node.hidden = !matches(data, filter);
      if (!node.hidden) shown++;
    }
    find(this, '[data-summary]').textContent = filterSummary(shown, this.#items.length, filter);
    find<HTMLElement>(this, '[data-empty]').hidden = shown > 0;
  }

  #select(key: string): HTMLSelectElement {
    return find<HTMLSelectElement>(this, `select[name="${key}"]`);
  }
}

customElements.define('zd-case-filter', CaseFilterElement);
