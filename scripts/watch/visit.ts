import { createHash } from 'node:crypto';

import { decodeBody, readableLines } from './readable-text.ts';

/** What a visit to an address found. */
export type Visit =
  | { kind: 'read'; lines: string[]; fingerprint: string; finalUrl: string }
  | { kind: 'gone'; status: number }
  | { kind: 'refused'; status: number; why: string }
  | { kind: 'unreachable'; why: string };

export interface VisitOptions {
  timeoutMs?: number;
  fetch?: typeof fetch;
}

/** Shorter texts are the empty shell of a page drawn by script, or a wall; a fingerprint of them says nothing. */
const LEAST_CHARACTERS = 40;
const LARGEST_BYTES = 8_000_000;
const WHO = 'zhendan-upkeep/1.0 (rule-change watch of a public handbook; a few requests a week)';

/** First 16 hex digits of SHA-256. */
export function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 16);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return '网络不通';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return '超时';
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `网络不通（${code}）` : '网络不通';
}

/** Reads one address. Never throws: what goes wrong is part of the result. */
export async function visit(url: string, { timeoutMs = 20_000, fetch: get = fetch }: VisitOptions = {}): Promise<Visit> {
  try {
    const response = await get(url, {
      redirect: 'follow',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'user-agent': WHO, 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' },
    });
    const { status } = response;
    if (status === 404 || status === 410) return { kind: 'gone', status };
    if (status >= 400) return { kind: 'refused', status, why: `返回 ${status}` };
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > LARGEST_BYTES) return { kind: 'refused', status, why: '文件太大' };
    const type = response.headers.get('content-type') ?? '';
    // A PDF or image is compared as a file: one changed byte is a change.
    if (!/text|html|xml|json/i.test(type))
      return { kind: 'read', lines: [], fingerprint: digest(bytes), finalUrl: response.url || url };
    const lines = readableLines(decodeBody(bytes, type));
    if (lines.join('').length < LEAST_CHARACTERS)
      return { kind: 'refused', status, why: '页面没有可读的正文（可能要登录或由脚本画出）' };
    return { kind: 'read', lines, fingerprint: digest(lines.join('\n')), finalUrl: response.url || url };
  } catch (error) {
    return { kind: 'unreachable', why: reason(error) };
  }
}

/** Visits every address, a few hosts at a time, one request per host at a time with a pause between. */
export async function visitAll(
  urls: readonly string[],
  { pauseMs = 800, hosts = 4, ...options }: VisitOptions & { pauseMs?: number; hosts?: number } = {},
): Promise<Map<string, Visit>> {
  const hostsOf = new Map<string, string[]>();
  for (const url of new Set(urls)) hostsOf.set(new URL(url).host, [...(hostsOf.get(new URL(url).host) ?? []), url]);
  const byHost = [...hostsOf.values()];
  const found = new Map<string, Visit>();
  await Promise.all(
    Array.from({ length: hosts }, async () => {
      for (let queue = byHost.shift(); queue; queue = byHost.shift())
        for (const [i, url] of queue.entries()) {
          if (i > 0) await new Promise((done) => setTimeout(done, pauseMs));
          found.set(url, await visit(url, options));
        }
    }),
  );
  return found;
}
