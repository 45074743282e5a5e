import { copyText } from '../../../adapters/clipboard.ts';
import { downloadFile } from '../../../adapters/download.ts';
import { printPage } from '../../../adapters/print.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { el } from './dom.ts';

/** What the cards of the used facts give a receipt. */
export interface Citable {
  checkedOn: string;
  sources: { id: string }[];
}

/** Builds the receipt of a result (design §6). */
export function makeReceipt(
  parts: Pick<Receipt, 'tool' | 'version' | 'inputs' | 'outputs' | 'steps' | 'facts' | 'generatedOn'>,
  cards: Record<string, Citable>,
): Receipt {
  const used = parts.facts.map((f) => cards[f]).filter((c) => c !== undefined);
  return {
    ...parts,
    sources: [...new Set(used.flatMap((c) => c.sources.map((s) => s.id)))],
    checkedOn: used.map((c) => c.checkedOn).sort()[0] ?? null,
  };
}

/** The element that carries a receipt in the page. */
export function receiptElement(receipt: Receipt): HTMLScriptElement {
  const script = el('script', { type: 'application/json', 'data-receipt': '' });
  script.textContent = JSON.stringify(receipt).replaceAll('<', '\\u003c');
  return script;
}

/** Copy, print and download buttons of a result; every download stands beside copy and print. */
export function resultActions(
  plainText: () => string,
  receipt: Receipt,
  files: { label: string; name: string; type: string; content: () => string }[] = [],
): HTMLElement {
  const said = el('span', { class: 'zd-said', role: 'status' });
  const button = (label: string, run: () => void) => {
    const b = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, label);
    b.addEventListener('click', run);
    return b;
  };
  const copy = (text: string) =>
    void copyText(text).then((ok) => (said.textContent = ok ? '已复制。' : '浏览器不让复制，请长按文字手动复制。'));
  return el(
    'div',
    { class: 'zd-actions zd-noprint' },
    button('复制结果', () => copy(plainText())),
    button('打印', () => printPage()),
    ...files.map((f) => button(f.label, () => downloadFile(f.name, f.type, f.content()))),
    button('复制凭条', () => copy(JSON.stringify(receipt, null, 2))),
    button('下载凭条', () =>
      downloadFile(`${receipt.tool}-${receipt.generatedOn}.json`, 'application/json', JSON.stringify(receipt, null, 2)),
    ),
    said,
  );
}
