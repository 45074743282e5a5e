import { readdirSync, readFileSync } from 'node:fs';

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
  it('the upkeep one is scheduled and reads sources and links', () => {
    const text = readFileSync('.github/workflows/upkeep.yml', 'utf8');
    const flow = parse(text) as { on: { schedule: { cron: string }[] } };
    expect(flow.on.schedule[0]?.cron).toMatch(/^\d+ \d+ \* \* \d$/);
    for (const script of ['stale', 'watch:sources', 'watch:links']) expect(text).toContain(`npm run --silent ${script}`);
  });
});
