/** Reads one file after the other, off the main thread. The page ends it to cancel. */
import { digestFile } from './digest.ts';
import type { HashReply, HashRequest } from './hash-protocol.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const reply = (message: HashReply): void => scope.postMessage(message);
let queue: Promise<void> = Promise.resolve();

scope.addEventListener('message', (event: MessageEvent<HashRequest>) => {
  const { key, file } = event.data;
  queue = queue.then(async () => {
    try {
      reply({ type: 'done', key, digest: await digestFile(file, (more) => reply({ type: 'bytes', more })) });
    } catch {
      reply({ type: 'failed', key });
    }
  });
});
