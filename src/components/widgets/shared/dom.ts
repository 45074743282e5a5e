/** Creates an element with text and attributes; text is never parsed as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attrs: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Creates an SVG element. */
export function svg(tag: string, attrs: Record<string, string | number> = {}, ...children: (Node | string)[]): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** Finds a child that the page's HTML must contain. */
export function find<T extends Element>(root: ParentNode, selector: string): T {
  const node = root.querySelector<T>(selector);
  if (!node) throw new Error(`The page lacks ${selector}`);
  return node;
}

/** Reads the JSON an Astro parent wrote into the page for this widget. */
export function readData<T>(root: ParentNode): T {
  return JSON.parse(find<HTMLScriptElement>(root, 'script[data-records]').textContent ?? 'null') as T;
}
