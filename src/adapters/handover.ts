/**
 * What one tool passes to the next, so that nobody types a thing twice: from the notice to the orders,
 * the binder and the letter. It stays in this tab. A payload is small and typed, and holds no words of
 * the seller, no order number, no name and no file: only ids, counts, a day and a list of proofs by
 * number and kind.
 *
 * In memory it lasts as long as the page. To survive the step to the next page the reader asks for it
 * (`keep`), and it goes into `sessionStorage`: same origin, same tab, gone when the tab is closed.
 * Browsers and embedded frames may refuse storage; that is normal, `put` then answers `memory` and the
 * tools work one by one.
 */
import { TOOL_IDS, type ToolId } from '../schemas/tool-ids.ts';

/** Raised when the shape changes; older payloads are then ignored, never guessed at. */
export const HANDOVER_VERSION = 1;

export interface HandoverProof {
  /** Number in the binder, 1 for the first. */
  readonly number: number;
  /** Evidence kind id. */
  readonly kind: string | null;
  /** Day YYYY-MM-DD, Asia/Shanghai. */
  readonly date: string | null;
}

export interface Handover {
  /** Tool that wrote it. */
  readonly tool: ToolId;
  readonly platform?: string;
  /** Finding ids. */
  readonly findings?: readonly string[];
  readonly goods?: readonly ('physical' | 'virtual')[];
  /** How many orders the notice or the audit concerns. */
  readonly orders?: number;
  /** Day or moment by which to answer, ISO 8601. */
  readonly deadline?: string;
  readonly proofs?: readonly HandoverProof[];
}

export type Kept = 'session' | 'memory';

const PREFIX = 'zhendan:handover:';
/** Characters of one payload; more than any honest list needs. */
const MAX_LENGTH = 64_000;
const MAX_PROOFS = 2000;
const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

export interface HandoverStore {
  /** Replaces what this tool passed before. `keep` = the reader agreed to carry it to the next page. */
  put(payload: Handover, keep: boolean): Kept;
  /** What a tool passed, or null. */
  get(tool: ToolId): Handover | null;
  /** Everything passed so far, in the order of the tools. */
  list(): Handover[];
  /** Forgets everything, stored or not. */
  clear(): void;
}

/** A store over `storage`, which is asked anew each time because browsers may refuse at any moment. */
export function createHandover(storage: () => Storage | null): HandoverStore {
  const memory = new Map<ToolId, Handover>();
  const attempt = <T>(use: (s: Storage) => T): T | null => {
    try {
      const s = storage();
      return s ? use(s) : null;
    } catch {
      return null;
    }
  };
  const store: HandoverStore = {
    put(payload, keep) {
      // Only known fields are taken, whatever object the caller hands in.
      const clean = readPayload({ ...payload, v: HANDOVER_VERSION });
      if (!clean) throw new TypeError(`Handover of ${String(payload.tool)} does not fit its shape`);
      memory.set(clean.tool, clean);
      const text = JSON.stringify({ v: HANDOVER_VERSION, ...clean });
      const stored =
        keep && text.length <= MAX_LENGTH
          ? attempt((s) => {
              s.setItem(PREFIX + clean.tool, text);
              return true;
            })
          : (attempt((s) => s.removeItem(PREFIX + clean.tool)), null);
      return stored ? 'session' : 'memory';
    },
    get(tool) {
      const held = memory.get(tool);
      if (held) return held;
      const text = attempt((s) => s.getItem(PREFIX + tool));
      if (!text || text.length > MAX_LENGTH) return null;
      try {
        const payload = readPayload(JSON.parse(text));
        return payload?.tool === tool ? payload : null;
      } catch {
        return null;
      }
    },
    list: () => TOOL_IDS.map((tool) => store.get(tool)).filter((payload) => payload !== null),
    clear() {
      memory.clear();
      for (const tool of TOOL_IDS) attempt((s) => s.removeItem(PREFIX + tool));
    },
  };
  return store;
}

/** The store of this page. */
export const handover: HandoverStore = createHandover(() => window.sessionStorage);

/** Checks a payload from outside field by field; null unless every field present is sound. */
export function readPayload(value: unknown): Handover | null {
  if (!isRecord(value) || value['v'] !== HANDOVER_VERSION) return null;
  const { tool, platform, findings, goods, orders, deadline, proofs } = value;
  if (!(TOOL_IDS as readonly unknown[]).includes(tool)) return null;
  if (platform !== undefined && !isId(platform)) return null;
  if (findings !== undefined && !(Array.isArray(findings) && findings.length <= 100 && findings.every(isId))) return null;
  if (
    goods !== undefined &&
    !(Array.isArray(goods) && goods.length <= 2 && goods.every((g) => g === 'physical' || g === 'virtual'))
  )
    return null;
  if (orders !== undefined && !(Number.isSafeInteger(orders) && (orders as number) >= 0)) return null;
  if (deadline !== undefined && !(typeof deadline === 'string' && MOMENT.test(deadline))) return null;
  if (proofs !== undefined && !(Array.isArray(proofs) && proofs.length <= MAX_PROOFS && proofs.every(isProof))) return null;
  return {
    tool: tool as ToolId,
    ...(platform !== undefined && { platform }),
    ...(findings !== undefined && { findings: findings as string[] }),
    ...(goods !== undefined && { goods: goods as ('physical' | 'virtual')[] }),
    ...(orders !== undefined && { orders: orders as number }),
    ...(deadline !== undefined && { deadline }),
    ...(proofs !== undefined && {
      proofs: (proofs as HandoverProof[]).map(({ number, kind, date }) => ({ number, kind, date })),
    }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}
function isProof(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { number, kind, date } = value;
  return (
    Number.isSafeInteger(number) &&
    (number as number) > 0 &&
    (kind === null || isId(kind)) &&
    (date === null || (typeof date === 'string' && DAY.test(date)))
  );
}
