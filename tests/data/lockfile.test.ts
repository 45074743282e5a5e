import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      optionalDependencies?: Record<string, string>;
      hasInstallScript?: boolean;
      license?: string;
      dev?: boolean;
    }
  >;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

/** Optional dependencies that a package names but the lock file lacks: `npm ci` would refuse such a file elsewhere. */
function missingOptional(packages: Lock['packages']): string[] {
  const missing: string[] = [];
  for (const [path, entry] of Object.entries(packages))
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      // npm looks beside the package first, then in each folder above it.
      const folders = path.split('node_modules/').map((_, i, all) => all.slice(0, i + 1).join('node_modules/'));
      if (
        ![...folders.map((f) => `${f}${f && !f.endsWith('/') ? '/' : ''}node_modules/${name}`), `node_modules/${name}`].some(
          (p) => packages[p],
        )
      )
        missing.push(`${path} → ${name}`);
    }
  return missing;
}

describe('the lock file', () => {
  it('has an entry for every platform package that a dependency names', () => {
    expect(missingOptional(lock.packages)).toEqual([]);
  });
  it('is found wanting when one is taken out', () => {
    const copy = { ...lock.packages };
    const victim = Object.keys(copy).find((p) => /node_modules\/@esbuild\/win32-x64$/.test(p));
    expect(victim).toBeDefined();
    delete copy[victim ?? ''];
    expect(missingOptional(copy).join('\n')).toMatch(/@esbuild\/win32-x64/);
  });
  it('holds exact versions and no machine-bound addresses', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(version, name).toMatch(/^\d/);
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/);
  });
  it('lets no package run an install script but those listed in allowScripts', () => {
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };
    const scripted = Object.entries(lock.packages)
      .filter(([, e]) => e.hasInstallScript)
      .map(([p]) => p.split('node_modules/').at(-1) ?? p);
    for (const name of scripted) expect(Object.keys(allowScripts).concat('fsevents')).toContain(name);
  });
});
