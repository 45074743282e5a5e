/**
 * A minimal Word document (Office Open XML, ECMA-376 transitional): paragraphs, headings and tables.
 * Written by hand because the index and the letter need nothing else and a general library weighs a
 * hundred times as much. The parts come out as text; an adapter zips them.
 */

export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'small'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly widths: readonly number[];
    };

export interface DocumentOptions {
  /** Title in the file's properties. */
  readonly title: string;
  readonly landscape?: boolean;
}

export interface Part {
  readonly path: string;
  readonly text: string;
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** A4 in twentieths of a point, and its margin (2 cm). */
const A4 = { short: 11906, long: 16838, margin: 1134 };

/** The parts of the package, [Content_Types].xml first as readers expect. */
export function docxParts(blocks: readonly Block[], options: DocumentOptions): Part[] {
  const width = (options.landscape ? A4.long : A4.short) - 2 * A4.margin;
  return [
    {
      path: '[Content_Types].xml',
      text: `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    },
    {
      path: '_rels/.rels',
      text: `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    },
    {
      path: 'word/_rels/document.xml.rels',
      text: `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    },
    // No author and no time: the file says nothing about who made it.
    {
      path: 'docProps/core.xml',
      text: `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(options.title)}</dc:title></cp:coreProperties>`,
    },
    { path: 'word/styles.xml', text: DECLARATION + STYLES },
    {
      path: 'word/document.xml',
      text: `${DECLARATION}<w:document xmlns:w="${W}"><w:body>${blocks.map((b) => blockXml(b, width)).join('')}${sectionXml(options.landscape ?? false)}</w:body></w:document>`,
    },
  ];
}

const STYLES = `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style></w:styles>`;

const STYLE_OF = { title: 'Title', heading: 'Heading1', paragraph: 'Normal', small: 'Small' } as const;

function blockXml(block: Block, width: number): string {
  if (block.kind !== 'table')
    return block.text
      .split(/\r\n|\r|\n/)
      .map((line) => paragraphXml(line, STYLE_OF[block.kind]))
      .join('');
  const total = block.widths.reduce((sum, w) => sum + w, 0) || 1;
  const columns = block.head.map((_, at) => Math.floor(((block.widths[at] ?? 0) / total) * width));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
    .join('');
  const row = (cells: readonly string[], head: boolean): string =>
    `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${columns
      .map(
        (w, at) =>
          `<w:tc><w:tcPr><w:tcW w:w="${w}" w:type="dxa"/></w:tcPr>${(cells[at] ?? '')
            .split(/\r\n|\r|\n/)
            .map((line) => paragraphXml(line, 'Small', head))
            .join('')}</w:tc>`,
      )
      .join('')}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>${row(block.head, true)}${block.rows.map((cells) => row(cells, false)).join('')}</w:tbl>${paragraphXml('', 'Small')}`;
}

function paragraphXml(text: string, style: string, bold = false): string {
  const run =
    text === '' ? '' : `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run}</w:p>`;
}

function sectionXml(landscape: boolean): string {
  const [w, h] = landscape ? [A4.long, A4.short] : [A4.short, A4.long];
  const m = A4.margin;
  return `<w:sectPr><w:pgSz w:w="${w}" w:h="${h}"${landscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${m}" w:right="${m}" w:bottom="${m}" w:left="${m}" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;
}

/** Text for XML 1.0: markup escaped, characters XML cannot carry (control characters, lone surrogates) replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
