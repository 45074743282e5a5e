import fc from 'fast-check';
import { unzipSync, strFromU8 } from 'fflate';
import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { docxBlob } from '../../src/adapters/files/docx.ts';
import { indexDocument } from '../../src/models/binder/index-document.ts';
import { numberItems } from '../../src/models/binder/binder.ts';
import { docxParts, escapeXml, type Block } from '../../src/models/docx/document.ts';
import { items, KINDS } from './binder/arbitraries.ts';

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('title' as const, 'heading' as const, 'paragraph' as const, 'small' as const),
    text: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    head: fc.constant(['甲', '乙']),
    rows: fc.array(fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }), { maxLength: 4 }),
    widths: fc.constant([1, 3]),
  }),
);

describe('Word document', () => {
  test('every part is well-formed XML whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.string({ unit: 'binary' }), (blocks, title) => {
        for (const part of docxParts(blocks, { title })) assertWellFormed(part.text);
      }),
    );
  });

  test('the index of any binder is a document', () => {
    fc.assert(
      fc.property(items, (list) => {
        const parts = docxParts(indexDocument(numberItems(list, KINDS, new Map()), KINDS, '2026-11-23'), {
          title: '证据目录',
          landscape: true,
        });
        for (const part of parts) assertWellFormed(part.text);
      }),
      { numRuns: 30 },
    );
  });

  test('the package opens and names every part it refers to', async () => {
    const blob = docxBlob(docxParts([{ kind: 'paragraph', text: '第一行\n第二行 <&>' }], { title: '信' }), {
      year: 2026,
      month: 11,
      day: 23,
    });
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    expect(Object.keys(files)[0]).toBe('[Content_Types].xml');
    const types = strFromU8(files['[Content_Types].xml']!);
    for (const [, name] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(files).toHaveProperty([name!]);
    for (const [, target] of strFromU8(files['_rels/.rels']!).matchAll(/Target="([^"]+)"/g))
      expect(files).toHaveProperty([target!]);
    for (const [, target] of strFromU8(files['word/_rels/document.xml.rels']!).matchAll(/Target="([^"]+)"/g))
      expect(files).toHaveProperty([`word/${target}`]);
    const body = new DOMParser().parseFromString(strFromU8(files['word/document.xml']!), 'text/xml');
    expect([...body.getElementsByTagName('w:t')].map((t) => t.textContent)).toEqual(['第一行', '第二行 <&>']);
  });

  test('says nothing about the person or the time', () => {
    const core = docxParts([], { title: '信' }).find((p) => p.path === 'docProps/core.xml')!.text;
    expect(core).not.toMatch(/creator|lastModifiedBy|created|modified/);
  });

  test('row and grid have as many cells as the head', () => {
    const xml = docxParts([{ kind: 'table', head: ['a', 'b', 'c'], rows: [['1'], ['1', '2', '3', '4']], widths: [1, 1, 1] }], {
      title: '',
    }).at(-1)!.text;
    expect(xml.match(/<w:tc>/g)).toHaveLength(9);
    expect(xml.match(/<w:gridCol /g)).toHaveLength(3);
  });
});

test('characters XML cannot carry are replaced, the rest is kept', () => {
  expect(escapeXml('a\u0000\u0008b\ud800c\t😀')).toBe('a\ufffd\ufffdb\ufffdc\t😀');
});

/** Balanced tags, no stray markup, only characters and entities XML 1.0 allows. */
function assertWellFormed(xml: string): void {
  const stack: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>\n/, '')
    .replace(
      /<(\/?)([A-Za-z:]+)((?:\s[A-Za-z:]+="[^"<]*")*)\s*(\/?)>/g,
      (_all, close: string, name: string, _attributes, self: string) => {
        if (close) expect(stack.pop()).toBe(name);
        else if (!self) stack.push(name);
        return '';
      },
    );
  expect(stack).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(xml.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  expect(() => encodeURIComponent(xml)).not.toThrow();
}
