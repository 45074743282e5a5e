import { describe, expect, it } from 'vitest';

import { pruneSheets } from '../../src/integrations/prune-css/prune.ts';
import { collectUsed } from '../../src/integrations/prune-css/used.ts';

const used = collectUsed(
  [
    '<html><body class="page wide"><p id="top">x</p><script>el.classList.add("made-here")</script><script type="application/json">{"ghost":1}</script></body></html>',
  ],
  ['document.createElement("dialog").className = "from-script"'],
);
const prune = (css: string, outside = ''): string => pruneSheets(new Map([['a', css]]), used, outside).get('a') ?? '';

describe('pruning style sheets', () => {
  it.each([
    ['a class of a page', '.page{color:red}', true],
    ['a class made by an inline script', '.made-here{color:red}', true],
    ['a class made by a script file', '.from-script{color:red}', true],
    ['a tag made by a script file', 'dialog{color:red}', true],
    ['a class of ours that scripts put together', '.zd-anything{color:red}', true],
    ['an id', '#top{color:red}', true],
    ['states and attributes', 'p:hover[open]:lang(zh)::before{color:red}', true],
    ['what a negation names', 'p:not(.absent){color:red}', true],
    ['one of several in :is', ':is(.absent,p){color:red}', true],
    ['a class in data only', '.ghost{color:red}', false],
    ['a tag that stands nowhere', 'video{color:red}', false],
    ['a class inside :where', '.page:where(.absent){color:red}', false],
    ['all of :is', ':is(.absent,video) p{color:red}', false],
    ['an ancestor that stands nowhere', '.absent .page{color:red}', false],
  ])('%s: %s', (_, css, stays) => {
    expect(prune(css) !== '').toBe(stays);
  });
  it('keeps the selectors of a list that can match, in media and layers', () => {
    expect(prune('@layer x{@media print{.absent,.page{color:red}}}')).toBe('@layer x{@media print{.page{color:red}}}');
  });
  it('keeps the order of layers and the steps of animations', () => {
    expect(prune('@layer a,b;@layer a{.absent{color:red}}@keyframes k{from{opacity:0}50%{opacity:1}to{opacity:0}}')).toBe(
      '@layer a,b;@layer a{}@keyframes k{from{opacity:0}50%{opacity:1}to{opacity:0}}',
    );
  });
  it('drops custom properties nobody reads, and those only they read; scripts and pages may read', () => {
    const css = ':root{--a:1;--b:var(--a);--c:2;--d:3;--e:4}p{width:var(--c)}';
    expect(prune(css)).toBe(':root{--c:2}p{width:var(--c)}');
    expect(prune(css, 'style="--d:1" getPropertyValue("--b")')).toBe(':root{--a:1;--b:var(--a);--c:2;--d:3}p{width:var(--c)}');
  });
});
