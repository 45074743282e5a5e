import { textEntry, zipBlob, type ZipTime } from './zip.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Packs the parts of a Word document. */
export function docxBlob(parts: readonly { readonly path: string; readonly text: string }[], made: ZipTime): Blob {
  return zipBlob(
    parts.map((part) => textEntry(part.path, part.text)),
    made,
    TYPE,
  );
}
