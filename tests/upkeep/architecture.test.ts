import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { diagram, drawInto, importsByLayer, LAYERS } from '../../scripts/architecture/layers.ts';

const counts = importsByLayer('src');

describe('ARCHITECTURE.md', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  it('shows the imports as they are today (npm run draw)', () => {
    expect(drawInto(text, counts)).toBe(text);
  });
  it('would be out of date with one arrow more', () => {
    const more = new Map(counts);
    more.set('schemas', new Map([['models', 1]]));
    expect(drawInto(text, more)).not.toBe(text);
  });
  it('names every layer', () => {
    for (const layer of LAYERS) expect(text).toContain(`**${layer}**`);
  });
});

describe('the layers', () => {
  it.each([
    ['schemas', []],
    ['models', ['schemas']],
    ['adapters', ['schemas']],
    ['facts', ['schemas', 'models']],
  ] as const)('%s builds only on %j', (layer, allowed) => {
    expect([...(counts.get(layer)?.keys() ?? [])].filter((to) => !(allowed as readonly string[]).includes(to))).toEqual([]);
  });
  it('are drawn once per pair', () => {
    const lines = diagram(counts)
      .split('\n')
      .filter((l) => l.includes('-->'));
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(6);
  });
});
