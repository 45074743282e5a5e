import { Resvg } from '@resvg/resvg-js';

/** The icons of the installed handbook, drawn from the favicon. */
export const ICONS = [
  { name: 'icon-192.png', size: 192, purpose: 'any' },
  { name: 'icon-512.png', size: 512, purpose: 'any' },
  { name: 'icon-maskable-512.png', size: 512, purpose: 'maskable' },
  { name: 'apple-touch-icon.png', size: 180, purpose: 'any' },
] as const;

/**
 * Draws one icon as PNG. A maskable one keeps its drawing inside the middle four fifths and its ground to the edge,
 * since launchers cut it to their own shape; so does the one iOS rounds by itself.
 */
export function drawIcon(favicon: string, icon: (typeof ICONS)[number]): Uint8Array {
  const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"/i.exec(favicon)?.[1] ?? '#0a5a66';
  const inset = icon.purpose === 'maskable' ? 4 : 0;
  const side = 32 + 2 * inset;
  const inner = favicon.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');
  const full = icon.purpose === 'maskable' || icon.name.startsWith('apple');
  const back = full ? `<rect x="${-inset}" y="${-inset}" width="${side}" height="${side}" fill="${ground}"/>` : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-inset} ${-inset} ${side} ${side}">${back}${inner}</svg>`;
  return new Resvg(svg, { fitTo: { mode: 'width', value: icon.size }, font: { loadSystemFonts: false } }).render().asPng();
}
