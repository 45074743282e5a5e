/** The search box is a plain form until it is entered; then its suggestions are fetched. */
document.addEventListener('focusin', ({ target }) => {
  if ((target as Element).closest('zhendan-search-box')) void import('../widgets/search/box.ts').catch(() => undefined);
});

export {};
