import { describe, expect, test } from 'vitest';
import { SIGNAL_IDS } from '../../../src/schemas/signal.ts';
import { mapHeaders } from '../../../src/models/audit/recognise.ts';
import {
  alipay,
  ali1688,
  aliexpress,
  courier,
  csv,
  goods,
  items2020,
  qianniu,
  taobao2016,
  taobao2018,
  wangdiantong,
  xlsx,
} from '../../fixtures/orders/formats.ts';
import { audit, BOOK, SIGNALS, type TestFile } from '../../fixtures/orders/audit.ts';
import { toGbk, toUtf16le } from '../../fixtures/orders/gbk.ts';
import { DAY, quietShop, START, type Order } from '../../fixtures/orders/shop.ts';

const shop = quietShop(400);

describe('every confirmed format', () => {
  const cases: [string, string, TestFile[]][] = [
    ['淘宝 2018, GBK', 'taobao-order-list-2018', [{ name: 'ExportOrderList.csv', bytes: toGbk(csv(taobao2018(shop))) }]],
    ['淘宝 2018, UTF-8 with BOM', 'taobao-order-list-2018', [{ name: 'a.csv', bytes: `\ufeff${csv(taobao2018(shop))}` }]],
    ['淘宝 2018, UTF-16, tabs', 'taobao-order-list-2018', [{ name: 'a.txt', bytes: toUtf16le(csv(taobao2018(shop), '\t')) }]],
    ['淘宝 2018, semicolons', 'taobao-order-list-2018', [{ name: 'a.csv', bytes: csv(taobao2018(shop), ';') }]],
    ['淘宝 2016, GBK', 'taobao-order-list-2016', [{ name: 'a.csv', bytes: toGbk(csv(taobao2016(shop))) }]],
    ['宝贝报表, GBK', 'tmall-item-list-2020', [{ name: 'a.csv', bytes: toGbk(csv(items2020(shop))) }]],
    [
      '千牛, shared strings, range says A1',
      'qianniu-order-report',
      [{ name: 'a.xlsx', bytes: xlsx({ 订单报表: qianniu(shop) }) }],
    ],
    [
      '千牛, inline strings, prefix',
      'qianniu-order-report',
      [{ name: 'a.xlsx', bytes: xlsx({ 订单报表: qianniu(shop) }, { shared: false, prefix: 'x' }) }],
    ],
    [
      '千牛, times as numbers',
      'qianniu-order-report',
      [{ name: 'a.xlsx', bytes: xlsx({ 订单报表: qianniu(shop, undefined, 'serial') }) }],
    ],
    ['1688', 'ali1688-order-49', [{ name: 'a.xlsx', bytes: xlsx({ Sheet1: ali1688(shop) }) }]],
    ['速卖通', 'aliexpress-order-old', [{ name: 'a.xlsx', bytes: xlsx({ Sheet1: aliexpress(shop) }) }]],
    ['旺店通', 'wangdiantong-order-detail', [{ name: 'a.xlsx', bytes: xlsx({ Sheet1: wangdiantong(shop) }) }]],
  ];

  test.each(cases)('%s: all orders read, nothing invented', async (_, format, files) => {
    const a = await audit(files);
    expect(a.problems).toEqual([]);
    expect(a.summary.rows).toMatchObject({ orders: shop.length, rejected: 0 });
    const invented = a.summary.checks.filter((c) => c.status === 'found').map((c) => [c.id, a.texts(c.id)[0]]);
    expect(invented).toEqual([]);
    const tables = await a.session.open(files.map((f) => new File([f.bytes as BlobPart], f.name)));
    expect(tables.tables[0]).toMatchObject({ format, sure: true });
  });

  test('every check reports, in the fixed order, and missing columns are named', async () => {
    const a = await audit([{ name: 'a.csv', bytes: csv(taobao2016(shop)) }]);
    expect(a.summary.checks.map((c) => c.id)).toEqual(SIGNAL_IDS);
    const fast = a.summary.checks.find((c) => c.id === 'fast-confirm')!;
    expect(fast).toMatchObject({ status: 'unchecked', missing: ['发货时间', '确认收货时间'] });
    for (const c of a.summary.checks) if (c.status === 'unchecked') expect(c.missing.length, c.id).toBeGreaterThan(0);
  });

  test('the header decides, not the position', () => {
    const headers = qianniu([])[0] as string[];
    const reversed = [...headers].reverse();
    expect(mapHeaders(reversed, BOOK).columns).toEqual([...mapHeaders(headers, BOOK).columns].reverse());
  });
});

