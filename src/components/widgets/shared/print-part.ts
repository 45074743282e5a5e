import { printPage } from '../../../adapters/print.ts';

/** Prints one element of the page alone: everything beside it and beside its ancestors stays off the paper. */
export function printPart(part: HTMLElement): void {
  const beside: Element[] = [];
  for (let node: Element = part; node !== document.body && node.parentElement; node = node.parentElement) {
    beside.push(...[...node.parentElement.children].filter((sibling) => sibling !== node));
  }
  for (const node of beside) node.setAttribute('data-print-hide', '');
  window.addEventListener('afterprint', () => beside.forEach((node) => node.removeAttribute('data-print-hide')), { once: true });
  printPage();
}
