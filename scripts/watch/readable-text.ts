import { parseHTML } from 'linkedom';

/** Parts of a page that change without its text changing. */
const NOISE = 'script,style,noscript,template,svg,iframe,form,nav,header,footer,aside,button,select';
/** Counters and clocks that move on every visit. */
const COUNTER =
  /^(阅读|浏览|点击|访问|点赞|收藏|评论|转发|热度)(量|数|次数)?[:：]?\s*[\d,.万+]*$|^\d{1,2}:\d{2}(:\d{2})?$|^[\d,.万+]+$/;
const BLOCK = 'p,div,section,article,main,li,tr,h1,h2,h3,h4,h5,h6,br,dt,dd,td,th,pre,blockquote,title';

/** The encoding a response declares, in its header or in the first bytes of the page; UTF-8 when neither does. */
function encodingOf(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const named = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  // GBK and GB2312 pages may use the whole of GB18030.
  return /^gb/i.test(named) ? 'gb18030' : named;
}

/** The text of a response, decoded; undeclared or unknown encodings are read as UTF-8. */
export function decodeBody(bytes: Uint8Array, contentType: string): string {
  try {
    return new TextDecoder(encodingOf(bytes, contentType)).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The lines a person would read on a page, without navigation, counters and white space. */
export function readableLines(html: string): string[] {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  for (const e of document.querySelectorAll(NOISE)) e.remove();
  for (const e of document.querySelectorAll(BLOCK)) e.after(document.createTextNode('\n'));
  return (document.documentElement.textContent ?? '')
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.replace(/[\s\u200b\ufeff]+/g, ' ').trim())
    .filter((line) => line !== '' && !COUNTER.test(line));
}