/** Plants one contradiction of each kind and one look-alike beside it. */
function plant(orders: Order[]): {
  orders: Order[];
  expected: Record<string, string[]>;
  explained: Record<string, Record<string, number>>;
} {
  const o = orders.map((x) => ({ ...x }));
  o[10]!.waybill = '';
  o[11]!.waybill = '';
  o[12]!.waybill = '';
  o[12]!.mode = '自提';
  o[13]!.waybill = '';
  o[13]!.title = '虚构样品·话费充值';
  // Two buyers, one parcel.
  o[20]!.waybill = o[21]!.waybill;
  // One buyer, one parcel, one day: merged.
  Object.assign(o[31]!, { buyer: o[30]!.buyer, waybill: o[30]!.waybill, shipped: o[30]!.shipped! + 60 });
  // One buyer, one parcel, shipped a week apart.
  Object.assign(o[41]!, {
    buyer: o[40]!.buyer,
    waybill: o[40]!.waybill,
    shipped: o[40]!.shipped! + 7 * DAY,
    confirmed: o[40]!.shipped! + 12 * DAY,
  });
  o[50]!.shipped = o[50]!.paid! - 3600;
  o[51]!.confirmed = o[51]!.shipped! - 3600;
  o[52]!.paid = o[52]!.created! - 600;
  Object.assign(o[53]!, { shipped: o[53]!.paid! - 3600, payment: '支付方式：货到付款' });
  return {
    orders: o,
    expected: {
      'no-waybill': [10, 11].map((i) => o[i]!.id),
      'shared-waybill': [20, 21, 40, 41].map((i) => o[i]!.id),
      'impossible-times': [50, 51, 52].map((i) => o[i]!.id),
    },
    explained: { 'no-waybill': { pickup: 1, virtual: 1 }, 'shared-waybill': { merged: 2 }, 'impossible-times': { cod: 1 } },
  };
}

describe('planted contradictions are found exactly, look-alikes are told apart', () => {
  const planted = plant(quietShop(300));
  const qn = xlsx({ 订单报表: qianniu(planted.orders) });

  test.each(['no-waybill', 'shared-waybill', 'impossible-times'] as const)('%s in 千牛 .xlsx', async (id) => {
    const a = await audit([{ name: 'a.xlsx', bytes: qn }]);
    expect(a.found(id)).toEqual([...planted.expected[id]!].sort());
    expect(a.explained(id)).toEqual(planted.explained[id]);
  });

  test('no-waybill and shared-waybill in the GBK export of 2018', async () => {
    const a = await audit([{ name: 'a.csv', bytes: toGbk(csv(taobao2018(planted.orders))) }]);
    expect(a.found('no-waybill')).toEqual([...planted.expected['no-waybill']!].sort());
    // Without a shipping time the two orders a week apart look like one merged parcel until the receipt shows otherwise.
    expect(a.found('shared-waybill')).toEqual(expect.arrayContaining([planted.orders[20]!.id, planted.orders[21]!.id]));
  });

  test('a shop whose buyers are masked gets no claim about persons', async () => {
    const masked = planted.orders.map((o) => ({ ...o, buyer: '张**' }));
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu(masked) }) }]);
    expect(a.summary.checks.find((c) => c.id === 'shared-waybill')).toMatchObject({
      status: 'unchecked',
      missing: ['买家会员名'],
    });
    expect(a.status('split-orders')).toBe('unchecked');
  });
});

