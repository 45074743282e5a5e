import type { SignalId } from '../../schemas/signal.ts';
import { dayText, timeText } from '../table/cells/time.ts';
import { CONFIRM, PRICE, REFUND } from './checks/distributions.ts';
import { MONEY, SHARED, TIMES, UNRELATED } from './checks/contradictions.ts';
import { DAY } from './context.ts';
import { NONE, STATUS, type Ledger } from './ledger.ts';
import type { CheckResult, DayHistory, Finding } from './result.ts';
import { provinceName } from './region.ts';

/** Head and tail of an order or parcel number: enough to find it again, not enough to copy a customer list. */
export function ends(id: string): string {
  return id.length <= 8 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}

/** First and last character of a name. */
export function initials(name: string): string {
  const chars = [...name];
  return chars.length <= 1 ? name : `${chars[0]}…${chars.at(-1)}`;
}

export function yuan(fen: number): string {
  return `${(fen / 100).toFixed(2)} 元`;
}

const STATUS_WORDS: Record<number, string> = {
  [STATUS['part-shipped']]: '部分发货',
  [STATUS.shipped]: '已发货',
  [STATUS.success]: '交易成功',
};

const sizes = new WeakMap<CheckResult, Map<number, number>>();

function groupSize(check: CheckResult, group: number): number {
  let map = sizes.get(check);
  if (!map) {
    map = new Map();
    for (const f of check.findings) map.set(f.group, (map.get(f.group) ?? 0) + 1);
    sizes.set(check, map);
  }
  return map.get(group) ?? 0;
}

/** The sentence that says what does not fit about one order: facts only, no judgement. */
export function describe(ledger: Ledger, check: CheckResult, finding: Finding, history: DayHistory): string {
  const { order, what, ref } = finding;
  const t = (which: 0 | 1 | 2 | 3): string =>
    timeText([ledger.created, ledger.paid, ledger.shipped, ledger.confirmed][which]![order]!, ledger.unitOf(order, which));
  const others = groupSize(check, finding.group) - 1;
  switch (check.id satisfies SignalId) {
    case 'no-waybill':
      return `状态是${STATUS_WORDS[ledger.status[order]!] ?? '已发货'}，物流单号是空的。`;
    case 'shared-waybill': {
      const head = `运单 ${ends(ledger.waybills.get(ref))} 还挂在另外 ${others} 单上，`;
      if (what === SHARED.buyers) return `${head}买家不是同一个人。`;
      if (what === SHARED.days) return `${head}发货日不挨着。`;
      if (what === SHARED.afterReceipt) return `${head}有一单确认收货之后，另一单才付款。`;
      return `${head}文件里看不出是不是同一个买家，请你核对是否合并发货。`;
    }
    case 'impossible-times':
      switch (what) {
        case TIMES.paidBeforeCreated:
          return `付款 ${t(1)}，早于创建 ${t(0)}。`;
        case TIMES.shippedBeforePaid:
          return `发货 ${t(2)}，早于付款 ${t(1)}。`;
        case TIMES.confirmedBeforeShipped:
          return `确认收货 ${t(3)}，早于发货 ${t(2)}。`;
        case TIMES.shippedBeforeCreated:
          return `发货 ${t(2)}，早于创建 ${t(0)}。`;
        case TIMES.confirmedBeforePaid:
          return `确认收货 ${t(3)}，早于付款 ${t(1)}。`;
        default:
          return `确认收货 ${t(3)}，早于创建 ${t(0)}。`;
      }
    case 'unrelated-waybill': {
      if (what === UNRELATED.pickedEarly) {
        return `运单 ${ends(ledger.waybills.get(ref))} 揽收 ${timeText(ledger.pickedAt[ref]!, ledger.courierPrecision[ref] ?? 1)}，早于下单 ${t(0)}。`;
      }
      const city = (id: number | undefined): string => (id === undefined || id === NONE ? '' : ledger.regions.get(id));
      return `运单 ${ends(ledger.waybills.get(ref))} 签收在${provinceName(ledger.signedProvince[ref]!)}${city(ledger.signedCity[ref])}，收货地是${provinceName(ledger.province[order]!)}${city(ledger.city[order])}。`;
    }
    case 'weight-mismatch': {
      const kg = ledger.waybillsOf(order).reduce((sum, id) => sum + (ledger.parcelWeight[id] ?? 0), 0);
      const quantity = ledger.quantity[order]!;
      return `包裹重 ${round(kg)} kg，最轻的一件标准重量 ${round(ref / 1e6)} kg${quantity > 1 ? `，订单共 ${quantity} 件` : ''}。`;
    }
    case 'money-back': {
      const transfer = ledger.transfers[ref]!;
      const head = `${timeText(transfer.time, transfer.precision)} 转出 ${yuan(transfer.amount)}`;
      if (what === MONEY.byNumber) return `${head}，账上写着这个订单号，不少于整笔货款。`;
      if (what === MONEY.byAccount) return `${head}，对方就是这个买家的账号，金额和货款一样。`;
      return `${head}，日子和金额都和这一单对得上${others > 0 ? `；对得上的还有 ${others} 单，请你认` : ''}。`;
    }
    case 'own-list':
      return `买家 ${initials(ledger.buyer[order] === NONE ? '' : ledger.buyers.get(ledger.buyer[order]!))} 在你填的名单里。`;
    case 'telltale-note':
      return `备注写着「${ledger.notes.get(ref).slice(0, 60)}」。`;
    case 'burst': {
      const i = ref - history.from;
      const past = [7, 14, 21, 28, 35, 42, 49, 56].map((d) => history.counts[i - d]).filter((n): n is number => n !== undefined);
      return `${dayText(ref * DAY)} 共 ${history.counts[i]} 单，前面 ${past.length} 个同一星期几最多 ${Math.max(...past)} 单。`;
    }
    case 'buyer-concentration':
      return `买家 ${initials(ledger.buyers.get(ref))} 这一周买同一商品 ${others + 1} 次，比本店前几周的纪录高。`;
    case 'fast-confirm':
      if (what === CONFIRM.beforeSigning)
        return `确认收货 ${t(3)}，快递签收 ${timeText(ledger.signedAt[ref]!, ledger.courierPrecision[ref] ?? 1)}。`;
      return `发货 ${t(2)}，确认收货 ${t(3)}，和本店发往${ledger.province[order]! >= 0 ? provinceName(ledger.province[order]!) : '各地'}的过去相比排在最前。`;
    case 'price-cluster':
      if (what === PRICE.sameAmount)
        return `这一周有 ${others + 1} 单都是 ${yuan(ledger.paidAmount[order]!)}，占比高出本店前几周的纪录。`;
      return `实付 ${yuan(ledger.paidAmount[order]!)}，标价 ${yuan(ledger.list[order]! > 0 ? ledger.list[order]! : ledger.payable[order]!)}，离开了本店常见的范围。`;
    case 'split-orders':
      return `同一买家在同一分钟里，同款各一件，共 ${others + 1} 单。`;
    case 'refund-loop':
      if (what === REFUND.buyer) return `同一买家 ${initials(ledger.buyers.get(ref))} 共有 ${others + 1} 单没发货就全额退款。`;
      return `没发货就全额退款。这一周共 ${others + 1} 单，比本店前几周的纪录高。`;
  }
}

function round(kg: number): string {
  return String(Math.round(kg * 1000) / 1000);
}
