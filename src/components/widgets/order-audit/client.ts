import type { Answers, Ask, FromWorker } from './protocol.ts';
import type { Progress } from './session.ts';

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
  onProgress?: (p: Progress) => void;
}

/** The page's end of the worker. `close` ends the worker at once, which is also how reading is cancelled. */
export class Client {
  private readonly worker = new Worker(new URL('./audit.worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, Waiting>();
  private n = 0;
  /** True once the worker has died. */
  broken = false;

  constructor() {
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      const one = this.waiting.get(message.n);
      if (!one) return;
      if (message.kind === 'progress') {
        one.onProgress?.(message.progress);
        return;
      }
      this.waiting.delete(message.n);
      if (message.kind === 'answer') one.resolve(message.value as never);
      else one.reject(new Error(message.message));
    };
    // Out of memory and the like: the worker dies without an answer.
    this.worker.onerror = () => {
      this.broken = true;
      this.fail('读这个文件时内存不够或浏览器出错了。请按月份分段导出，再选一次。');
    };
  }

  ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>, onProgress?: (p: Progress) => void): Promise<Answers[K]> {
    const n = ++this.n;
    return new Promise((resolve, reject) => {
      this.waiting.set(n, { resolve: resolve as (value: never) => void, reject, onProgress });
      this.worker.postMessage({ ...ask, n });
    });
  }

  close(): void {
    this.worker.terminate();
    this.fail('已取消');
  }

  private fail(message: string): void {
    for (const one of this.waiting.values()) one.reject(new Error(message));
    this.waiting.clear();
  }
}
