import { openStore, PAGES } from './stores.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The page shown when there is neither network nor a copy: says so, and lists what can be read. */
export async function fallbackPage(base: string): Promise<Response> {
  const cache = await openStore(PAGES);
  const items: string[] = [];
  for (const request of await cache.keys()) {
    const html = (await (await cache.match(request))?.text()) ?? '';
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1]?.split(' | ')[0];
    // A title comes out of a page escaped already.
    if (title) items.push(`<li><a href="${escape(new URL(request.url).pathname)}">${title}</a></li>`);
  }
  const body = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>这一页还没有存下来 | 真单手册</title></head><body><h1>这一页还没有存下来</h1><p>现在连不上网络，这一页你以前没有打开过。连上网再打开一次，以后没网也能看。</p><p>没网也能用：<a href="${base}">首页</a>、<a href="${base}tools/clearing-date/">清除日期计算</a>和其他工具。</p>${items.length > 0 ? `<h2>存在本机的页</h2><ul>${items.join('')}</ul>` : ''}</body></html>`;
  return new Response(body, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
