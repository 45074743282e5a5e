// Runs inside an embedded tool: takes theme and accent from the address, and tells the parent page its height.
(() => {
  const q = new URLSearchParams(location.search);
  const root = document.documentElement;
  const theme = q.get('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => (root.dataset.theme = theme === 'dark' || (theme !== 'light' && dark.matches) ? 'dark' : 'light');
  paint();
  dark.addEventListener('change', paint);
  const accent = q.get('accent');
  // Only a plain hex colour is taken, so that nothing else reaches the style.
  if (accent && /^#[0-9a-f]{6}$/i.test(accent)) root.style.setProperty('--zd-accent', accent);
  // As src/components/frame/printing.ts does for pages; importing it here would cost every page a request.
  const opened = [];
  addEventListener('beforeprint', () => {
    const now = new Date();
    const day = document.querySelector('[data-printed]');
    if (day) day.textContent = `打印于 ${now.getFullYear()} 年 ${now.getMonth() + 1} 月 ${now.getDate()} 日`;
    for (const folded of document.querySelectorAll('details:not([open])')) {
      folded.open = true;
      opened.push(folded);
    }
  });
  addEventListener('afterprint', () => {
    for (const folded of opened.splice(0)) folded.open = false;
  });
  if (parent === window) return;
  const tell = () => parent.postMessage({ zhendan: 'height', value: Math.ceil(root.getBoundingClientRect().height) + 2 }, '*');
  addEventListener('DOMContentLoaded', () => {
    new ResizeObserver(tell).observe(document.body);
    tell();
  });
})();
