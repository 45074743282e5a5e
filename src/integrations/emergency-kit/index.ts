import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { bundleScript } from '../bundle.ts';
import { hashSource } from '../security/inline.ts';
import { KIT_FILES, KIT_LIMIT, KIT_PAGES, KIT_TOOLS } from './contents.ts';
import { kitDocument } from './document.ts';
import type { LinkMap } from './extract.ts';

const SRC = fileURLToPath(new URL('../../', import.meta.url));
const widgetFolder = (tool: string): string => `${SRC}components/widgets/${tool}/`;

/** `</` would end the element it stands in. */
const inline = (code: string): string => code.replace(/<\/(script|style)/gi, '<\\/$1').trim();

async function style(tools: readonly string[]): Promise<string> {
  const files = [
    `${SRC}styles/tokens.css`,
    `${SRC}styles/reading.css`,
    `${SRC}styles/print.css`,
    `${SRC}components/widgets/shared/widgets.css`,
  ];
  for (const tool of tools)
    for (const file of await readdir(widgetFolder(tool))) if (file.endsWith('.css')) files.push(widgetFolder(tool) + file);
  files.push(`${SRC}integrations/emergency-kit/kit.css`);
  const texts = await Promise.all(files.map((f) => readFile(f, 'utf8')));
  return inline(
    texts
      .join('\n')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s*\n\s*/g, '\n'),
  );
}

async function newestCheck(root: string): Promise<string> {
  const text = await readFile(`${root}data/facts.json`, 'utf8');
  return [...text.matchAll(/"checkedOn":\s*"(\d{4}-\d\d-\d\d)"/g)].reduce((day, [, d = '']) => (d > day ? d : day), '');
}

/** The day of the build in Asia/Shanghai; `SOURCE_DATE_EPOCH` (seconds) fixes it for repeatable builds. */
function buildDay(): string {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  const now = Number.isFinite(epoch) && epoch > 0 ? new Date(epoch * 1000) : new Date();
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/**
 * The emergency kit: essential pages and three tools in one HTML file that opens from disk, on a phone, out of a chat,
 * without a network (issue: Offline). Stops the build when a listed page or tool is missing or the file grows too large.
 */
export function emergencyKit(): AstroIntegration {
  let base = '/';
  let site = 'https://zhendan.example';
  return {
    name: 'zhendan:emergency-kit',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
        site = config.site ?? site;
      },
      'astro:build:done': async ({ dir, logger }) => {
        // Not before it is needed: every start of the development server reads the configuration too.
        const { extractPart, partId } = await import('./extract.ts');
        const root = fileURLToPath(dir);
        const pages = KIT_PAGES.flatMap((s) => [...s.pages]);
        const present = KIT_TOOLS.filter((t) => existsSync(`${widgetFolder(t)}element.ts`));
        for (const tool of KIT_TOOLS)
          if (!present.includes(tool)) logger.warn(`应急包还没有 ${tool}：src/components/widgets/${tool}/element.ts 不存在。`);
        const missing = [...pages, ...present.map((t) => `tools/${t}`)].filter((p) => !existsSync(`${root}${p}/index.html`));
        if (missing.length > 0)
          throw new Error(
            `应急包缺少这些页：${missing.join('、')}。补上页面，或者改 src/integrations/emergency-kit/contents.ts 里的清单。`,
          );
        const paths = [...present.map((t) => `tools/${t}`), ...pages];
        const links: LinkMap = { base, site, parts: new Set(paths) };
        const take = async (path: string, tool: string | null) =>
          extractPart(await readFile(`${root}${path}/index.html`, 'utf8'), path, tool, links);
        const tools = await Promise.all(present.map((t) => take(`tools/${t}`, t)));
        const sections = await Promise.all(
          KIT_PAGES.map(async (s) => ({ title: s.title, parts: await Promise.all(s.pages.map((p) => take(p, null))) })),
        );
        const script = inline(
          await bundleScript(`${SRC}integrations/emergency-kit/client.ts`, {
            modules: {
              'virtual:kit-tools': [`${SRC}components/frame/printing.ts`, ...present.map((t) => `${widgetFolder(t)}element.ts`)]
                .map((file) => `import ${JSON.stringify(file)};`)
                .join('\n'),
            },
          }),
        );
        const css = await style(present);
        const html = kitDocument({
          madeOn: buildDay(),
          checkedOn: await newestCheck(root),
          address: new URL(`${base}emergency-kit.html`, site).href,
          tools,
          sections,
          links: JSON.stringify({ base, site, parts: Object.fromEntries(paths.map((p) => [p, partId(p)])) }).replaceAll(
            '<',
            '\\u003c',
          ),
          style: css,
          script,
          styleHash: hashSource(css),
          scriptHash: hashSource(script),
        });
        const size = Buffer.byteLength(html);
        if (size > KIT_LIMIT) throw new Error(`应急包有 ${size} 字节，超过 ${KIT_LIMIT}。从 contents.ts 的清单里去掉一些页。`);
        for (const name of KIT_FILES) await writeFile(root + name, html);
        logger.info(`emergency kit: ${paths.length} parts, ${(size / 1e6).toFixed(2)} MB`);
      },
    },
  };
}
