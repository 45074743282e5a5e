import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Writes `file.br` and `file.gz` beside every text file of the built site, for servers that send ready-made ones
 * (deploy/nginx.conf). Not a part of the build: most hosts compress by themselves, and the best level is slow.
 */
const root = resolve(process.argv[2] ?? 'dist');
const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((f) => /\.(html|css|js|json|svg|xml|txt|md|webmanifest|wasm)$/.test(f) && !f.startsWith('.'));
const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

let before = 0;
let after = 0;
async function worker(): Promise<void> {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    const raw = readFileSync(join(root, file));
    if (raw.length < 1024) continue;
    const br = await asBrotli(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
      },
    });
    writeFileSync(join(root, `${file}.br`), br);
    writeFileSync(join(root, `${file}.gz`), await asGzip(raw, { level: 9 }));
    before += raw.length;
    after += br.length;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, worker));
console.log(`压缩完成：${(before / 1e6).toFixed(1)} MB → brotli ${(after / 1e6).toFixed(1)} MB`);
