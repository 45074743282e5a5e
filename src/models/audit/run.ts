import type { FieldId, FormatBook } from '../../schemas/export-format.ts';
import type { Signal, SignalId } from '../../schemas/signal.ts';
import {
  impossibleTimes,
  moneyBack,
  noWaybill,
  ownList,
  sharedWaybill,
  telltaleNote,
  unrelatedWaybill,
  weightMismatch,
} from './checks/contradictions.ts';
import { burst, buyerConcentration, fastConfirm, priceCluster, refundLoop, splitOrders } from './checks/distributions.ts';
import { Context, type Typed } from './context.ts';
import type { Ledger } from './ledger.ts';
import type { CheckResult, DayHistory, Explained, Outcome } from './result.ts';

const CHECKS: Record<SignalId, (ctx: Context) => Outcome> = {
  'no-waybill': noWaybill,
  'shared-waybill': sharedWaybill,
  'impossible-times': impossibleTimes,
  'unrelated-waybill': unrelatedWaybill,
  'weight-mismatch': weightMismatch,
  'money-back': moneyBack,
  'own-list': ownList,
  'telltale-note': telltaleNote,
  burst,
  'buyer-concentration': buyerConcentration,
  'fast-confirm': fastConfirm,
  'price-cluster': priceCluster,
  'split-orders': splitOrders,
  'refund-loop': refundLoop,
};

/** Columns whose being empty says something: they only need to be there. */
const PRESENCE: ReadonlySet<FieldId> = new Set<FieldId>([
  'tracking_no',
  'seller_note',
  'note_flag',
  'refund_amount',
  'refund_status',
  'order_id',
]);

const TYPED_NAMES = { 'own-list': '你填的名单', words: '你填的词' } as const;

/** Orders kept as examples of a harmless situation. */
const SAMPLE = 50;

export interface Audit {
  checks: CheckResult[];
  history: DayHistory;
  /** Orders that are no sales (re-shipments, samples) and were left out of all checks. */
  notSales: number;
}

/**
 * Runs the checks over a ledger. A check whose columns are missing is `unchecked` and names them; it never
 * says “nothing found”. There is no score and no sum over the checks.
 */
export function runChecks(
  ledger: Ledger,
  signals: readonly Signal[],
  book: FormatBook,
  typed: Typed,
  onCheck?: (id: SignalId) => void,
): Audit {
  const ctx = new Context(ledger, book.words, typed);
  const checks = signals.map((signal) => {
    onCheck?.(signal.id);
    return runCheck(ctx, signal, book);
  });
  let notSales = 0;
  for (let order = 0; order < ledger.orders; order++) if (!ctx.isSale(order)) notSales++;
  return { checks, history: ctx.history(), notSales };
}

function runCheck(ctx: Context, signal: Signal, book: FormatBook): CheckResult {
  const missing = missingColumns(ctx.ledger, signal, book);
  if (signal.typed === 'own-list' && ctx.typed.ownList.every((s) => s.trim() === '')) missing.push(TYPED_NAMES['own-list']);
  if (signal.typed === 'words' && ctx.typed.words.every((s) => s.trim() === '')) missing.push(TYPED_NAMES.words);
  // The order of times can be checked pair by pair; what can be compared is compared, the rest is named.
  const partial = signal.id === 'impossible-times' && missing.length > 0 && missing.length < 3;
  if (missing.length > 0 && !partial)
    return { id: signal.id, status: 'unchecked', orders: 0, findings: [], explained: [], missing, notes: maskNotes(ctx, signal) };
  const outcome = CHECKS[signal.id](ctx);
  const orders = new Set(outcome.findings.map((f) => f.order)).size;
  const lacking = [...missing, ...(outcome.incomplete ?? [])];
  const explained: Explained[] = [...(outcome.explained ?? [])].map(([reason, list]) => ({
    reason,
    orders: new Set(list).size,
    sample: list.slice(0, SAMPLE),
  }));
  return {
    id: signal.id,
    status: orders > 0 ? 'found' : lacking.length > 0 ? 'unchecked' : 'none',
    orders,
    findings: outcome.findings,
    explained,
    missing: lacking,
    notes: [...(outcome.notes ?? []), ...(partial ? ['缺列之外的时间先后已经比过。'] : [])],
    hint: outcome.hint,
  };
}

/** Names of the required columns that no file has (or that hold nothing usable). */
export function missingColumns(ledger: Ledger, signal: Signal, book: FormatBook): string[] {
  const label = (id: FieldId): string => book.fields.find((f) => f.id === id)?.label ?? id;
  return signal.required
    .filter((alternatives) => !alternatives.some((id) => (PRESENCE.has(id) ? ledger.seen : ledger.filled).has(id)))
    .map((alternatives) => label(alternatives[0]!));
}

function maskNotes(ctx: Context, signal: Signal): string[] {
  const needsBuyer = signal.required.some((alternatives) => alternatives.includes('buyer_id'));
  return needsBuyer && ctx.ledger.seen.has('buyer_id') && !ctx.ledger.filled.has('buyer_id')
    ? ['买家名打了星或是空的，分不出是不是同一个人，所以没有查。']
    : [];
}
