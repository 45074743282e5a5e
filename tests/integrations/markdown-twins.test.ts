import { describe, expect, it } from 'vitest';

import { toMarkdown } from '../../src/integrations/markdown-twins/convert.ts';

const page = (content: string) =>
  `<!DOCTYPE html><html><head><link rel="canonical" href="https://x.example/a/?b=1&#38;c=2"/><title>甲</title></head><body><div><h1 id="_top">甲 &amp; 乙</h1></div><main><div class="sl-markdown-content">${content}</div><footer><div>页脚</div></footer></main></body></html>`;

describe('the Markdown twin of a page', () => {
  it('carries title and address, and the content up to where its element closes', () => {
    const out = toMarkdown(page('<div><h2>一</h2><div><ul><li>子</li></ul></div></div><table><tr><th>头</th></tr></table>'));
    expect(out).toMatch(/^# 甲 & 乙\n\n> 真单手册 https:\/\/x\.example\/a\/\?b=1&c=2\n/);
    for (const part of ['## 一', '- 子', '| 头 |']) expect(out).toContain(part);
    expect(out).not.toContain('页脚');
  });

  it('is not led astray by markup inside scripts, and leaves scripts and forms out', () => {
    const out = toMarkdown(page('<script>"</div><div>"</script><form><p>表单</p></form><p>后文</p>'));
    expect(out).toContain('后文');
    expect(out).not.toMatch(/表单|div/);
  });

  it('does not exist for a page without content', () => {
    expect(toMarkdown('<html><body><main>无</main></body></html>')).toBeNull();
  });
});
