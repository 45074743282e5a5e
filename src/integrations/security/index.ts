import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { headersFile, nginxMap, policyOf, type Section } from './headers.ts';
import { hashSource, inlineParts } from './inline.ts';
import { pagePolicy, type PolicyNeeds } from './policy.ts';

const CHARSET = /<meta charset="?utf-8"?\s*\/?>/i;
const OWN_POLICY = /<meta http-equiv="content-security-policy"/i;

/** What one built page needs; exported for the tests. */
export function needsOf(html: string): PolicyNeeds {
  const parts = inlineParts(html);
  return {
    scriptHashes: parts.scripts.map(hashSource).sort(),
    styleHashes: parts.styles.map(hashSource).sort(),
    styleAttributeHashes: parts.styleAttributes.map(hashSource).sort(),
  };
}

/** The page with its policy as the first thing the browser reads after the character set. */
export function withPolicy(path: string, html: string, needs: PolicyNeeds): string {
  if (!CHARSET.test(html))
    throw new Error(`${path}：页面没有 <meta charset="utf-8">，安全策略没有地方放。请在 <head> 最前面加上。`);
  const policy = pagePolicy(needs).join('; ');
  const meta = `<meta http-equiv="content-security-policy" content="${policy}"/><meta name="referrer" content="no-referrer"/>`;
  return html.replace(CHARSET, (charset) => charset + meta);
}

function union(all: readonly PolicyNeeds[]): PolicyNeeds {
  const merge = (key: 'scriptHashes' | 'styleHashes' | 'styleAttributeHashes') => [...new Set(all.flatMap((n) => n[key]))].sort();
  return {
    scriptHashes: merge('scriptHashes'),
    styleHashes: merge('styleHashes'),
    styleAttributeHashes: merge('styleAttributeHashes'),
  };
}

interface Built {
  path: string;
  needs: PolicyNeeds;
}

/** Hosts cut off or refuse longer lines. */
const LONGEST_POLICY = 1900;

/**
 * Header rules for the pages: a file at the root has its own, a folder shares one. Where the union of a folder's hashes
 * makes too long a line, each of its pages has its own.
 */
function sectionsOf(built: readonly Built[], base: string): Section[] {
  const groups = new Map<string, Built[]>();
  for (const page of built) {
    const slash = page.path.indexOf('/');
    const folder = slash === -1 ? '' : page.path.slice(0, slash + 1);
    groups.set(folder, [...(groups.get(folder) ?? []), page]);
  }
  const own = (page: Built): Section[] => {
    const embed = page.path.startsWith('embed/');
    const exact: Section = { pattern: base + encodeURI(page.path), embed, needs: page.needs };
    return page.path.endsWith('index.html') ? [{ ...exact, pattern: exact.pattern.replace(/index\.html$/, '') }, exact] : [exact];
  };
  return [...groups]
    .flatMap(([folder, pages]): Section[] => {
      const shared: Section = {
        pattern: `${base}${folder}*`,
        embed: folder === 'embed/',
        needs: union(pages.map((p) => p.needs)),
      };
      return folder === '' || policyOf(shared).length > LONGEST_POLICY ? pages.flatMap(own) : [shared];
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

/**
 * Gives every built page its Content-Security-Policy, and the site its header files. Runs last: whatever writes pages
 * after this step would not be covered. A page that brings its own policy (the emergency kit) keeps it.
 */
export function security(): AstroIntegration {
  let base = '/';
  return {
    name: 'zhendan:security',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = (await readdir(root, { recursive: true }))
          .map((f) => f.replaceAll('\\', '/'))
          .filter((f) => f.endsWith('.html'));
        const built: Built[] = [];
        for (const path of files) {
          const html = await readFile(root + path, 'utf8');
          const needs = needsOf(html);
          if (!OWN_POLICY.test(html)) await writeFile(root + path, withPolicy(path, html, needs));
          built.push({ path, needs });
        }
        const sections = sectionsOf(built, base);
        await writeFile(`${root}_headers`, headersFile(sections, base));
        await mkdir(`${root}.nginx`, { recursive: true });
        await writeFile(`${root}.nginx/csp.conf`, nginxMap(sections, base));
        logger.info(`${built.length} pages carry a policy; ${sections.length} header rules`);
      },
    },
  };
}
