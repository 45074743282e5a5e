import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIGNAL_IDS, type SignalId } from '../../../src/schemas/signal.ts';
import { audit, SIGNALS, type Audited, type TestFile } from '../../fixtures/orders/audit.ts';
import { courier, csv, items2020, qianniu, type Grid } from '../../fixtures/orders/formats.ts';
import { DAY, quietShop, type Order } from '../../fixtures/orders/shop.ts';

/** Contradictions only: distribution checks compare with the shop's own past, so new orders may well move them. */
const CONTRADICTIONS: SignalId[] = SIGNALS.filter((s) => s.group === 'contradiction').map((s) => s.id);

const change = fc.record({
  at: fc.nat(119),
  other: fc.nat(119),
  kind: fc.constantFrom(
    'no-waybill',
    'share',
    'merge',
    'early-ship',
    'early-confirm',
    'undone',
    'same-minute',
    'note',
    'cheap',
    'two-parcels',
    'pickup',
    'mask',
  ),
});

/** A shop with arbitrary troubles and arbitrary innocent look-alikes. */
const ledger = fc.array(change, { maxLength: 25 }).map((changes) => {
  const o = quietShop(120, 3);
  for (const { at, other, kind } of changes) {
    const a = o[at]!;
    const b = o[other]!;
    if (kind === 'no-waybill') a.waybill = '';
    else if (kind === 'pickup') Object.assign(a, { waybill: '', mode: '自提' });
    else if (kind === 'share') a.waybill = b.waybill;
    else if (kind === 'merge') Object.assign(a, { waybill: b.waybill, buyer: b.buyer, shipped: b.shipped });
    else if (kind === 'early-ship') a.shipped = a.paid! - 5000;
    else if (kind === 'early-confirm' && a.shipped !== null) a.confirmed = a.shipped - 5000;
    else if (kind === 'undone')
      Object.assign(a, {
        waybill: '',
        shipped: null,
        confirmed: null,
        status: '交易关闭',
        refund: a.amount,
        buyer: 'demo_undone',
      });
    else if (kind === 'same-minute') Object.assign(a, { buyer: b.buyer, created: b.created, paid: b.paid, title: b.title });
    else if (kind === 'note') a.note = '代号甲';
    else if (kind === 'cheap') a.amount = 1;
    else if (kind === 'two-parcels') a.waybill = `${a.waybill},${b.waybill}`;
    else a.buyer = '张**';
  }
  return o;
});

const TYPED = { ownList: ['demo_undone'], words: ['代号甲'] };
const file = (grid: Grid, name = 'a.csv'): TestFile => ({ name, bytes: csv(grid) });
const parcels = (orders: readonly Order[]): TestFile =>
  file(
    courier(
      orders
        .filter((_, i) => i % 3 === 0)
        .map((o) => ({
          waybill: o.waybill.split(',')[0] || `none${o.id}`,
          kg: NaN,
          picked: o.paid,
          signed: o.paid! + 3 * DAY,
          place: o.id.endsWith('5') ? '海南省海口市' : `${o.province}省`,
        })),
    ),
    'kd.csv',
  );

function result(a: Audited, ids: readonly SignalId[] = SIGNAL_IDS): Record<string, unknown> {
  return Object.fromEntries(
    ids.map((id) => [id, { status: a.status(id), orders: a.found(id), explained: a.explained(id), texts: a.texts(id).sort() }]),
  );
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  return list
    .map((item, i) => ({ item, key: keys[i % keys.length]! * 7919 + i * keys[0]! }))
    .sort((a, b) => (a.key % 1009) - (b.key % 1009))
    .map((x) => x.item);
}

const keys = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 9 });
const RUNS = { numRuns: 40 };

test('the order of rows, the order of columns and the cutting into files change no finding', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, keys, fc.nat(119), async (orders, order, cut) => {
      const [head, ...rows] = qianniu(orders) as [string[], ...Grid];
      const plain = result(await audit([file([head, ...rows]), parcels(orders)], TYPED));
      const turned = shuffled(rows, order);
      const columns = shuffled(
        head.map((_, i) => i),
        order,
      );
      const mixed = [head, ...turned].map((row) => columns.map((c) => row[c]!));
      const first = file([mixed[0]!, ...mixed.slice(1, cut + 1)], 'b.csv');
      const second = file([mixed[0]!, ...mixed.slice(cut + 1)], 'c.csv');
      const files = cut > 0 && cut < 119 ? [parcels(orders), second, first] : [file(mixed), parcels(orders)];
      expect(result(await audit(files, TYPED))).toEqual(plain);
    }),
    RUNS,
  );
}, 120_000);

test('an item file beside the order file changes no contradiction, whichever is chosen first', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, async (orders) => {
      const one = file(qianniu(orders));
      const items = file(items2020(orders), 'items.csv');
      const plain = result(await audit([one], TYPED), CONTRADICTIONS);
      expect(result(await audit([items, one], TYPED), CONTRADICTIONS)).toEqual(plain);
      expect(result(await audit([one, items], TYPED), CONTRADICTIONS)).toEqual(plain);
    }),
    RUNS,
  );
}, 120_000);

test('adding innocent orders removes no contradiction elsewhere and adds none', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, fc.integer({ min: 1, max: 30 }), async (orders, n) => {
      const before = await audit([file(qianniu(orders)), parcels(orders)], TYPED);
      const after = await audit([file(qianniu([...orders, ...quietShop(n, 3, 99)])), parcels(orders)], TYPED);
      for (const id of CONTRADICTIONS) expect(after.found(id), id).toEqual(before.found(id));
    }),
    RUNS,
  );
}, 120_000);

test('reading the same file twice changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, async (orders) => {
      const one = file(qianniu(orders));
      expect(result(await audit([one, one], TYPED))).toEqual(result(await audit([one], TYPED)));
    }),
    RUNS,
  );
}, 120_000);

test('leaving a column out never turns a finding into “none”: the check says unchecked or still finds', async () => {
  await fc.assert(
    fc.asyncProperty(ledger, fc.nat(21), async (orders, column) => {
      const grid = qianniu(orders);
      const full = await audit([file(grid)], TYPED);
      if (grid[0]![column] === '订单编号') return;
      const less = await audit([file(grid.map((row) => row.filter((_, i) => i !== column)))], TYPED);
      const required = (id: SignalId) => SIGNALS.find((s) => s.id === id)!.required.flat();
      for (const id of CONTRADICTIONS) {
        const check = less.summary.checks.find((c) => c.id === id)!;
        // Columns that merely help may tell more orders apart; required ones may not vanish silently.
        if (full.status(id) === 'found' && required(id).length > 0) expect(check.status, id).not.toBe('none');
      }
    }),
    RUNS,
  );
}, 120_000);

test('every row is used or set aside', async () => {
  await fc.assert(
    fc.asyncProperty(
      ledger,
      fc.array(fc.constantFrom<string[]>(['', '交易成功'], ['1.2E+18', 'x'], ['合计', '9'], ['null'], ['订单编号', '支付单号']), {
        maxLength: 8,
      }),
      async (orders, junk) => {
        const a = await audit([file([...qianniu(orders), ...junk])]);
        expect(a.summary.rows).toEqual({ read: orders.length + junk.length, orders: orders.length, rejected: junk.length });
        for (const f of a.summary.files) expect(f.used + f.rejected).toBe(f.read);
      },
    ),
    RUNS,
  );
}, 120_000);
