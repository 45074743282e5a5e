import type { ToPage } from './messages.ts';

const LOOK: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  insetInline: '0.75rem',
  bottom: '0.75rem',
  zIndex: '50',
  maxWidth: '40rem',
  marginInline: 'auto',
  padding: '0.75rem 1rem',
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0.5rem 1rem',
  alignItems: 'center',
  background: 'var(--zd-surface, Canvas)',
  color: 'var(--zd-ink, CanvasText)',
  border: '1px solid var(--zd-accent, currentColor)',
  borderRadius: 'var(--zd-radius, 6px)',
};

/** The calendar day in Asia/Shanghai of an ISO moment; empty when it is none. */
function dayOf(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(date);
}

function wording(message: ToPage): string {
  if (message.type === 'copy') {
    const day = dayOf(message.savedOn);
    return `连不上网络。这是存在本机的副本${day ? `，存于 ${day}` : ''}，之后的改动看不到。`;
  }
  const days = message.from === message.to ? `核对至 ${message.to}` : `从 ${message.from} 核对到 ${message.to}`;
  return `规则资料在你上次打开之后改过（${days}）。`;
}

/** Shows a small note at the foot of the page: never over what is being typed, closed with one key, gone on the next page. */
export function showNotice(message: ToPage, base: string): void {
  if (message.type !== 'copy' && message.type !== 'facts-changed') return;
  document.querySelector('[data-offline-notice]')?.remove();
  const box = document.createElement('div');
  box.dataset.offlineNotice = message.type;
  box.className = 'zd-noprint not-content';
  box.setAttribute('role', 'status');
  Object.assign(box.style, LOOK);
  const words = document.createElement('span');
  box.append(words);
  const link = (label: string, href: string): void => {
    const a = document.createElement('a');
    a.href = href;
    a.textContent = label;
    box.append(a);
  };
  if (message.type === 'facts-changed') {
    link('看改了什么', `${base}reference/changes/`);
    link('换成新的一页', location.href);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '知道了';
  close.addEventListener('click', () => box.remove());
  box.append(close);
  document.body.append(box);
  // A live region speaks what changes inside it, so the words come after it stands in the page.
  requestAnimationFrame(() => (words.textContent = wording(message)));
}
