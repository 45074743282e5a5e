import type { Ask, FromWorker } from './protocol.ts';
import { Session, type Progress } from './session.ts';
import { asTableError } from './tables.ts';

/** The worker: one session, questions answered one after another, nothing kept when it ends. */
let session: Session | null = null;

const port = self as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((e: MessageEvent<Ask & { n: number }>) => void) | null;
};

async function answer(ask: Ask & { n: number }): Promise<unknown> {
  const progress = throttle<Progress>((p) => port.postMessage({ n: ask.n, kind: 'progress', progress: p }));
  if (ask.kind === 'start') {
    session = new Session(ask.signals, ask.book);
    return null;
  }
  if (!session) throw new Error('not started');
  switch (ask.kind) {
    case 'open':
      return session.open(ask.files);
    case 'remap':
      return session.remap(ask.index, ask.change);
    case 'run':
      return session.run(ask.typed, progress);
    case 'check':
      return session.check(ask.typed, progress);
    case 'query':
      return session.query(ask.query);
    case 'paper':
      return session.paper(ask.format, ask.ticks, ask.onDay);
    case 'rejected':
      return session.rejectedCsv();
  }
}

/** At most about ten progress messages a second: the page must have nothing to do but draw a bar. */
function throttle<T>(send: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    send(value);
  };
}

port.onmessage = (event) => {
  const ask = event.data;
  answer(ask).then(
    (value) =>
      port.postMessage({ n: ask.n, kind: 'answer', value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []),
    (error: unknown) => port.postMessage({ n: ask.n, kind: 'failed', message: asTableError(error).message }),
  );
};
