/** A part of a page that can be linked to, with its text. */
export interface Section {
  anchor: string;
  title: string;
  text: string;
}

/** What the index takes from one built page. */
export interface PageText {
  path: string;
  title: string;
  description: string;
  topics: string[];
  kind: string;
  /** The page itself first, then one for each heading, or for each record of a reference page */
  sections: Section[];
}

const SKIPPED = new Set([
  'script',
  'style',
  'nav',
  'template',
  'svg',
  'button',
  'select',
  'datalist',
  'noscript',
  'textarea',
  'footer',
]);
const VOID = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'source',
  'wbr',
  'col',
  'path',
  'area',
  'base',
  'embed',
  'track',
]);
const BLOCK =
  /^(?:p|li|ul|ol|div|section|article|h[1-6]|tr|td|th|table|dl|dt|dd|summary|details|blockquote|figure|figcaption|aside|header|form|fieldset|legend|label|main|caption|br|hr|pre|option)$/;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** Text of an HTML fragment's character references. */
export function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, name: string) => {
    if (name in ENTITIES) return ENTITIES[name] as string;
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return all;
  });
}

/** Pages that are lists of records, each of which is found on its own. */
const RECORD_PAGES = new Set(['/reference/facts/', '/reference/glossary/', '/reference/unknowns/']);

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}(?:=(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))?(?=[\\s/>])`, 'i').exec(tag);
  return found ? decode(found[1] ?? found[2] ?? found[3] ?? '') : null;
};

const meta = (html: string, name: string) => {
  const tag = new RegExp(`<meta[^>]*name="${name}"[^>]*>`, 'i').exec(html)?.[0];
  return tag ? (attribute(tag, 'content') ?? '') : '';
};

/** Left out: navigation, source lists, page ends, and what a page marks with data-pagefind-ignore. */
function skipped(name: string, tag: string): boolean {
  if (SKIPPED.has(name)) return true;
  if (!/class=|data-pagefind-ignore|hidden/.test(tag)) return false;
  if (/\sdata-pagefind-ignore/.test(tag) || /\shidden(?=[\s>=])/.test(tag)) return true;
  const classes = attribute(tag, 'class') ?? '';
  return /(?:^|\s)(?:zd-end|zd-basis__src|sl-anchor-link|sr-only|pagination-links|zd-noprint)(?:\s|$)/.test(classes);
}

const tidy = (text: string) =>
  decode(text)
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/** The search page itself, and tools standing alone: their own pages have the text. */
const LEFT_OUT = /^\/(?:search|embed)\//;

/** Reads one built page; null for a page that is not to be found, says so itself, or has no main part. */
export function readPage(html: string, path: string): PageText | null {
  if (LEFT_OUT.test(path) || /noindex/.test(meta(html, 'robots')) || /http-equiv="refresh"/i.test(html)) return null;
  const from = html.search(/<main[\s>]/);
  if (from < 0) return null;
  const to = html.lastIndexOf('</main>');
  const kind = meta(html, 'zhendan:kind') || 'page';
  const page: PageText = {
    path,
    title: tidy((/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '').split(' | ')[0] ?? ''),
    description: meta(html, 'description'),
    topics: meta(html, 'zhendan:topics').split(',').filter(Boolean),
    kind,
    sections: [{ anchor: '', title: '', text: '' }],
  };
  const records = RECORD_PAGES.has(path);
  let section = page.sections[0] as Section;
  let skip = 0;
  let skipName = '';
  let depth = 0;
  let heading: { name: string; section: Section } | null = null;
  let first = '';
  for (const m of html
    .slice(from, to < 0 ? undefined : to)
    .matchAll(/<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi)) {
    const text = m[4];
    if (text !== undefined) {
      if (skip > 0) continue;
      if (heading) heading.section.title += text;
      section.text += text;
      continue;
    }
    const name = (m[2] ?? '').toLowerCase();
    if (!name) continue;
    const tag = m[0];
    const closing = m[1] === '/';
    const empty = VOID.has(name) || tag.endsWith('/>');
    if (skip > 0) {
      if (name === skipName && !empty) depth += closing ? -1 : 1;
      if (depth === 0) skip = 0;
      continue;
    }
    if (!closing && skipped(name, tag)) {
      if (!empty) [skip, skipName, depth] = [1, name, 1];
      continue;
    }
    if (BLOCK.test(name)) section.text += '\n';
    if (closing) {
      if (heading?.name === name) {
        if (name === 'h1') first = heading.section.title;
        heading = null;
      }
      continue;
    }
    const id = attribute(tag, 'id');
    if (name === 'h1') heading = { name, section: { anchor: '', title: '', text: '' } };
    else if ((name === 'h2' || name === 'h3') && id) {
      section = { anchor: id, title: '', text: '' };
      page.sections.push(section);
      heading = { name, section };
    } else if (
      records &&
      (name === 'li' || name === 'dt' || name === 'tr' || name === 'section' || name === 'article' || /\bzd-term\b/.test(tag)) &&
      id
    ) {
      section = { anchor: id, title: '', text: '' };
      page.sections.push(section);
    }
  }
  if (first) page.title = tidy(first);
  for (const s of page.sections) {
    s.title = tidy(s.title);
    s.text = decode(s.text)
      .split('\n')
      .map((l) => l.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join('\n');
  }
  return page;
}
