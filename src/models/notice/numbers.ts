import type { NoticeWords, NumberRole } from '../../schemas/notice.ts';
import { isConditional } from './kind.ts';
import type { Found } from './reading.ts';
import { wordNumber } from './points.ts';
import { spanOf, type NoticeText } from './text.ts';
import { findAll, type Hit } from './words.ts';

/** An unlabelled number of this many digits is an order number (export dossier: 15–21). */
const BARE_ORDER = { min: 15, max: 21 };
/** A number named as an order may be shorter: Alibaba.com orders are. */
const NAMED_ORDER_MIN = 9;
const PRODUCT = { min: 8, max: 16 };

const URL_PRODUCT =
  /(?:[?&](?:id|itemid|item_id|offerid|productid|num_iid)=|\/(?:item|offer|product|product-detail)\/[a-z0-9_%-]{0,80}?)(\d{8,16})(?!\d)/g;
const URL_ORDER = /(?:[?&](?:orderid|order_id|bizorderid|biz_order_id|tradeid)=)(\d{9,21})(?!\d)/g;

/** What stands between two numbers of one list. */
const LIST_GAP = /^(?:[\s,、;/|&+()[\]"'=]|和|及|与|以及|and|\d{1,3}[.)、])*$/;

export interface Numbers {
  orders: Found<string>[];
  products: Found<string>[];
}

/** Order and product numbers, each once, in the order met. Numbers of parcels, cases, payments and phones are left out. */
export function readNumbers(n: NoticeText, words: NoticeWords): Numbers {
  const orders = new Map<string, Found<string>>();
  const products = new Map<string, Found<string>>();
  const put = (into: Map<string, Found<string>>, value: string, start: number) => {
    if (!into.has(value)) into.set(value, { value, span: spanOf(n, start, start + value.length) });
  };
  const taken = new Set<number>();
  for (const [re, into] of [
    [URL_PRODUCT, products],
    [URL_ORDER, orders],
  ] as const) {
    for (const m of n.text.matchAll(re)) {
      const start = m.index + m[0].length - (m[1] ?? '').length;
      taken.add(start);
      put(into, m[1] ?? '', start);
    }
  }
  const labels = words.numbers
    .flatMap((row) => findAll(n.text, row.words).map((hit) => ({ ...hit, role: row.role })))
    .sort((a, b) => a.end - b.end);
  let listEnd = -Infinity;
  let listRole: NumberRole | null = null;
  for (const m of n.text.matchAll(/(?<![\d.a-z])\d{8,24}(?![\d])/g)) {
    const end = m.index + m[0].length;
    if (taken.has(m.index)) continue;
    const listed = m.index - listEnd < 40 && LIST_GAP.test(n.text.slice(listEnd, m.index));
    const label: NumberRole | null = (listed ? listRole : null) ?? labelBefore(n.text, m.index, labels);
    const role = roleOf(m[0], label, n.text.slice(end, end + 8));
    listEnd = end;
    listRole = label;
    if (role === 'order') put(orders, m[0], m.index);
    else if (role === 'product') put(products, m[0], m.index);
  }
  return { orders: [...orders.values()], products: [...products.values()] };
}

function roleOf(digits: string, label: NumberRole | null, after: string): NumberRole | null {
  const long = digits.length >= BARE_ORDER.min && digits.length <= BARE_ORDER.max;
  if (/^1[3-9]\d{9}$/.test(digits)) return 'phone';
  if (label === 'order') return digits.length >= NAMED_ORDER_MIN && digits.length <= BARE_ORDER.max ? 'order' : null;
  if (label === 'product')
    return digits.length > PRODUCT.max ? (long ? 'order' : null) : digits.length >= PRODUCT.min ? 'product' : null;
  if (label) return label;
  if (/^[ ]?(?:这|等|号)?[笔个]?订单/.test(after))
    return digits.length >= NAMED_ORDER_MIN && digits.length <= BARE_ORDER.max ? 'order' : null;
  return long ? 'order' : null;
}

/** The label nearest before `at`, on the same sentence; of two that end together the longer. */
function labelBefore(text: string, at: number, labels: readonly (Hit & { role: NumberRole })[]): NumberRole | null {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (labels[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  let best = labels[low - 1];
  for (let i = low - 2; i >= 0 && best && labels[i]!.end === best.end; i -= 1)
    if (labels[i]!.start < best.start) best = labels[i]!;
  if (!best || at - best.end > 28 || /[。!;]/.test(text.slice(best.end, at))) return null;
  return best.role;
}

/** `涉及订单数: 37`, `订单笔数 37`. */
const ZH_COUNT_FIELD =
  /(?:(?:订单|交易)(?:总)?(?:笔数|数量|数)|(?:涉及|涉嫌|违规|涉事)(?:的)?订单)[ ]?[:= ]{0,2}(?:共|共计)?[ ]?(\d{1,6})(?![\d.-])/g;
/** `37 of your recent orders`. */
const EN_COUNT =
  /(?<![\d.a-z/-])(\d{1,6}|two|three|four|five|six|seven|eight|ten|twelve) (?:(?!points?|days?|hours?|times?|minutes?)[a-z-]{1,14} ){0,3}(?:orders|order|transactions|transaction)(?![a-z]| (?:no|number|id))/g;
/** `Number of orders involved: 37`. */
const EN_COUNT_FIELD =
  /(?:number of|no\. of|total) (?:[a-z-]{1,14} ){0,2}(?:orders|transactions)(?: [a-z]{1,12}){0,2}[ ]?[:=][ ]?(\d{1,6})(?!\d)/g;

/** A stated count such as 共 12 笔 or `12 orders`; thresholds and threats are left out. */
export function readOrderCount(n: NoticeText, words: NoticeWords): Found<number> | null {
  for (const re of [ZH_COUNT_FIELD, EN_COUNT, EN_COUNT_FIELD]) {
    for (const m of n.text.matchAll(re)) {
      const count = wordNumber(m[1] ?? '');
      if (Number.isNaN(count) || count === 0 || isConditional(n.text, m.index, words)) continue;
      return { value: count, span: spanOf(n, m.index, m.index + m[0].length) };
    }
  }
  for (const hit of findAll(n.text, words.countUnits)) {
    const before = /(?:^|[^\d.a-z])(\d{1,6}|[一二三四五六七八九两十]{1,4})[ ]?(?:个|条)?(?:疑似|可疑|涉嫌|违规|异常)?$/.exec(
      n.text.slice(Math.max(0, hit.start - 24), hit.start),
    );
    if (!before?.[1]) continue;
    const count = wordNumber(before[1]);
    const digits = hit.start - before[0].length + before[0].indexOf(before[1]);
    if (Number.isNaN(count) || count === 0 || isConditional(n.text, hit.start, words)) continue;
    if (/(?:第|满|不足|超过|以上|每|达到?|至少|少于)[ ]?$/.test(n.text.slice(Math.max(0, digits - 3), digits))) continue;
    if (/^(?:以上|以下|及以上|\/|号|价|品)/.test(n.text.slice(hit.end, hit.end + 3))) continue;
    return { value: count, span: spanOf(n, digits, hit.end) };
  }
  return null;
}

/** Numbers a spreadsheet program has destroyed (`4.01E+18`, or a long one ending in zeros). */
export function readDamaged(n: NoticeText): Found<string>[] {
  return [...n.text.matchAll(/(?<![\d.])\d\.\d{1,14}e\+1[4-9](?!\d)|(?<!\d)\d{11,15}0{5,}(?!\d)/g)].map((m) => ({
    value: m[0],
    span: spanOf(n, m.index, m.index + m[0].length),
  }));
}
