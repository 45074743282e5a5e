import type { Digest } from './digest.ts';

/** To the worker: one file to read. */
export interface HashRequest {
  readonly key: string;
  readonly file: Blob;
}
/** From the worker. */
export type HashReply =
  | { readonly type: 'bytes'; readonly more: number }
  | { readonly type: 'done'; readonly key: string; readonly digest: Digest }
  | { readonly type: 'failed'; readonly key: string };