describe('several files joined', () => {
  const orders = quietShop(200);
  const qn = { name: 'orders.xlsx', bytes: xlsx({ a: qianniu(orders) }) };

  test('unrelated-waybill: signed elsewhere, picked up before the order; a changed address and the same city in other words are not', async () => {
    const parcels = orders.map((o) => ({
      waybill: o.waybill,
      kg: NaN,
      picked: o.shipped,
      signed: o.confirmed! - 3600,
      place: `${o.province}省${o.city}市`,
    }));
    parcels[3]!.place = '海南省海口市';
    parcels[4]!.picked = orders[4]!.created! - 2 * DAY;
    parcels[5]!.place = `${orders[5]!.province}省${orders[5]!.city}`;
    parcels[6]!.place = orders[6]!.province;
    const a = await audit([qn, { name: 'kd.csv', bytes: toGbk(csv(courier(parcels))) }]);
    expect(a.found('unrelated-waybill')).toEqual([orders[3]!.id, orders[4]!.id].sort());
  });

  test('weight-mismatch: lighter than one piece; two parcels together are not', async () => {
    const own = orders.map((o) => ({ ...o }));
    own[7]!.waybill = `${own[7]!.waybill},EXTRA00000077`;
    const weight = (o: Order): number => ({ 'DEMO-BAG': 0.4, 'DEMO-CUP': 0.6, 'DEMO-STOOL': 2.5 })[o.sku]!;
    const parcels = own.map((o) => ({
      waybill: o.waybill.split(',')[0]!,
      kg: weight(o) + 0.02,
      picked: null,
      signed: null,
      place: '',
    }));
    parcels[5]!.kg = 0.05;
    parcels[7]!.kg = 0.3;
    parcels.push({ waybill: 'EXTRA00000077', kg: 3, picked: null, signed: null, place: '' });
    const a = await audit(
      [
        qn,
        { name: 'own.xlsx', bytes: xlsx({ a: qianniu(own) }) },
        { name: 'kd.csv', bytes: csv(courier(parcels)) },
        { name: 'g.csv', bytes: csv(goods()) },
      ].slice(1),
    );
    expect(a.found('weight-mismatch')).toEqual([own[5]!.id]);
    expect(a.explained('weight-mismatch')).toEqual({ 'several-parcels': 1 });
  });

  test('money-back: the whole payment of an order goes out again; refunds, fees and small after-sale payments are not', async () => {
    const t = (i: number, out: number, rest: Partial<{ order: string; note: string; type: string; to: string }>) => ({
      at: orders[i]!.paid! + 5 * 3600,
      out,
      to: 'demo***@example.invalid',
      order: '',
      note: '',
      type: '转账',
      ...rest,
    });
    const bill = alipay([
      t(8, orders[8]!.amount + 500, { order: orders[8]!.id }),
      t(9, orders[9]!.amount, { order: orders[9]!.id, type: '交易退款' }),
      t(10, 300, { order: orders[10]!.id, note: '售后补偿' }),
      t(11, orders[11]!.amount + 800, { note: `订单 ${orders[11]!.id}` }),
      t(12, 98_765_43, { note: '供应商货款' }),
      t(13, 600, { type: '服务费' }),
    ]);
    const a = await audit([qn, { name: 'bill.csv', bytes: toGbk(csv(bill)) }]);
    expect(a.found('money-back')).toEqual([orders[8]!.id, orders[11]!.id].sort());
    expect(a.explained('money-back')).toEqual({ 'after-sale': 1 });
    // Two lines of explanation are above the header; the total is set aside with its reason.
    expect(a.summary.rejected).toEqual([{ reason: '合计行', count: 1 }]);
  });

  test('an order that stands in two files is paid once', async () => {
    const bill = alipay([
      { at: orders[8]!.paid! + 7200, out: orders[8]!.amount, to: '', order: orders[8]!.id, note: '', type: '转账' },
    ]);
    const a = await audit([qn, qn, { name: 'items.csv', bytes: csv(items2020(orders)) }, { name: 'bill.csv', bytes: csv(bill) }]);
    expect(a.found('money-back')).toEqual([orders[8]!.id]);
  });

  test('order and item file: amounts are not counted twice, repeated items are set aside', async () => {
    const items = { name: 'items.csv', bytes: toGbk(csv(items2020(orders))) };
    const a = await audit([items, qn, items]);
    expect(a.summary.rows).toEqual({ read: 600, orders: 200, rejected: 200 });
    expect(a.summary.rejected).toEqual([{ reason: '同一子订单前面已经读过', count: 200 }]);
    expect(a.summary.checks.filter((c) => c.status === 'found')).toEqual([]);
  });
});

