import fc from 'fast-check';
import type { BinderItem } from '../../../src/models/binder/item.ts';
import { fromEpochDay } from '../../../src/models/calendar/day.ts';

export const KINDS = {
  'dispatch-slip': { name: '发货底单', shows: ['单号是谁寄给谁的'] },
  'payment-flow': { name: '支付流水', shows: ['钱从买家来'] },
};

const day = fc.integer({ min: 12_000, max: 20_000 }).map(fromEpochDay);

/** Binder items with hostile names and texts. */
export const item: fc.Arbitrary<BinderItem> = fc.record({
  key: fc.uuid(),
  fileName: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('../../etc/passwd', 'CON', 'a\u202egpj.exe', '底单.JPG', ''),
  ),
  size: fc.integer({ min: 1, max: 5_000_000_000 }),
  kind: fc.constantFrom('dispatch-slip', 'payment-flow', 'unknown-kind', null),
  date: fc.option(day),
  dateOrigin: fc.constantFrom('typed' as const, 'name' as const, 'modified' as const, 'none' as const),
  description: fc.string({ unit: 'binary', maxLength: 40 }),
  orders: fc.oneof(fc.stringMatching(/^[0-9]{0,20}$/), fc.string({ maxLength: 30 })),
});

export const items = fc.uniqueArray(item, { maxLength: 30, selector: (i) => i.key });
