import type { KitPart } from './extract.ts';

/** What the one-file document is made of. */
export interface KitDocument {
  /** Day the file was made, and the newest day a record in it was checked, YYYY-MM-DD in Asia/Shanghai. */
  madeOn: string;
  checkedOn: string;
  /** Full address of the newest kit. */
  address: string;
  tools: readonly KitPart[];
  sections: readonly { title: string; parts: readonly KitPart[] }[];
  links: string;
  style: string;
  script: string;
  /** CSP source expressions of the style and the script. */
  styleHash: string;
  scriptHash: string;
}

const part = (p: KitPart): string =>
  `<details class="kit-part" id="${p.id}" data-kit-part><summary><h3>${p.title}</h3></summary><div class="sl-markdown-content">${p.html}</div></details>`;

/**
 * The kit as one document. Its policy allows its own style and script by hash and nothing else: no address can be
 * asked for anything, from disk or from a chat.
 */
export function kitDocument(d: KitDocument): string {
  const policy = `default-src 'none'; script-src ${d.scriptHash}; style-src ${d.styleHash}; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>真单应急包（${d.madeOn}）</title><meta name="description" content="一个文件，没有网络也能看、能算：虚假交易什么时候清除，收到通知先做什么，怎么申诉。"><style>${d.style}</style></head>
<body><header><h1>真单应急包</h1>
<div class="kit-first"><p><strong>收到虚假交易通知，先看这里。没有网络也能用。</strong></p>
<p>这份做于 <time datetime="${d.madeOn}">${d.madeOn}</time>，资料核对至 <time datetime="${d.checkedOn}">${d.checkedOn}</time>。<span data-printed></span></p>
<p>看有没有新版：<a href="${d.address}" rel="noreferrer">${d.address}</a></p>
<p>你填的、贴的都只在这个文件里算，不上传，不保存。独立于任何平台，不是法律意见。</p></div></header>
<main><noscript><p class="zd-notice">没有开启 JavaScript：正文都能看，三个工具里的表也能看，只是不能自动算。</p></noscript>
<h2>工具</h2>${d.tools.map(part).join('')}
${d.sections.map((s) => `<h2>${s.title}</h2>${s.parts.map(part).join('')}`).join('\n')}</main>
<script type="application/json" data-kit-links>${d.links}</script>
<script>${d.script}</script></body></html>
`;
}