describe('what the seller types', () => {
  const orders = quietShop(100);
  orders[5]!.buyer = 'Demo_Staff';
  orders[6]!.note = '线下补单';
  orders[7]!.note = '代号甲 已安排';
  orders[8]!.note = '补单';
  const file = { name: 'a.csv', bytes: toGbk(csv(taobao2018(orders))) };

  test('nothing typed: not checked, and said so', async () => {
    const a = await audit([file]);
    expect(a.summary.checks.find((c) => c.id === 'own-list')).toMatchObject({ status: 'unchecked', missing: ['你填的名单'] });
    expect(a.summary.checks.find((c) => c.id === 'telltale-note')).toMatchObject({ status: 'unchecked', missing: ['你填的词'] });
  });

  test('hits and warehouse language', async () => {
    const a = await audit([file], { ownList: ['demo_staff', '张**'], words: ['代号甲', '补单'] });
    expect(a.found('own-list')).toEqual([orders[5]!.id]);
    expect(a.found('telltale-note')).toEqual([orders[7]!.id, orders[8]!.id].sort());
    expect(a.explained('telltale-note')).toEqual({ warehouse: 1 });
  });
});

describe('distribution checks compare the shop with itself', () => {
  const base = quietShop(700, 10);

  test('burst: a day above the own record of the weekday', async () => {
    const extra = quietShop(60, 60, 9).map((o) => ({
      ...o,
      created: o.created! + 56 * DAY,
      paid: o.paid! + 56 * DAY,
      shipped: o.shipped! + 56 * DAY,
      confirmed: o.confirmed! + 56 * DAY,
    }));
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu([...base, ...extra]) }) }]);
    expect(a.status('burst')).toBe('found');
    expect(a.found('burst')).toHaveLength(70);
    expect(a.summary.history.high).toEqual([56]);
  });

  test('burst is not checked without four weeks before', async () => {
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu(base.slice(0, 150)) }) }]);
    expect(a.summary.checks.find((c) => c.id === 'burst')).toMatchObject({ status: 'unchecked', missing: ['更早四周的订单'] });
  });

  test('one buyer, many orders given back at once: concentration, refund loop, and the exit “not mine”', async () => {
    const extra = quietShop(40, 40, 8).map((o) => ({
      ...o,
      buyer: 'demo_attacker',
      created: o.created! + 60 * DAY,
      paid: o.paid! + 60 * DAY,
      shipped: null,
      confirmed: null,
      waybill: '',
      status: '交易关闭',
      refund: o.amount,
      title: '虚构样品·陶瓷杯',
    }));
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu([...base, ...extra]) }) }]);
    const ids = extra.map((o) => o.id).sort();
    expect(a.found('buyer-concentration')).toEqual(ids);
    expect(a.found('refund-loop')).toEqual(ids);
    for (const id of ['buyer-concentration', 'refund-loop'])
      expect(a.summary.checks.find((c) => c.id === id)).toMatchObject({ hint: 'not-mine' });
  });

  test('split-orders: same buyer, same minute, same product, one piece each', async () => {
    const own = base.map((o) => ({ ...o }));
    const minute = Math.floor(own[100]!.created! / 60) * 60;
    for (const [k, i] of [100, 103, 106].entries())
      Object.assign(own[i]!, { buyer: 'demo_split', created: minute + k, paid: minute + 30 + k, title: own[100]!.title });
    // Same minute, two pieces: not this check.
    Object.assign(own[110]!, { buyer: 'demo_two', quantity: 2 });
    Object.assign(own[113]!, { buyer: 'demo_two', created: own[110]!.created, paid: own[110]!.paid });
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu(own) }) }]);
    expect(a.found('split-orders')).toEqual([100, 103, 106].map((i) => own[i]!.id).sort());
  });

  test('price-cluster: far below the own range; price-difference links are told apart', async () => {
    const own = base.map((o) => ({ ...o }));
    own[30]!.amount = 1;
    Object.assign(own[31]!, { amount: 100, title: '虚构·补差价专用' });
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu(own) }) }]);
    expect(a.found('price-cluster')).toEqual([own[30]!.id]);
    expect(a.explained('price-cluster')).toEqual({ 'top-up': 1 });
  });

  test('fast-confirm: confirmed before the courier’s signature', async () => {
    const parcels = base.map((o) => ({ waybill: o.waybill, kg: NaN, picked: null, signed: o.confirmed! - 3600, place: '' }));
    parcels[9]!.signed = base[9]!.confirmed! + 2 * DAY;
    const a = await audit([
      { name: 'a.xlsx', bytes: xlsx({ a: qianniu(base) }) },
      { name: 'k.csv', bytes: csv(courier(parcels)) },
    ]);
    expect(a.found('fast-confirm')).toEqual([base[9]!.id]);
  });

  test('no sentence of a distribution check names a limit in hours', async () => {
    const own = base.map((o) => ({ ...o }));
    own[20]!.confirmed = own[20]!.shipped! + 60;
    const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: qianniu(own) }) }]);
    expect(a.found('fast-confirm')).toEqual([own[20]!.id]);
    expect(a.texts('fast-confirm').join()).not.toMatch(/小时|天内|低于|高于/);
  });
});

