import { forget, saved } from '../../adapters/storage.ts';

/** `<zd-saved-data>`: lists what the reader chose to save on this device, and deletes it. */
class SavedData extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('[data-forget]')?.addEventListener('click', () => {
      for (const entry of saved()) forget(entry.key);
      this.show();
    });
    this.show();
  }

  private show(): void {
    const entries = saved();
    const list = this.querySelector<HTMLElement>('[data-list]');
    const button = this.querySelector<HTMLElement>('[data-forget]');
    if (list)
      list.textContent =
        entries.length === 0
          ? '这台设备上没有保存任何工具数据。'
          : `这台设备上保存了：${entries.map((e) => `${e.key}（${e.savedOn || '日期不明'}，${e.bytes} 字节）`).join('；')}。`;
    if (button) button.hidden = entries.length === 0;
  }
}

customElements.define('zd-saved-data', SavedData);
