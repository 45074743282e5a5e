import { downloadBlob, saveBlob } from '../../../adapters/files/save.ts';
import { copyText } from '../../../adapters/clipboard.ts';
import { INDEX_HEADINGS, formatBytes, indexRows, indexText, type KindLabels } from '../../../models/binder/index-table.ts';
import type { NumberedItem } from '../../../models/binder/item.ts';
import { timeline, timelineText } from '../../../models/binder/timeline.ts';
import { formatDay } from '../../../models/calendar/day.ts';
import type { Receipt } from '../../../schemas/receipt.ts';
import { el } from '../shared/dom.ts';
import { receiptElement, resultActions } from '../shared/receipt.ts';

export interface Made {
  readonly items: readonly NumberedItem[];
  readonly labels: KindLabels;
  readonly zip: Blob;
  readonly index: Blob;
  readonly name: string;
  readonly duplicates: readonly (readonly number[])[];
  readonly missing: readonly string[];
  readonly receipt: Receipt;
  /** Called once the archive left the page. */
  readonly saved: () => void;
  readonly toLetter: () => void;
  readonly printIndex: () => void;
}

/** The finished binder: what is in it, what is still open, and the ways to take it along. */
export function resultView(made: Made): DocumentFragment {
  const { items, labels } = made;
  const said = el('p', { class: 'zd-said', role: 'status' });
  const button = (label: string, run: () => void, plain = true): HTMLButtonElement => {
    const b = el('button', { type: 'button', class: plain ? 'zd-btn zd-btn--plain' : 'zd-btn' }, label);
    b.addEventListener('click', run);
    return b;
  };
  const stop = button('停止保存', () => control?.abort());
  stop.hidden = true;
  let control: AbortController | null = null;
  const save = button(
    `保存证据包（${formatBytes(made.zip.size)}）`,
    () => {
      control = new AbortController();
      stop.hidden = false;
      said.textContent = '正在写证据包，请别关页面。';
      void saveBlob(made.zip, `${made.name}.zip`, control.signal).then(
        (outcome) => {
          stop.hidden = true;
          if (outcome === 'dismissed') {
            said.textContent = '没有选位置，证据包还没保存。';
            return;
          }
          made.saved();
          said.textContent =
            outcome === 'saved'
              ? '写好了。打开看一眼，再交。'
              : '已交给浏览器下载。微信、QQ 里打开的页面可能不让下载，请换系统浏览器，或者复制、打印目录。';
        },
        () => {
          stop.hidden = true;
          said.textContent = control?.signal.aborted
            ? '已停下，没有写完的文件不要用。'
            : '没写成。可能是磁盘满了，或者某个原文件刚被移动、改过。检查后再点一次。';
        },
      );
    },
    false,
  );

  const view = document.createDocumentFragment();
  const undated = items.filter((i) => i.date === null).map((i) => i.number);
  const doubtful = items.filter((i) => i.dateOrigin === 'modified').map((i) => i.number);
  const unsorted = items.filter((i) => i.kind === null).map((i) => i.number);
  const open = [
    made.missing.length > 0 && `还没有：${made.missing.join('、')}。`,
    undated.length > 0 && `没有日期：证据 ${undated.join('、')}。`,
    doubtful.length > 0 && `日期取自文件修改日，请核对：证据 ${doubtful.join('、')}。`,
    unsorted.length > 0 && `没有选种类：证据 ${unsorted.join('、')}。`,
    ...made.duplicates.map((group) => `内容一模一样：证据 ${group.join('、')}，留一份就够。`),
  ].filter((line) => line !== false);

  view.append(
    el('h4', {}, `证据目录，共 ${items.length} 件`),
    ...(open.length > 0 ? [el('p', {}, '还可以补的：'), el('ul', {}, ...open.map((line) => el('li', {}, line)))] : []),
    el(
      'div',
      { class: 'zd-actions zd-noprint' },
      save,
      stop,
      button('下载目录 .docx', () => downloadBlob(made.index, `${made.name}-目录.docx`)),
      button(
        '复制目录',
        () =>
          void copyText(indexText(items, labels)).then(
            (ok) => (said.textContent = ok ? '目录已复制。' : '浏览器不让复制，请长按下面的表手动复制。'),
          ),
      ),
      button('只打印目录', () => made.printIndex()),
      button('带着清单去写申诉说明', made.toLetter),
    ),
    said,
    el(
      'div',
      { class: 'zd-table zd-table--stack zd-eb__index', role: 'region', 'aria-label': '证据目录', tabindex: '0' },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...INDEX_HEADINGS.map((h) => el('th', { scope: 'col' }, h)))),
        el(
          'tbody',
          {},
          ...indexRows(items, labels).map((row) =>
            el(
              'tr',
              {},
              ...row.map((cell, at) =>
                at === 0
                  ? el('th', { scope: 'row' }, cell)
                  : el(
                      'td',
                      { 'data-label': INDEX_HEADINGS[at] ?? '', ...(at === row.length - 1 ? { class: 'zd-eb__hash' } : {}) },
                      cell,
                    ),
              ),
            ),
          ),
        ),
      ),
    ),
    el('h4', {}, '时间线'),
    el(
      'ol',
      { class: 'zd-timeline' },
      ...timeline(items).map((day) =>
        el(
          'li',
          {},
          el('p', { class: 'zd-timeline__date' }, day.date ? formatDay(day.date) : '日期未填'),
          ...day.items.map((i) =>
            el(
              'p',
              {},
              `证据 ${i.number}　${(i.kind && labels[i.kind]?.name) || '未分类'}${i.description ? `：${i.description}` : ''}`,
            ),
          ),
        ),
      ),
    ),
    el('p', {}, '指纹只说明文件从今天起没有变。它不说明内容是真的，也不等于公证或可信时间戳。'),
    resultActions(() => `${indexText(items, labels)}\n\n${timelineText(items, labels)}`, made.receipt),
    receiptElement(made.receipt),
  );
  return view;
}
