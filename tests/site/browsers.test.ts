import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ESLint, type Linter } from 'eslint';
import compat from 'eslint-plugin-compat';
import { describe, expect, it } from 'vitest';

import { builtPages, DIST, htmlOf } from './site.ts';

/** The engines of astro.config.mjs, and what the in-app browsers of WeChat and UC are built on today. */
const BROWSERS = ['chrome >= 111', 'edge >= 111', 'firefox >= 121', 'safari >= 16.4', 'ios_saf >= 16.4', 'and_chr >= 111'];

/**
 * Features newer than the oldest engine that the code asks for before it uses them, each with the place that asks.
 * Nothing else may be used.
 */
const ASKED_FIRST: Record<string, string> = {
  requestIdleCallback: 'Starlight: window.requestIdleCallback || a timer (table of contents, search box)',
};

/** Scripts of other people that bring their own fallbacks and are loaded by name. */
const VENDORED = /^(pagefind\/|vendor\/)/;

const scripts = readdirSync(DIST, { recursive: true })
  .map((f) => String(f).replaceAll('\\', '/'))
  .filter((f) => f.endsWith('.js') && !VENDORED.test(f));

/** Inline scripts of the pages, each once. */
function inlineScripts(): string[] {
  const found = new Set<string>();
  for (const page of builtPages())
    for (const [, attributes = '', body = ''] of htmlOf(page).matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g))
      if (body.trim() && !/json|src=/.test(attributes)) found.add(body);
  return [...found];
}

describe('shipped scripts', () => {
  it('parse as ECMAScript 2022, which every engine on the list reads', () => {
    const bin = 'node_modules/es-check/lib/cli/index.js';
    const cli = existsSync(bin)
      ? bin
      : join(
          'node_modules/es-check',
          (JSON.parse(readFileSync('node_modules/es-check/package.json', 'utf8')) as { bin: Record<string, string> }).bin[
            'es-check'
          ] ?? '',
        );
    expect(scripts.length).toBeGreaterThan(10);
    execFileSync(process.execPath, [cli, 'es2022', '--module', ...scripts.map((f) => join(DIST, f))], { stdio: 'pipe' });
  });

  it('call no interface that the oldest engines lack', async () => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [
        {
          ...(compat.configs['flat/recommended'] as Linter.Config),
          languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
          settings: { browsers: BROWSERS },
        },
      ],
      allowInlineConfig: false,
    });
    const found = new Set<string>();
    for (const [name, code] of [
      ...scripts.map((f) => [f, readFileSync(join(DIST, f), 'utf8')] as const),
      ...inlineScripts().map((code, i) => [`inline ${i}`, code] as const),
    ])
      for (const result of await eslint.lintText(code))
        for (const m of result.messages)
          if (!Object.keys(ASKED_FIRST).some((api) => m.message.startsWith(api))) found.add(`${m.message} (${name})`);
    expect([...found]).toEqual([]);
  });

  it('would be found wanting', async () => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [{ ...(compat.configs['flat/recommended'] as Linter.Config), settings: { browsers: BROWSERS } }],
    });
    const [result] = await eslint.lintText('new URLPattern("/a"); navigator.serial;');
    expect(result?.messages.length).toBeGreaterThan(0);
  });
});
