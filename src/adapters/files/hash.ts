import { digestFile, type Digest } from './digest.ts';
import type { HashReply, HashRequest } from './hash-protocol.ts';

export interface HashResult {
  readonly digests: ReadonlyMap<string, Digest>;
  /** Keys of files the browser could not read. */
  readonly failed: readonly string[];
}

/**
 * Fingerprints files in a worker; where none can be started (an embedded page without an origin), on
 * the main thread in small pieces. `onBytes` is told the bytes read so far in all. Rejects with
 * AbortError when `signal` fires; a file that cannot be read lands in `failed`, the others go on.
 */
export async function hashFiles(
  files: readonly HashRequest[],
  onBytes: (total: number) => void,
  signal: AbortSignal,
): Promise<HashResult> {
  signal.throwIfAborted();
  if (files.length === 0) return { digests: new Map(), failed: [] };
  const worker = startWorker();
  return worker ? await inWorker(worker, files, onBytes, signal) : await onMainThread(files, onBytes, signal);
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

function inWorker(
  worker: Worker,
  files: readonly HashRequest[],
  onBytes: (total: number) => void,
  signal: AbortSignal,
): Promise<HashResult> {
  return new Promise((resolve, reject) => {
    const digests = new Map<string, Digest>();
    const failed: string[] = [];
    let total = 0;
    let answered = false;
    const end = (settle: () => void): void => {
      worker.terminate();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = (): void => end(() => reject(signal.reason));
    signal.addEventListener('abort', abort);
    worker.addEventListener('message', (event: MessageEvent<HashReply>) => {
      answered = true;
      const message = event.data;
      if (message.type === 'bytes') onBytes((total += message.more));
      else if (message.type === 'done') digests.set(message.key, message.digest);
      else failed.push(message.key);
      if (digests.size + failed.length === files.length) end(() => resolve({ digests, failed }));
    });
    // The script did not load, or broke: the main thread can still do the work.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() =>
        answered ? reject(new Error('The worker stopped')) : onMainThread(files, onBytes, signal).then(resolve, reject),
      );
    });
    for (const file of files) worker.postMessage(file);
  });
}

async function onMainThread(
  files: readonly HashRequest[],
  onBytes: (total: number) => void,
  signal: AbortSignal,
): Promise<HashResult> {
  const digests = new Map<string, Digest>();
  const failed: string[] = [];
  let total = 0;
  for (const { key, file } of files) {
    try {
      digests.set(key, await digestFile(file, (more) => onBytes((total += more)), signal, 512 * 1024));
    } catch {
      signal.throwIfAborted();
      failed.push(key);
    }
  }
  return { digests, failed };
}
