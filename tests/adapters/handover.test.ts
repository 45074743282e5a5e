import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHandover, HANDOVER_VERSION, readPayload, type Handover } from '../../src/adapters/handover.ts';
import { TOOL_IDS } from '../../src/schemas/tool-ids.ts';

/** A Storage that works, filled by the tests. */
function fakeStorage(map = new Map<string, string>()): Storage {
  return {
    getItem: (k) => map.get(k) ?? null,
    setItem: (k, v) => void map.set(k, v),
    removeItem: (k) => void map.delete(k),
    clear: () => map.clear(),
    key: (n) => [...map.keys()][n] ?? null,
    get length() {
      return map.size;
    },
  };
}

const payload: fc.Arbitrary<Handover> = fc.record(
  {
    tool: fc.constantFrom(...TOOL_IDS),
    platform: fc.constantFrom('taobao', '1688'),
    findings: fc.array(fc.constantFrom('no-shipment', 'not-mine')),
    goods: fc.uniqueArray(fc.constantFrom('physical' as const, 'virtual' as const)),
    orders: fc.nat(),
    deadline: fc.constantFrom('2026-11-26', '2026-11-26T10:30:00+08:00'),
    proofs: fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 999 }),
        kind: fc.constantFrom('dispatch-slip', null),
        date: fc.constantFrom('2026-11-03', null),
      }),
    ),
  },
  { requiredKeys: ['tool'] },
);

describe('hand-over', () => {
  test('what one tool puts the next one gets, on this page and, when kept, on the next', () => {
    fc.assert(
      fc.property(payload, fc.boolean(), (given, keep) => {
        const storage = fakeStorage();
        const here = createHandover(() => storage);
        expect(here.put(given, keep)).toBe(keep ? 'session' : 'memory');
        expect(here.get(given.tool)).toEqual(given);
        const next = createHandover(() => storage);
        expect(next.get(given.tool)).toEqual(keep ? given : null);
      }),
    );
  });

  test('refused storage is normal', () => {
    for (const refuse of [
      () => null,
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      () => ({
        ...fakeStorage(),
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      }),
    ]) {
      const store = createHandover(refuse);
      expect(store.put({ tool: 'notice-triage', orders: 3 }, true)).toBe('memory');
      expect(store.get('notice-triage')).toEqual({ tool: 'notice-triage', orders: 3 });
      expect(store.list()).toHaveLength(1);
      store.clear();
      expect(store.list()).toEqual([]);
    }
  });

  test('putting without keeping takes back what was kept before', () => {
    const map = new Map<string, string>();
    const store = createHandover(() => fakeStorage(map));
    store.put({ tool: 'order-audit', orders: 3 }, true);
    store.put({ tool: 'order-audit', orders: 4 }, false);
    expect(map.size).toBe(0);
  });

  test('fields that are not part of the shape never travel', () => {
    const map = new Map<string, string>();
    const store = createHandover(() => fakeStorage(map));
    const extra = {
      tool: 'evidence-binder',
      notice: '整段通知',
      proofs: [{ number: 1, kind: null, date: null, fileName: '张三.jpg' }],
    } as unknown as Handover;
    store.put(extra, true);
    expect([...map.values()].join()).not.toMatch(/整段通知|张三/);
    expect(Object.keys(store.get('evidence-binder')!)).toEqual(['tool', 'proofs']);
  });

  test.each([
    ['another version', { v: HANDOVER_VERSION + 1, tool: 'order-audit' }],
    ['no version', { tool: 'order-audit' }],
    ['another tool', { v: HANDOVER_VERSION, tool: 'mind-reader' }],
    ['an order count below zero', { v: HANDOVER_VERSION, tool: 'order-audit', orders: -1 }],
    ['a number as text', { v: HANDOVER_VERSION, tool: 'order-audit', orders: '3' }],
    ['words for a finding', { v: HANDOVER_VERSION, tool: 'order-audit', findings: ['我的店被罚了'] }],
    ['a proof numbered zero', { v: HANDOVER_VERSION, tool: 'order-audit', proofs: [{ number: 0, kind: null, date: null }] }],
    ['words for a deadline', { v: HANDOVER_VERSION, tool: 'order-audit', deadline: '明天' }],
    ['an array', []],
    ['nothing', null],
  ])('%s is not read', (_what, value) => expect(readPayload(value)).toBeNull());

  test('whatever stands in storage, reading never throws and never gives another shape', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const store = createHandover(() => fakeStorage(new Map([['zhendan:handover:order-audit', text]])));
        const got = store.get('order-audit');
        expect(got === null || got.tool === 'order-audit').toBe(true);
      }),
    );
  });
});
