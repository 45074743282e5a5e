import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { build } from 'vite';

type Component = Parameters<AstroContainer['renderToString']>[0];

/** As strict as the site's own policy where it matters: no eval, no WebAssembly, nothing beyond this origin. */
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export interface Served {
  readonly url: string;
  /** Paths asked for so far. */
  readonly requests: string[];
  readonly html: string;
  close(): Promise<void>;
}

/**
 * Serves one widget alone: its Astro HTML, its script bundled as the site bundles it (workers as files of
 * their own), and the site's style sheets, under a strict policy. Quicker than building the whole site.
 */
export async function serveWidget(component: Component, element: string): Promise<Served> {
  const out = mkdtempSync(join(tmpdir(), 'widget-'));
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    base: '/',
    build: {
      outDir: out,
      emptyOutDir: true,
      rollupOptions: { input: resolve(element), output: { entryFileNames: 'entry.js' } },
      modulePreload: false,
      target: 'es2022',
    },
    worker: { format: 'es' },
  });
  const container = await AstroContainer.create();
  const rendered = await container.renderToString(component);
  // The container points at the dev server's modules; here the bundle stands in for them.
  const body = rendered.replace(/<script type="module"[^>]*><\/script>/g, '').replace(/<link rel="stylesheet"[^>]*>/g, '');
  const own = /<style is:global>([\s\S]*?)<\/style>/.exec(readFileSync(resolve(element, '../Widget.astro'), 'utf8'))?.[1] ?? '';
  const css =
    [
      'src/styles/tokens.css',
      'src/styles/reading.css',
      'src/components/widgets/shared/widgets.css',
      'src/components/widgets/shared/print-part.css',
      'src/styles/print.css',
    ]
      .map((f) => readFileSync(resolve(f), 'utf8'))
      .join('\n') + own;
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>测试页</title><link rel="icon" href="data:,"><style>*, ::before, ::after { box-sizing: border-box; }${css}</style></head><body><main class="sl-markdown-content"><h1>测试页</h1><h2>工具</h2>${body}</main><script type="module" src="/entry.js"></script></body></html>`;
  const requests: string[] = [];
  const files = new Map<string, string>(
    readdirSync(out, { recursive: true }).map((f) => [`/${String(f).replaceAll('\\', '/')}`, join(out, String(f))] as const),
  );
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    requests.push(path);
    response.setHeader('content-security-policy', POLICY);
    const file = files.get(path);
    if (path === '/' || path.startsWith('/tools/')) response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    else if (file) response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    html,
    close: async () => {
      await new Promise((done) => server.close(done));
      rmSync(out, { recursive: true });
    },
  };
}

/** Runs in the page: elements that make it scroll sideways; those inside their own scroller do not. */
export function tooWide(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > width + 0.5 && !e.closest('.zd-table'))
    .map((e) => `${e.tagName} ${e.className} ${e.id}`)
    .slice(0, 8);
}
