import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Form {
  name: string;
  description: string;
  body: {
    type: string;
    id?: string;
    attributes: { label?: string; options?: unknown[] };
    validations?: { required?: boolean };
  }[];
}
const DIR = '.github/ISSUE_TEMPLATE';
const forms = readdirSync(DIR)
  .filter((f) => f !== 'config.yml')
  .map((f) => parse(readFileSync(`${DIR}/${f}`, 'utf8')) as Form);
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

describe('issue forms', () => {
  it('are the four that readers need', () => {
    expect(forms.map((f) => f.name)).toEqual(['这条规则变了', '我的情况没有答案', '举报骗局话术', '投稿案例']);
  });
  it.each(forms.map((f) => [f.name, f] as const))(
    '%s: unique ids, labels, a required promise that nobody is named',
    (_, form) => {
      const ids = form.body.map((b) => b.id).filter((i) => i !== undefined);
      expect(new Set(ids).size).toBe(ids.length);
      for (const b of form.body) {
        expect(['markdown', 'dropdown', 'input', 'textarea', 'checkboxes']).toContain(b.type);
        if (b.type !== 'markdown') expect(b.attributes.label).toBeTruthy();
        if (b.type === 'dropdown') for (const o of b.attributes.options ?? []) expect(typeof o).toBe('string');
      }
      const promise = form.body.find((b) => b.id === 'clean');
      expect(JSON.stringify(promise)).toMatch(/没有.*名/);
      expect(JSON.stringify(promise)).toContain('"required":true');
    },
  );
});

interface Step {
  name?: string;
  uses?: string;
  run?: string;
}
const stepsOf = (file: string): Step[] => {
  const flow = parse(readFileSync(`.github/workflows/${file}`, 'utf8')) as { jobs: Record<string, { steps: Step[] }> };
  return Object.values(flow.jobs).flatMap((job) => job.steps);
};
/** The environment without what a surrounding git (a hook, a worktree) would put in. */
const LONE = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
/** Runs a step as GitHub does: bash, stopping at the first failure. Its expressions stand for some word. */
const bash = (script: string, cwd: string, options: readonly string[] = ['-e', '-o', 'pipefail']) =>
  spawnSync('bash', [...options, '-c', script.replace(/\$\{\{.*?\}\}/g, 'word')], { cwd, env: LONE, encoding: 'utf8' });

describe('workflows', () => {
  it.each(['ci.yml', 'upkeep.yml'])('%s runs only npm scripts that exist', (file) => {
    const text = readFileSync(`.github/workflows/${file}`, 'utf8');
    expect(() => parse(text)).not.toThrow();
    const named = [...text.matchAll(/npm (?:run (?:--silent )?)?([a-z:]+)/g)]
      .map((m) => m[1] ?? '')
      .filter((n) => !['ci', 'test'].includes(n));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    expect(text).toMatch(/permissions:/);
  });
  it.each(['ci.yml', 'upkeep.yml'])('%s: every step is an action with its version, or a script that bash can read', (file) => {
    for (const step of stepsOf(file)) {
      if (step.uses !== undefined) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      else expect(bash(step.run ?? '', '.', ['-n']).stderr, step.run).toBe('');
      expect((step.uses === undefined) !== (step.run === undefined), JSON.stringify(step)).toBe(true);
    }
    expect(bash('if true; then echo', '.', ['-n']).status).not.toBe(0);
  });
  it('the upkeep one finds at its next run what it read at this one', () => {
    const dir = mkdtempSync(join(tmpdir(), 'upkeep-'));
    const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env: LONE, stdio: 'pipe' });
    const step = (name: string): string => stepsOf('upkeep.yml').find((s) => s.name === name)?.run ?? `no step ${name}`;
    const clone = (name: string): string => {
      git(dir, 'clone', '--quiet', 'origin', name);
      return join(dir, name);
    };
    try {
      git(dir, 'init', '--quiet', '--bare', '--initial-branch', 'main', 'origin');
      const first = clone('first');
      writeFileSync(join(first, 'page.txt'), '手册');
      git(first, 'add', '.');
      git(first, '-c', 'user.name=x', '-c', 'user.email=x@example.invalid', 'commit', '--quiet', '-m', 'x');
      git(first, 'push', '--quiet', 'origin', 'HEAD:main');
      for (const [name, reading] of [
        ['first', '{"a":1}'],
        ['second', '{"a":2}'],
      ] as const) {
        const cwd = name === 'first' ? first : clone(name);
        expect(bash(step('取回上次读到的样子'), cwd).status).toBe(0);
        if (name === 'second') expect(readFileSync(join(cwd, 'upkeep/source-state.json'), 'utf8')).toBe('{"a":1}');
        for (const file of ['source-state.json', 'link-state.json']) writeFileSync(join(cwd, 'upkeep', file), reading);
        const kept = bash(step('记住这次读到的样子'), cwd);
        expect(kept.status, kept.stderr).toBe(0);
      }
      expect(String(git(dir, '--git-dir', 'origin', 'show', 'upkeep-state:link-state.json'))).toBe('{"a":2}');
      expect(String(git(dir, '--git-dir', 'origin', 'show', 'main:page.txt'))).toBe('手册');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
  it('the upkeep one is scheduled and reads sources and links', () => {
    const text = readFileSync('.github/workflows/upkeep.yml', 'utf8');
    const flow = parse(text) as { on: { schedule: { cron: string }[] } };
    expect(flow.on.schedule[0]?.cron).toMatch(/^\d+ \d+ \* \* \d$/);
    for (const script of ['stale', 'watch:sources', 'watch:links', 'audit:advisories'])
      expect(text).toContain(`npm run --silent ${script}`);
  });
});
