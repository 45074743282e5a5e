import type { NoticeReading } from './reading.ts';

/** What a mark shows. */
export type MarkKind = 'platform' | 'kind' | 'stage' | 'points' | 'order' | 'product' | 'notice-time' | 'deadline' | 'alarm';

/** The paste in pieces, in order and without loss; marked pieces carry what was read there. */
export type Piece = { text: string; mark: MarkKind | null };

/** Cuts the paste at everything read. Where two readings overlap the one that starts first is shown. */
export function markedPieces(paste: string, r: NoticeReading): Piece[] {
  const spans = [
    ...[r.platform, ...r.platformCandidates].map((f) => [f, 'platform'] as const),
    [r.kind, 'kind'] as const,
    [r.stage, 'stage'] as const,
    ...r.allPoints.map((f) => [f, 'points'] as const),
    [r.points, 'points'] as const,
    ...r.orders.map((f) => [f, 'order'] as const),
    [r.orderCount, 'order'] as const,
    ...r.products.map((f) => [f, 'product'] as const),
    [r.noticeAt, 'notice-time'] as const,
    [r.deadlineDate, 'deadline'] as const,
    [r.deadlineLimit, 'deadline'] as const,
    ...r.alarms.map((f) => [f, 'alarm'] as const),
  ]
    .flatMap(([found, mark]) => (found ? [{ ...found.span, mark }] : []))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const s of spans) {
    if (s.start < at) continue;
    if (s.start > at) pieces.push({ text: paste.slice(at, s.start), mark: null });
    pieces.push({ text: paste.slice(s.start, s.end), mark: s.mark });
    at = s.end;
  }
  if (at < paste.length) pieces.push({ text: paste.slice(at), mark: null });
  return pieces;
}
