import { build } from 'vite';

/** What goes into a bundle beside its files. */
export interface BundleOptions {
  /** Names replaced by values (JavaScript source) while bundling. */
  define?: Record<string, string>;
  /** Modules that exist only for this bundle, by name. */
  modules?: Record<string, string>;
}

/** Bundles one TypeScript entry and everything it imports into one classic script. */
export async function bundleScript(entry: string, { define = {}, modules = {} }: BundleOptions = {}): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    plugins: [
      {
        name: 'zhendan:bundle-modules',
        enforce: 'pre',
        resolveId: (id) => (id in modules ? `\0${id}` : undefined),
        load: (id) => (id.startsWith('\0') ? modules[id.slice(1)] : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      // Starlight's own floor (Starlight 0.41 and later).
      target: ['chrome111', 'safari16.4', 'firefox121'],
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((r) => ('output' in r ? r.output : []));
  const chunk = outputs.find((o) => o.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`${entry}：没有打包出脚本。`);
  return chunk.code.trim();
}
