/** Options of an embed, as the configurator offers them. */
export interface EmbedOptions {
  tool: string;
  theme: 'auto' | 'light' | 'dark';
  accent: string;
}

function query(options: EmbedOptions): string {
  const q = new URLSearchParams();
  if (options.theme !== 'auto') q.set('theme', options.theme);
  if (options.accent) q.set('accent', options.accent);
  const text = q.toString();
  return text ? `?${text}` : '';
}

/**
 * Ready-to-paste snippets.
 * @param home address of the handbook, with trailing slash
 * @param integrity Subresource Integrity value of embed.js
 */
export function embedSnippets(
  options: EmbedOptions,
  home: string,
  integrity: string,
  name: string,
): { label: string; code: string }[] {
  const attrs = [
    `tool="${options.tool}"`,
    options.theme === 'auto' ? '' : `theme="${options.theme}"`,
    options.accent ? `accent="${options.accent}"` : '',
  ]
    .filter(Boolean)
    .join(' ');
  const script = `<script src="${home}embed.js" integrity="${integrity}" crossorigin="anonymous" async></script>`;
  const frame = `<iframe src="${home}embed/${options.tool}/${query(options)}" title="${name}" width="100%" height="900" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-modals" style="border:0"></iframe>`;
  return [
    { label: '网页（推荐，自动适应高度）', code: `${script}\n<zhendan-tool ${attrs}></zhendan-tool>` },
    { label: '只用 iframe（Markdown、论坛）', code: frame },
    {
      label: 'WordPress（自定义 HTML 区块）',
      code: `<!-- wp:html -->\n${script}\n<zhendan-tool ${attrs}></zhendan-tool>\n<!-- /wp:html -->`,
    },
    {
      label: 'Vue / React',
      code: `// index.html 里放：\n${script}\n// 组件里放（Vue 请把 zhendan-tool 列为自定义元素）：\n<zhendan-tool ${attrs}></zhendan-tool>`,
    },
  ];
}
