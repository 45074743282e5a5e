import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { openAdvisories, verdict, type AdvisoryException } from '../../scripts/audit.ts';

interface Entry {
  version?: string;
  license?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}
interface Exceptions {
  licences: Record<string, { licence: string; reason: string }>;
  advisories: AdvisoryException[];
}

/** Licences that ask for no more than their notice, or (MPL, OFL) bind only the file or font itself. */
const ALLOWED = [
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'MPL-2.0',
  'OFL-1.1',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const exceptions = JSON.parse(readFileSync('tests/data/dependency-exceptions.json', 'utf8')) as Exceptions;
const installed = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.split('node_modules/').at(-1) ?? path, entry }));

/** Whether a licence expression can be met by allowed licences: `OR` leaves a choice, `AND` does not. */
export function allows(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((licence) => ALLOWED.includes(licence)));
}
const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

/** Packages whose licence is neither allowed nor written down as an exception. */
function unlicensed(list: readonly { name: string; entry: Entry }[]): string[] {
  return list
    .filter(({ name, entry }) => {
      const licence = entry.license ?? '';
      if (allows(licence)) return false;
      return !Object.entries(exceptions.licences).some(([pattern, e]) => covers(pattern, name) && e.licence === licence);
    })
    .map(({ name, entry }) => `${name}（${entry.license ?? '没有写许可证'}）`);
}

describe('licences of everything the lock file installs', () => {
  it('are allowed, or an exception is written down', () => {
    expect(installed.length).toBeGreaterThan(300);
    expect(unlicensed(installed)).toEqual([]);
  });
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND OFL-1.1', true],
    ['MIT AND GPL-3.0', false],
    ['AGPL-3.0', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%s: %s', (expression, expected) => expect(allows(expression)).toBe(expected));
  it('would be found wanting', () => {
    expect(
      unlicensed([
        { name: 'x', entry: { license: 'AGPL-3.0' } },
        { name: 'y', entry: {} },
      ]),
    ).toHaveLength(2);
    // An exception is for one package under one licence.
    expect(unlicensed([{ name: '@img/sharp-libvips-linux-x64', entry: { license: 'GPL-3.0' } }])).toHaveLength(1);
  });
  it('have no exception that is no longer needed, and each says why', () => {
    for (const [pattern, { licence, reason }] of Object.entries(exceptions.licences)) {
      expect(
        installed.some(({ name, entry }) => covers(pattern, name) && entry.license === licence),
        pattern,
      ).toBe(true);
      expect(reason.length, pattern).toBeGreaterThan(20);
    }
  });
});

describe('where packages come from', () => {
  it('is the registry, each with a strong digest', () => {
    for (const { name, entry } of installed) {
      expect(entry.link, name).not.toBe(true);
      expect(entry.integrity, name).toMatch(/^sha512-/);
      expect(entry.version, name).toMatch(/^\d+\.\d+\.\d+/);
    }
  });
  it('runs no script while installing, but for those listed', () => {
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };
    const scripted = new Set(installed.filter(({ entry }) => entry.hasInstallScript).map(({ name }) => name));
    // fsevents is for macOS and ships its build; npm marks it all the same.
    expect([...scripted].filter((name) => !(name in allowScripts) && name !== 'fsevents')).toEqual([]);
    for (const name of Object.keys(allowScripts))
      expect(scripted.has(name), `${name} 已经没有安装脚本，请从 allowScripts 去掉`).toBe(true);
  });
});

describe('advisories', () => {
  const report = {
    vulnerabilities: {
      left: {
        severity: 'high',
        via: [{ source: 1, url: 'https://advisories.example/GHSA-aaaa', title: 'overflow', severity: 'high' }],
      },
      top: { severity: 'high', via: ['left'] },
    },
  };
  const exception = { id: 'GHSA-aaaa', package: 'left', reason: 'only while building', until: '2026-12-31' };
  it('are reported once, where they are', () =>
    expect(openAdvisories(report, [], '2026-11-23')).toEqual(['left: GHSA-aaaa (high) overflow']));
  it('are silent under an exception, until its day', () => {
    expect(openAdvisories(report, [exception], '2026-12-31')).toEqual([]);
    expect(openAdvisories(report, [exception], '2027-01-01')).toHaveLength(1);
    expect(openAdvisories(report, [{ ...exception, package: 'other' }], '2026-11-23')).toHaveLength(1);
  });
  it.each([
    ['nothing open', '{"vulnerabilities":{}}', 0, '没有未处理的漏洞通告'],
    ['something open', JSON.stringify(report), 1, '- left: GHSA-aaaa (high) overflow'],
    ['a registry that refuses', '{"message":"405 Method Not Allowed","error":{}}', 2, '没有查成'],
    ['no network, no answer', '', 2, '没有查成'],
    ['an answer that is no JSON', '<html>', 2, '没有查成'],
  ] as const)('%s: said in words and by the exit code', (_, answer, code, words) => {
    const said = verdict(answer, [], '2026-11-23');
    expect(said.code).toBe(code);
    expect(said.text).toContain(words);
  });
  it('let stand say why and until when', () => {
    for (const e of exceptions.advisories) {
      expect(e.reason.length, e.id).toBeGreaterThan(20);
      expect(e.until, e.id).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(
        installed.some(({ name }) => name === e.package),
        e.id,
      ).toBe(true);
    }
  });
});
