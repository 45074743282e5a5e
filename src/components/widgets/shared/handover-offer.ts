import type { Handover } from '../../../adapters/handover.ts';
import { TOOLS } from '../../../facts/tools.ts';
import { PLATFORM_WORDS } from '../../../schemas/platform-words.ts';
import { el } from './dom.ts';

/** What a payload holds, in words. */
export function describeHandover(payload: Handover): string {
  const platform = PLATFORM_WORDS[payload.platform as keyof typeof PLATFORM_WORDS];
  const parts = [
    platform,
    payload.orders !== undefined && `${payload.orders} 单`,
    payload.findings && payload.findings.length > 0 && `${payload.findings.length} 种认定`,
    payload.proofs && payload.proofs.length > 0 && `${payload.proofs.length} 件证据`,
    payload.deadline && `期限 ${payload.deadline.slice(0, 16).replace('T', ' ')}`,
  ].filter(Boolean);
  return `${TOOLS[payload.tool].name}：${parts.join('，') || '没有内容'}`;
}

/**
 * A box that offers what other tools passed on, one button each; nothing is taken before a click. Null when there
 * is nothing to offer.
 */
export function handoverOffer(payloads: readonly Handover[], take: (payload: Handover) => void): HTMLElement | null {
  if (payloads.length === 0) return null;
  const said = el('span', { class: 'zd-said', role: 'status' });
  const buttons = payloads.map((payload) => {
    const button = el('button', { type: 'button', class: 'zd-btn zd-btn--plain' }, `带入${describeHandover(payload)}`);
    button.addEventListener('click', () => {
      take(payload);
      said.textContent = '已带入，请核对。';
    });
    return button;
  });
  return el('div', { class: 'zd-actions zd-noprint' }, ...buttons, said);
}
