/** Name of the handbook, everywhere. */
export const SITE_NAME = '真单手册';

/** Sections of the handbook; the sidebar shows the sections and the pages of the current one (src/route-data.ts). */
export const SECTIONS = [
  { slug: 'clearing', label: '什么时候清除' },
  { slug: 'rules', label: '规则与认定' },
  { slug: 'respond', label: '收到通知之后' },
  { slug: 'prevent', label: '预防' },
  { slug: 'recover', label: '恢复' },
  { slug: 'law', label: '法律' },
  { slug: 'scams', label: '防骗' },
  { slug: 'cases', label: '真实案例' },
  { slug: 'tools', label: '工具' },
  { slug: 'reference', label: '参考' },
];

export const sidebar = SECTIONS.filter((s) => s.slug !== 'cases').map((s) => ({
  label: s.label,
  collapsed: true,
  items: [{ autogenerate: { directory: s.slug } }],
}));
