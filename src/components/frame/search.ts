/** The search box is a plain form until it is entered; then its suggestions are fetched. */
const boxOf = ({ target }: Event): HTMLElement | null => (target as Element).closest<HTMLElement>('zhendan-search-box');

document.addEventListener('focusin', (event) => {
  if (boxOf(event)) void import('../widgets/search/box.ts').catch(() => undefined);
});
// An input method may have begun before they arrive: the box must know that what it finds is half-composed.
for (const kind of ['compositionstart', 'compositionend'])
  document.addEventListener(kind, (event) => boxOf(event)?.toggleAttribute('data-composing', kind === 'compositionstart'), true);

export {};
