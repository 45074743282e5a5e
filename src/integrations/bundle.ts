import { build } from 'vite';

/**
 * Bundles one TypeScript entry and everything it imports into one classic script.
 * @param define names replaced by values (given as JavaScript source) while bundling
 */
export async function bundleScript(entry: string, define: Record<string, string> = {}): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      minify: true,
      target: ['chrome111', 'safari16.4', 'firefox121'],
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((r) => ('output' in r ? r.output : []));
  const chunk = outputs.find((o) => o.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`${entry}：没有打包出脚本。`);
  return chunk.code.trim();
}
