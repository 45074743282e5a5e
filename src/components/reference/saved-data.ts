import { forgetOfflineCopies, offlineCopies } from '../../adapters/offline-copies.ts';
import { forget, saved } from '../../adapters/storage.ts';

/** `<zd-saved-data>`: lists what the reader chose to save and which pages are kept for reading offline, and deletes either. */
class SavedData extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('[data-forget]')?.addEventListener('click', () => {
      for (const entry of saved()) forget(entry.key);
      this.show();
    });
    this.querySelector('[data-forget-copies]')?.addEventListener('click', () => {
      void forgetOfflineCopies().then(() => this.showCopies());
    });
    this.show();
    void this.showCopies();
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

  private async showCopies(): Promise<void> {
    const { pages, bytes } = await offlineCopies();
    const text = this.querySelector<HTMLElement>('[data-copies]');
    const button = this.querySelector<HTMLElement>('[data-forget-copies]');
    const size = bytes === null ? '' : `，连同工具共约 ${(bytes / 1e6).toFixed(1)} MB`;
    if (text)
      text.textContent =
        pages === 0
          ? '这台设备上没有离线副本。'
          : `这台设备上存了你打开过的 ${pages} 页${size}，没有网络时也能看。里面只有本手册的网页。`;
    if (button) button.hidden = pages === 0;
  }
}

customElements.define('zd-saved-data', SavedData);