describe('two clocks are never mixed', () => {
  test('速卖通 times are not compared with a domestic courier', async () => {
    const abroad = quietShop(60);
    const home = quietShop(60, 10, 2);
    const parcels = [...abroad, ...home].map((o) => ({
      waybill: o.waybill,
      kg: NaN,
      picked: o.created! - 8 * 3600,
      signed: null,
      place: '',
    }));
    const a = await audit([
      { name: 'a.xlsx', bytes: xlsx({ a: aliexpress(abroad) }) },
      { name: 'b.xlsx', bytes: xlsx({ a: qianniu(home) }) },
      { name: 'k.csv', bytes: csv(courier(parcels)) },
    ]);
    expect(a.found('unrelated-waybill')).toEqual(home.map((o) => o.id).sort());
  });

  test('times of an order come from one kind of file', async () => {
    const orders = quietShop(60);
    // The ERP's clock runs days early; its shipping time must not be held against the platform's payment time.
    const erp = orders.map((o) => ({ ...o, created: null, paid: null, shipped: o.shipped! - 3 * DAY }));
    const platform = qianniu(orders, [
      '订单编号',
      '支付单号',
      '买家实付金额',
      '商品标题',
      '订单状态',
      '订单创建时间',
      '订单付款时间',
    ]);
    const a = await audit([
      { name: 'a.xlsx', bytes: xlsx({ a: wangdiantong(erp) }) },
      { name: 'b.xlsx', bytes: xlsx({ a: platform }) },
    ]);
    expect(a.found('impossible-times')).toEqual([]);
    expect(a.summary.rows.orders).toBe(60);
  });
});

test('orders that are no sales are left out of all checks and counted', async () => {
  const orders = quietShop(60);
  for (const order of [orders[3]!, orders[4]!]) Object.assign(order, { waybill: '', buyer: 'Demo_Staff', note: '补单' });
  const sheet = wangdiantong(orders, (o) => (o === orders[3] ? '售后补发' : '网店销售'));
  const a = await audit([{ name: 'a.xlsx', bytes: xlsx({ a: sheet }) }], { ownList: ['demo_staff'], words: ['补单'] });
  for (const check of ['no-waybill', 'own-list', 'telltale-note'] as const) expect(a.found(check)).toEqual([orders[4]!.id]);
  expect(a.summary.notSales).toBe(1);
});

test('order numbers a spreadsheet has ruined are set aside with their line and never matched', async () => {
  const rows = csv([
    ['订单编号', '订单状态', '物流单号'],
    ['2.16385E+18', '交易成功', ''],
    ['2163847562938470000', '交易成功', ''],
    ['="2163847562938470000"', '交易成功', 'A12345'],
    ['9000001000000001108', '交易成功', 'B12345'],
  ]);
  const a = await audit([{ name: 'a.csv', bytes: rows }]);
  expect(a.summary.rows).toEqual({ read: 4, orders: 2, rejected: 2 });
  const aside = new TextDecoder().decode(a.session.rejectedCsv());
  expect(aside).toContain('a.csv,,2,');
  expect(aside).toContain('a.csv,,3,');
  expect(a.found('no-waybill')).toEqual([]);
});

test('the record of each check is complete and carries no limit value', () => {
  expect(SIGNALS.map((s) => s.id)).toEqual(SIGNAL_IDS);
  for (const s of SIGNALS) {
    expect(new Set(s.innocent.map((i) => i.id)).size).toBe(s.innocent.length);
    expect(JSON.stringify([s.measures, s.innocent, s.evidence]), s.id).not.toMatch(/\d+\s*(%|％|小时|天|单|次|克)/);
  }
  expect(START % DAY).toBe(0);
});
