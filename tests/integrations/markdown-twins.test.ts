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

  it.each([
    ['plain', '<dl><dt>词</dt><dd>一</dd><dd>二</dd><dt>后</dt><dd>三</dd></dl>'],
    ['grouped', '<dl class="x"><div><dt>词</dt><dd>一</dd><dd>二</dd></div><div><dt>后</dt><dd>三</dd></div></dl>'],
  ])('tells terms and what belongs to them apart: %s', (_, html) =>
    expect(toMarkdown(page(html))).toContain('- 词\n  - 一\n  - 二\n- 后\n  - 三'),
  );

  it('repeats a cell in every row it covers, and keeps the columns in place', () => {
    const out = toMarkdown(
      page(
        '<table><tr><th>甲</th><th>乙</th><th>丙</th></tr><tr><th rowspan="2">一</th><td>二</td><td rowspan="3">三</td></tr><tr><td>四</td></tr><tr><td colspan="2">五</td></tr><tr><td>六</td><td>七</td><td>八</td></tr></table>',
      ),
    );
    expect(out?.match(/^\|.*$/gm)).toEqual([
      '| 甲 | 乙 | 丙 |',
      '| --- | --- | --- |',
      '| 一 | 二 | 三 |',
      '| 一 | 四 | 三 |',
      '| 五 |  | 三 |',
      '| 六 | 七 | 八 |',
    ]);
  });

  it('keeps what a page folds, and writes signs of Markdown as signs', () => {
    const out = toMarkdown(page('<details><summary>要点</summary><p>2 * 3 * 4 &lt;b&gt;</p></details>'));
    expect(out).toContain('要点');
    expect(out).toMatch(/2 \\\* 3 \\\* 4 \\<b/);
    expect(out).not.toMatch(/<\/?(?:details|summary)/);
  });

  it('does not exist for a page without content', () => {
    expect(toMarkdown('<html><body><main>无</main></body></html>')).toBeNull();
  });
});
