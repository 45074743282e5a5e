import { copyText } from '../../adapters/clipboard.ts';
import { TOOLS } from '../../facts/tools.ts';
import type { ToolId } from '../../schemas/page.ts';
import { el, find } from '../widgets/shared/dom.ts';
import { clearError, showError } from '../widgets/shared/errors.ts';
import { embedSnippets, type EmbedOptions } from './snippets.ts';

/** `<zd-embed-configurator>`: snippet and live preview follow the choices. */
class EmbedConfigurator extends HTMLElement {
  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, 'form');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', () => this.show());
    this.show();
  }

  private options(): EmbedOptions | null {
    const data = new FormData(find<HTMLFormElement>(this, 'form'));
    const field = find<HTMLInputElement>(this, 'input[name=accent]');
    const accent = String(data.get('accent') ?? '').trim();
    clearError(field);
    if (accent && !/^#[0-9a-f]{6}$/i.test(accent)) {
      showError(field, `「${accent}」不是六位颜色代码，例如 #0a5a66。`);
      return null;
    }
    return { tool: String(data.get('tool')), theme: data.get('theme') as EmbedOptions['theme'], accent };
  }

  private show(): void {
    const options = this.options();
    if (!options) return;
    const name = TOOLS[options.tool as ToolId].name;
    find(this, '[data-snippets]').replaceChildren(
      ...embedSnippets(options, this.dataset.home ?? '', this.dataset.integrity ?? '', name).map((s) => {
        const said = el('span', { class: 'zd-said', role: 'status' });
        const copy = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, '复制');
        copy.addEventListener(
          'click',
          () => void copyText(s.code).then((ok) => (said.textContent = ok ? '已复制。' : '请手动选中复制。')),
        );
        return el(
          'figure',
          { class: 'zd-snippet' },
          el('figcaption', {}, s.label, said, copy),
          el('pre', { tabindex: '0' }, el('code', {}, s.code)),
        );
      }),
    );
    const query = new URLSearchParams({ theme: options.theme, ...(options.accent ? { accent: options.accent } : {}) });
    const frame = el('iframe', {
      src: `${this.dataset.local}embed/${options.tool}/?${query.toString()}`,
      title: `预览：${name}`,
      loading: 'lazy',
      class: 'zd-preview',
    });
    find(this, '[data-preview]').replaceChildren(frame);
  }
}

customElements.define('zd-embed-configurator', EmbedConfigurator);
