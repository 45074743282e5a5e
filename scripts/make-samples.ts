// Writes public/samples/: exports of an invented shop in several formats, so that anyone can try the order self-audit.
// Everything is made by arithmetic (tests/fixtures/orders); run again only when the fixtures change: node scripts/make-samples.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { alipay, courier, csv, qianniu, taobao2018, xlsx } from '../tests/fixtures/orders/formats.ts';
import { toGbk } from '../tests/fixtures/orders/gbk.ts';
import { DAY, GOODS, quietShop } from '../tests/fixtures/orders/shop.ts';

const out = resolve('public/samples');
mkdirSync(out, { recursive: true });

const orders = quietShop(600, 10, 7);
orders[40]!.waybill = '';
orders[41]!.waybill = '';
Object.assign(orders[42]!, { waybill: '', mode: '自提' });
orders[80]!.waybill = orders[81]!.waybill;
Object.assign(orders[91]!, { buyer: orders[90]!.buyer, waybill: orders[90]!.waybill, shipped: orders[90]!.shipped! + 60 });
orders[120]!.shipped = orders[120]!.paid! - 2 * 3600;
orders[121]!.confirmed = orders[121]!.shipped! - 3600;
orders[150]!.note = '补单，线下补单';
const rush = quietShop(50, 50, 6).map((o) => ({
  ...o,
  created: o.created! + 49 * DAY,
  paid: o.paid! + 49 * DAY,
  shipped: o.shipped! + 49 * DAY,
  confirmed: o.confirmed! + 49 * DAY,
}));
const undone = quietShop(25, 25, 5).map((o) => ({
  ...o,
  buyer: 'demo_many',
  created: o.created! + 52 * DAY,
  paid: o.paid! + 52 * DAY,
  shipped: null,
  confirmed: null,
  waybill: '',
  status: '交易关闭',
  refund: o.amount,
  title: GOODS[1].title,
}));
const all = [...orders, ...rush, ...undone];

const parcels = orders
  .slice(0, 300)
  .filter((o) => o.waybill)
  .map((o) => ({
    waybill: o.waybill,
    kg: 0.5,
    picked: o.shipped,
    signed: o.confirmed! - 7200,
    place: `${o.province}省${o.city}市`,
  }));
parcels[200]!.place = '海南省海口市';
parcels[201]!.picked = orders[201]!.created! - 3 * DAY;

const transfer = { to: 'demo***@example.invalid', type: '转账', note: '' };
const bill = alipay([
  { ...transfer, at: orders[230]!.paid! + 7200, out: orders[230]!.amount + 500, order: orders[230]!.id },
  { ...transfer, at: orders[231]!.paid! + 7200, out: 300, order: orders[231]!.id, note: '售后补偿' },
  { ...transfer, at: orders[232]!.paid! + 7200, out: orders[232]!.amount, order: orders[232]!.id, type: '交易退款' },
]);

const files: Record<string, Uint8Array | string> = {
  'sample-qianniu.xlsx': xlsx({ '虚构示例店（样表）': qianniu(all) }),
  'sample-taobao-gbk.csv': toGbk(csv(taobao2018(all))),
  'sample-courier.csv': `\ufeff${csv(courier(parcels))}`,
  'sample-alipay-gbk.csv': toGbk(csv(bill)),
};
for (const [name, content] of Object.entries(files)) writeFileSync(resolve(out, name), content);
console.log(`样表写在 ${out}`);
