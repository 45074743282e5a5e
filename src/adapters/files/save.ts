/** How a large file leaves the page: streamed to a place the reader picks, or as an ordinary download. */

export type SaveOutcome = 'saved' | 'downloaded' | 'dismissed';

interface SavePicker {
  showSaveFilePicker(options: {
    suggestedName: string;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<{
    createWritable(): Promise<WritableStream<Uint8Array>>;
  }>;
}

/**
 * Saves `blob` under `name`. Where the browser lets the reader pick a place the content is streamed
 * there; elsewhere, or in a frame that may not ask, it is handed to the download manager, which reads
 * it from the Blob. `dismissed` = the reader closed the dialog. Rejects when writing fails half way
 * (disk full, a source file changed) or `signal` fires; a half-written file is then discarded.
 */
export async function saveBlob(blob: Blob, name: string, signal?: AbortSignal): Promise<SaveOutcome> {
  if ('showSaveFilePicker' in window) {
    let target: Awaited<ReturnType<SavePicker['showSaveFilePicker']>> | null = null;
    try {
      const extension = name.slice(name.lastIndexOf('.'));
      target = await (window as unknown as SavePicker).showSaveFilePicker({
        suggestedName: name,
        types: [
          { description: extension.slice(1).toUpperCase(), accept: { [blob.type || 'application/octet-stream']: [extension] } },
        ],
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'dismissed';
      // Not allowed here (an embedded page): fall through to the download.
    }
    if (target) {
      await blob.stream().pipeTo(await target.createWritable(), signal ? { signal } : {});
      return 'saved';
    }
  }
  downloadBlob(blob, name);
  return 'downloaded';
}

/** Starts an ordinary download. In-app browsers may drop it without a word, so views offer copy and print beside it. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // Download managers open the address after the click; two minutes outlasts slow dialogs.
  setTimeout(() => URL.revokeObjectURL(url), 120_000);
}
