import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';

const require = createRequire(import.meta.url);
/** ZCOOL XiaoWei (OFL 1.1), shipped by npm; used at build time only, never sent to readers. */
const font = () => readFileSync(require.resolve('@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf'));

let cached: Buffer | undefined;

type Box = { type: string; props: { style: Record<string, string | number>; children?: unknown } };
const box = (style: Record<string, string | number>, children?: unknown): Box => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

/** A 1200×630 PNG with the section's name, in the colours of the site. */
export async function ogCard(title: string, line: string): Promise<Uint8Array> {
  cached ??= font();
  const svg = await satori(
    box(
      {
        width: '100%',
        height: '100%',
        flexDirection: 'column',
        justifyContent: 'space-between',
        background: '#fbfaf6',
        padding: 72,
        borderTop: '20px solid #0a5a66',
        color: '#1c2124',
      },
      [
        box({ fontSize: 40, color: '#0a5a66' }, '真单手册'),
        box({ flexDirection: 'column' }, [
          box({ fontSize: 84, lineHeight: 1.3 }, title),
          box({ fontSize: 38, color: '#565f64', marginTop: 24 }, line),
        ]),
        box({ fontSize: 30, color: '#565f64' }, '有出处 · 有日期 · 只在你的设备上算'),
      ],
    ) as never,
    { width: 1200, height: 630, fonts: [{ name: 'card', data: cached, weight: 400, style: 'normal' }] },
  );
  return new Resvg(svg).render().asPng();
}
