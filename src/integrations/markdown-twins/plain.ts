/** What Markdown has no form for, said in HTML that it has one for. */

const ROW = /<tr\b[^>]*>([\s\S]*?)<\/tr>/g;
const CELL = /<(t[hd])\b([^>]*)>([\s\S]*?)<\/\1>/g;
const span = (attributes: string, name: 'rowspan' | 'colspan'): number =>
  Number(new RegExp(`\\b${name}="?(\\d+)`).exec(attributes)?.[1] ?? 1);

/** Rows that each have every cell: one that covers several rows is repeated in each, one that covers several columns leaves empty ones. */
function fullRows(table: string): string {
  /** By column: a cell from above, and how many rows it still covers. */
  const covered = new Map<number, { cell: string; left: number }>();
  return table.replace(ROW, (_, row: string) => {
    const cells: string[] = [];
    const takeCovered = (): void => {
      for (let above = covered.get(cells.length); above && above.left > 0; above = covered.get(cells.length)) {
        above.left -= 1;
        cells.push(above.cell);
      }
    };
    for (const [, tag = 'td', attributes = '', content = ''] of row.matchAll(CELL)) {
      takeCovered();
      const cell = `<${tag}>${content}</${tag}>`;
      covered.set(cells.length, { cell, left: span(attributes, 'rowspan') - 1 });
      cells.push(cell, ...Array.from({ length: span(attributes, 'colspan') - 1 }, () => '<td></td>'));
    }
    takeCovered();
    return `<tr>${cells.join('')}</tr>`;
  });
}

/** A list of terms as a list of lists. */
function nestedList(terms: string): string {
  let [inTerm, hasTerm] = [false, false];
  return terms.replace(/<(\/?)(dl|dt|dd|div)\b[^>]*>/g, (tag, closing: string, name: string) => {
    // A div may hold a term with what belongs to it; lists have no such part.
    if (name === 'div') return inTerm ? tag : '';
    if (name !== 'dl') inTerm = !closing;
    if (name === 'dd') return closing ? '</li>' : '<li>';
    if (name === 'dt' && closing) {
      hasTerm = true;
      return '<ul>';
    }
    const end = hasTerm ? '</ul></li>' : '';
    hasTerm = false;
    if (name === 'dt') return `${end}<li>`;
    return closing ? `${end}</ul>` : '<ul>';
  });
}

/** Tables with a cell in every place, and lists of terms as plain lists. */
export function plainHtml(html: string): string {
  return html
    .replace(/<table\b[\s\S]*?<\/table>/g, (table) => (/\b(?:row|col)span=/.test(table) ? fullRows(table) : table))
    .replace(/<dl\b[\s\S]*?<\/dl>/g, nestedList);
}
