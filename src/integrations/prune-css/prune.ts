import postcss, { type ChildNode, type Container, type Root } from 'postcss';
import parser, { type Node, type Selector } from 'postcss-selector-parser';

import type { Used } from './used.ts';

/** Names we put together at run time (`zd-` + kind); never removed. */
const OURS = /^zd-/;
/** Pseudo-classes that need one of their arguments to match. All others may match anything. */
const NEEDS_ONE = new Set([':is', ':where', ':matches']);

function nodeCanMatch(node: Node, used: Used): boolean {
  switch (node.type) {
    case 'class':
      return OURS.test(node.value) || used.classes.has(node.value) || used.words.has(node.value);
    case 'id':
      return OURS.test(node.value) || used.ids.has(node.value) || used.words.has(node.value);
    case 'tag': {
      const tag = node.value.toLowerCase();
      return ['html', 'body', 'from', 'to'].includes(tag) || /^[\d.]+%$/.test(tag) || used.tags.has(tag) || used.words.has(tag);
    }
    case 'pseudo':
      return !NEEDS_ONE.has(node.value) || node.nodes.length === 0 || node.nodes.some((s) => selectorCanMatch(s, used));
    default:
      // Attributes, nesting, universal and combinators ask for nothing we could rule out.
      return true;
  }
}

function selectorCanMatch(selector: Selector, used: Used): boolean {
  return selector.nodes.every((node) => nodeCanMatch(node, used));
}

/** The selectors of a rule that can match something on the site. Unparsable ones are kept. */
function kept(selectors: readonly string[], used: Used): string[] {
  return selectors.filter((text) => {
    try {
      return parser()
        .astSync(text)
        .nodes.some((s) => selectorCanMatch(s, used));
    } catch {
      return true;
    }
  });
}

function inKeyframes(node: ChildNode): boolean {
  const parent = node.parent as (Container & { name?: string }) | undefined;
  return parent?.type === 'atrule' && /keyframes$/.test(parent.name ?? '');
}

function dropEmpty(root: Root): void {
  root.walk((node) => {
    if ((node.type === 'rule' || (node.type === 'atrule' && node.nodes)) && node.nodes?.length === 0) {
      const name = node.type === 'atrule' ? node.name : '';
      // An empty named layer still fixes the order of the layers.
      if (name !== 'layer') node.remove();
    }
  });
}

/** Custom properties defined in the style sheets that neither they, the pages nor the scripts read. */
function unreadProperties(roots: readonly Root[], outside: string): Set<string> {
  const defined = new Map<string, string[]>();
  const read = new Set<string>();
  for (const root of roots)
    root.walkDecls((decl) => {
      const uses = [...decl.value.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1] ?? '');
      if (decl.prop.startsWith('--')) defined.set(decl.prop, [...(defined.get(decl.prop) ?? []), ...uses]);
      else for (const use of uses) read.add(use);
    });
  for (const [name] of outside.matchAll(/--[a-z][\w-]*/gi)) read.add(name);
  // A property read only by unread properties is unread as well.
  const queue = [...read];
  for (let name = queue.pop(); name !== undefined; name = queue.pop())
    for (const use of defined.get(name) ?? [])
      if (!read.has(use)) {
        read.add(use);
        queue.push(use);
      }
  return new Set([...defined.keys()].filter((name) => !read.has(name)));
}

/**
 * Style sheets without the rules that no page and no script of the site can ever match. A rule goes only when it needs a class, id
 * or tag that stands nowhere; states, attributes and negations are taken as matching.
 * @param sheets CSS text by name
 * @param outside text of pages and scripts in which custom properties may be read or set
 */
export function pruneSheets(sheets: ReadonlyMap<string, string>, used: Used, outside: string): Map<string, string> {
  const roots = new Map([...sheets].map(([name, css]) => [name, postcss.parse(css)]));
  for (const root of roots.values()) {
    root.walkRules((rule) => {
      if (inKeyframes(rule)) return;
      const keep = kept(rule.selectors, used);
      if (keep.length === 0) rule.remove();
      else if (keep.length < rule.selectors.length) rule.selectors = keep;
    });
    dropEmpty(root);
  }
  const unread = unreadProperties([...roots.values()], outside);
  for (const root of roots.values()) {
    root.walkDecls((decl) => void (unread.has(decl.prop) && decl.remove()));
    dropEmpty(root);
  }
  return new Map([...roots].map(([name, root]) => [name, root.toString()]));
}
