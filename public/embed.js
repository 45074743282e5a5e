(() => {
  // 真单手册 embed loader. Stable address; makes one sandboxed frame per <zhendan-tool tool="…"> and follows its height.
  const home = new URL('.', document.currentScript.src);
  customElements.get('zhendan-tool') ||
    customElements.define(
      'zhendan-tool',
      class extends HTMLElement {
        connectedCallback() {
          if (this.firstChild) return;
          const q = new URLSearchParams(this.getAttribute('query') || '');
          for (const n of ['theme', 'accent']) this.getAttribute(n) && q.set(n, this.getAttribute(n));
          const f = document.createElement('iframe');
          const tool = (this.getAttribute('tool') || 'clearing-date').replace(/[^a-z-]/g, '');
          f.src = new URL(`embed/${tool}/${q.size ? '?' + q : ''}`, home).href;
          f.title = this.getAttribute('label') || '真单手册工具';
          f.loading = 'lazy';
          f.referrerPolicy = 'no-referrer';
          f.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-modals');
          f.style.cssText = `display:block;width:100%;border:0;height:${parseInt(this.getAttribute('height')) || 640}px`;
          this.onmsg = (e) => {
            if (e.origin !== home.origin || e.source !== f.contentWindow) return;
            const h = e.data && e.data.zhendan === 'height' && Number(e.data.value);
            if (h > 0) f.style.height = Math.min(h, 20000) + 'px';
          };
          addEventListener('message', this.onmsg);
          this.append(f);
        }
        disconnectedCallback() {
          removeEventListener('message', this.onmsg);
          this.replaceChildren();
        }
      },
    );
})();
