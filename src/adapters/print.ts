/** Prints the page with every folded part opened, and folds it again afterwards. */
export function printPage(): void {
  const folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const d of folded) d.open = true;
  window.addEventListener('afterprint', () => folded.forEach((d) => (d.open = false)), { once: true });
  window.print();
}
