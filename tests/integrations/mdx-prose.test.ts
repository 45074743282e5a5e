import { describe, expect, it } from 'vitest';

import { findLiterals, proseOf } from '../../src/integrations/content-lint/literals.ts';
import { lintPage } from '../../src/integrations/content-lint/page.ts';
import { baseLinks, joinChineseLines, wrapTables } from '../../src/integrations/mdx-prose.ts';
import { factBookFromDisk } from '../../src/facts/from-disk.ts';

describe('joining lines of Chinese prose', () => {
  it.each([
    ['清的只是分。\n降权另算。', '清的只是分。降权另算。'],
    ['满 <V id="x" k="d" /> 才清', '满<V id="x" k="d" />才清'],
    ['多久？<Cite id="x" />\n再看。', '多久？<Cite id="x" />再看。'],
    ['**先停。** 再说', '<strong>先停。</strong>再说'],
    ['看 [罚款](/law/fines/) 和 [1688 的钟](/clearing/1688/)。', '看[罚款](/law/fines/)和[1688 的钟](/clearing/1688/)。'],
    ['## 定义\n\n<Fact id="x" />\n\n再看。', '## 定义\n\n<p><Fact id="x" /></p>\n\n再看。'],
    ['前。\n\n**先停。** <Fact id="x" />\n\n再看。', '前。\n\n<p><strong>先停。</strong><Fact id="x" /></p>\n\n再看。'],
    ['另看：<Fact id="x" />\n\n再看。', '另看：<Fact id="x" />\n\n再看。'],
    ['one\ntwo', 'one\ntwo'],
    ['第一段。\n\n第二段。', '第一段。\n\n第二段。'],
    ['- 一条\n- 两条', '- 一条\n- 两条'],
    ['见下表。\n\n<ClockTable platform="taobao" />\n\n再说。', '见下表。\n\n<ClockTable platform="taobao" />\n\n再说。'],
  ])('%j', (before, after) => expect(joinChineseLines(`---\ntitle: x\n---\n${before}`)).toBe(`---\ntitle: x\n---\n${after}`));
  it('leaves the front matter alone', () =>
    expect(joinChineseLines('---\ntitle: 甲\ndescription: 乙\n---\n')).toBe('---\ntitle: 甲\ndescription: 乙\n---\n'));
});

describe('tables', () => {
  it('get their box only where there is one', () => {
    expect(wrapTables('---\ntitle: x\n---\n| a | b |\n| - | - |\n')).toContain('ZdProseTable');
    expect(wrapTables('---\ntitle: x\n---\n没有表')).not.toContain('ZdProseTable');
  });
});

describe('the literal-figure lint', () => {
  it.each([
    '降权 30 天',
    '扣12分',
    '罚款 20 万元',
    '按第十七条',
    '第 75 条',
    '2024-07-16 起',
    '三十天内',
    '两年后',
    '加收 3%',
    'A12',
    '满96笔',
    '六个月',
  ])('finds %s', (text) => expect(findLiterals(text)).not.toEqual([]));
  it.each([
    '1688 的规则',
    '第一步',
    '三种情形',
    '一个一个看',
    '12315',
    '分别处理',
    '两条线',
    '一次机会',
    '近年',
    '十分要紧',
    '逐笔核对',
  ])('lets %s pass', (text) => expect(findLiterals(text)).toEqual([]));
  it('looks at prose only, not at components, links, code or front matter', () => {
    const mdx =
      '---\ntitle: 30 天\n---\nimport { V } from "x";\n<V id="a-30" k="days" /> [看](/x/?d=30天) `30 天` <Plain why="历史上的叫法">48 分</Plain>\n';
    expect(findLiterals(proseOf(mdx))).toEqual([]);
  });
});

describe('the page lint', () => {
  const ctx = {
    book: factBookFromDisk('src/content'),
    paths: new Set(['/clearing/']),
    caseIds: new Set(['c1']),
    typos: new Map([['申述', '申诉']]),
  };
  const page = (body: string, head = '') =>
    `---\ntitle: 标题\ndescription: 一句话说清这一页\ntopics: [clearing-time]\nupdated: '2026-11-23'\nnotFor: 谁不该看\n${head}---\n${body}`;
  const messages = (mdx: string) => lintPage('docs/x.mdx', mdx, ctx).map((d) => d.message);
  it('passes a sound page', () => expect(messages(page('正文<Cite id="tb-clear-A" />，见[总览](/clearing/)。'))).toEqual([]));
  it.each([
    [page('<Cite id="nope" />'), /没有这个记录：nope/],
    [page('<V id="tb-downrank-30" k="weeks" /><Cite id="tb-downrank-30" />'), /没有 k="weeks"/],
    [page('<V id="tb-node-a" k="days" i={9} /><Cite id="tb-node-a" />'), /没有第 9 项/],
    [page('<V id="tb-downrank-30" k="downrank-days" />'), /却没有 <Cite>/],
    [page('<Law id="aucl2025-25" article="第一条" />'), /没有 第一条/],
    [page('<Unknown id="nope" />'), /不在未知清单/],
    [page('<CaseLink id="nope">x</CaseLink>'), /没有这个案例/],
    [page('[去](/nowhere/)'), /站内链接不存在/],
    [page('降权 30 天'), /直接写了「30 天」/],
    [page('去申述'), /「申述」是「申诉」的误写/],
    [page('x', 'unknowns: [nope]\n'), /unknowns: 没有 nope/],
    [page('x').replace('clearing-time', 'made-up'), /topics/],
    [page('x').replace('标题', '扣 12 分'), /title 里直接写了/],
    [page('x').replace("updated: '2026-11-23'\n", ''), /updated/],
  ])('refuses a defect %#', (mdx, message) => expect(messages(mdx).join('\n')).toMatch(message));
});

describe('links under a base path', () => {
  it.each([
    ['[a](/clearing/)', '[a](/handbook/clearing/)'],
    ['<a href="/x/#y">', '<a href="/handbook/x/#y">'],
    ['[a](//other.example/) [b](#here) [c](https://a.example/)', '[a](//other.example/) [b](#here) [c](https://a.example/)'],
  ])('%s', (mdx, expected) => {
    expect(baseLinks(mdx, '/handbook/')).toBe(expected);
    expect(baseLinks(mdx, '/')).toBe(mdx);
  });
});
