/** What a built site can match: names that stand in its pages or scripts. */
export interface Used {
  tags: ReadonlySet<string>;
  classes: ReadonlySet<string>;
  ids: ReadonlySet<string>;
  /** Every word of the scripts: a class, id or tag may be made there. */
  words: ReadonlySet<string>;
}

const TAG = /<([a-zA-Z][\w-]*)/g;
const CLASS = /\bclass="([^"]*)"/g;
const ID = /\bid="([^"]*)"/g;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const WORD = /[A-Za-z_][\w-]*/g;

/** Collects the names used by `pages` (HTML) and `scripts` (JavaScript). Each distinct text is read once. */
export function collectUsed(pages: Iterable<string>, scripts: Iterable<string>): Used {
  const tags = new Set<string>();
  const classLists = new Set<string>();
  const ids = new Set<string>();
  const words = new Set<string>();
  const inline = new Set<string>();
  for (const html of pages) {
    for (const [, attributes = '', body = ''] of html.matchAll(SCRIPT)) if (!/json/.test(attributes) && body) inline.add(body);
    for (const [, tag = ''] of html.matchAll(TAG)) tags.add(tag.toLowerCase());
    for (const [, list = ''] of html.matchAll(CLASS)) classLists.add(list);
    for (const [, id = ''] of html.matchAll(ID)) ids.add(id);
  }
  for (const script of [...scripts, ...inline]) for (const [word] of script.matchAll(WORD)) words.add(word);
  const classes = new Set([...classLists].flatMap((list) => list.split(/\s+/)));
  return { tags, classes, ids, words };
}
