import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { SITE_NAME } from '../../site.mjs';
import { bundleScript } from '../bundle.ts';
import { drawIcon, ICONS } from './icons.ts';
import { findShell } from './shell.ts';

const WORKER = fileURLToPath(new URL('../../service-worker/sw.ts', import.meta.url));

/** The data sets whose change is a change of facts for the reader. */
const RECORDS = ['facts', 'laws', 'clearing'];

async function factsOf(root: string): Promise<{ hash: string; day: string }> {
  const hash = createHash('sha256');
  let day = '';
  for (const name of RECORDS) {
    const text = await readFile(`${root}data/${name}.json`, 'utf8').catch(() => '');
    hash.update(text);
    for (const [, checked = ''] of text.matchAll(/"checkedOn":\s*"(\d{4}-\d\d-\d\d)"/g)) if (checked > day) day = checked;
  }
  return { hash: hash.digest('hex').slice(0, 12), day };
}

function manifest(base: string): string {
  return JSON.stringify(
    {
      id: base,
      name: SITE_NAME,
      short_name: SITE_NAME,
      description: '虚假交易标记怎么判、什么时候清除、怎么申诉。没有网络也能用。',
      lang: 'zh-CN',
      dir: 'ltr',
      start_url: base,
      scope: base,
      display: 'standalone',
      background_color: '#fbfaf6',
      theme_color: '#0a5a66',
      icons: ICONS.filter((i) => i.name.startsWith('icon')).map((i) => ({
        src: `${base}icons/${i.name}`,
        sizes: `${i.size}x${i.size}`,
        type: 'image/png',
        purpose: i.purpose,
      })),
      shortcuts: [
        { name: '清除日期计算', url: `${base}tools/clearing-date/` },
        { name: '收到通知，先做什么', url: `${base}respond/first-hours/` },
      ],
    },
    null,
    2,
  );
}

/** Installable and working offline: icons, manifest, and the worker with its list of what to fetch ahead. Runs after all pages are final. */
export function serviceWorker(): AstroIntegration {
  let base = '/';
  return {
    name: 'zhendan:service-worker',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const favicon = await readFile(`${root}favicon.svg`, 'utf8');
        await mkdir(`${root}icons`, { recursive: true });
        for (const icon of ICONS) await writeFile(`${root}icons/${icon.name}`, drawIcon(favicon, icon));
        await writeFile(`${root}manifest.webmanifest`, manifest(base));
        const { shell, extra } = await findShell(root);
        const version = createHash('sha256');
        let bytes = 0;
        for (const path of [...shell, ...extra]) {
          const content = await readFile(root + (path === '' || path.endsWith('/') ? `${path}index.html` : path));
          version.update(path).update(content);
          if (shell.includes(path)) bytes += content.length;
        }
        const build = {
          version: version.digest('hex').slice(0, 12),
          base,
          facts: await factsOf(root),
          shell: shell.map((p) => base + p),
          extra: extra.map((p) => base + p),
        };
        await writeFile(
          `${root}sw.js`,
          `${await bundleScript(WORKER, { define: { __BUILD__: JSON.stringify(JSON.stringify(build)) } })}\n`,
        );
        logger.info(
          `offline: ${shell.length} files, ${(bytes / 1e6).toFixed(2)} MB before compression; ${extra.length} more for search`,
        );
      },
    },
  };
}
