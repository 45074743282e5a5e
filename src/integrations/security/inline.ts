import { createHash } from 'node:crypto';

/** What a page runs or styles in place: the exact texts a policy has to allow by hash. */
export interface InlineParts {
  scripts: string[];
  styles: string[];
  /** Values of `style="…"`; kept apart, since allowing them needs `'unsafe-hashes'`. */
  styleAttributes: string[];
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const TAG = /<[a-z][^\s/>]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*\/|\s+)*>/gi;
const ATTRIBUTE = /\s([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const TYPE = /\btype\s*=\s*["']?([^"'\s>]+)/i;

/** Only these types run; `application/json` and `application/ld+json` are data and need no permission. */
const EXECUTABLE = new Set(['', 'module', 'text/javascript', 'application/javascript', 'importmap', 'speculationrules']);

function decode(value: string): string {
  return value
    .replace(/&quot;|&#34;|&#x22;/gi, '"')
    .replace(/&#39;|&apos;|&#x27;/gi, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;|&#38;|&#x26;/gi, '&');
}

/** Finds everything inline in a built page. Line ends are what the browser's parser makes of them. */
export function inlineParts(page: string): InlineParts {
  const html = page.replace(/\r\n?/g, '\n');
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const styleAttributes = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(SCRIPT)) {
    const type = (TYPE.exec(attributes)?.[1] ?? '').toLowerCase();
    if (!/\ssrc\s*=/i.test(attributes) && EXECUTABLE.has(type)) scripts.add(text);
  }
  for (const [, text = ''] of html.matchAll(STYLE)) styles.add(text);
  // Script text may hold strings that look like tags; it is no markup.
  for (const [tag] of html.replace(SCRIPT, '').matchAll(TAG)) {
    if (!/\sstyle\s*=/i.test(tag)) continue;
    for (const [, name = '', double, single, bare] of tag.matchAll(ATTRIBUTE))
      if (name.toLowerCase() === 'style') styleAttributes.add(decode(double ?? single ?? bare ?? ''));
  }
  return { scripts: [...scripts], styles: [...styles], styleAttributes: [...styleAttributes] };
}

const known = new Map<string, string>();

/** The CSP source expression of an inline text, e.g. `'sha256-…'`. The same few texts stand on every page, so they are remembered. */
export function hashSource(text: string): string {
  let source = known.get(text);
  if (!source) {
    source = `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    known.set(text, source);
  }
  return source;
}
