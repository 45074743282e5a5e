import { wordAt, type Codes } from '../table/codes.ts';

/** Provinces by the short names addresses begin with. */
const PROVINCES = [
  '北京',
  '天津',
  '上海',
  '重庆',
  '河北',
  '山西',
  '辽宁',
  '吉林',
  '黑龙江',
  '江苏',
  '浙江',
  '安徽',
  '福建',
  '江西',
  '山东',
  '河南',
  '湖北',
  '湖南',
  '广东',
  '海南',
  '四川',
  '贵州',
  '云南',
  '陕西',
  '甘肃',
  '青海',
  '台湾',
  '内蒙古',
  '广西',
  '西藏',
  '宁夏',
  '新疆',
  '香港',
  '澳门',
] as const;
/** 北京 天津 上海 重庆: the province is the city. */
const MUNICIPALITIES = 4;

const byFirst = new Map<number, { name: string; id: number }[]>();
PROVINCES.forEach((name, id) => {
  const key = name.charCodeAt(0);
  byFirst.set(key, [...(byFirst.get(key) ?? []), { name, id }]);
});

/** The last region read: province number (-1 unknown) and the bounds of city and district (empty when unknown). */
export const region = { province: -1, cityStart: 0, cityEnd: 0 };

/**
 * Reads the province and, where it is written, the city an address begins with. Only the beginning counts:
 * roads are named after other provinces.
 */
export function readRegion(codes: Codes, start: number, end: number): void {
  region.province = -1;
  region.cityStart = region.cityEnd = 0;
  let s = start;
  while (s < end && isFiller(codes[s]!)) s++;
  if (s < end && codes[s] === 0x4e2d && wordAt(codes, s, end, '中国')) s += 2;
  while (s < end && isFiller(codes[s]!)) s++;
  const hit = s < end ? provinceAt(codes, s, end) : -1;
  if (hit === -1) return;
  region.province = hit;
  if (hit < MUNICIPALITIES) return;
  s += PROVINCES[hit]!.length;
  if (codes[s] === SHENG) s++;
  else
    for (const suffix of SUFFIXES)
      if (wordAt(codes, s, end, suffix)) {
        s += suffix.length;
        break;
      }
  while (s < end && isFiller(codes[s]!)) s++;
  // City and district, without the street: up to the second 市, 区, 县 or 旗.
  let dividers = 0;
  let cityKnown = false;
  let p = s;
  for (; p < end && p - s < 16 && dividers < 2; p++) {
    const c = codes[p]!;
    if (c === 0x5e02 || isFiller(c)) cityKnown ||= p - s >= 2;
    else if (c < 0x4e00 || c > 0x9fff) break;
    if (c === 0x5e02 || c === 0x533a || c === 0x53bf || c === 0x65d7) dividers++;
  }
  if (cityKnown || (p === end && p - s >= 2 && p - s <= 4)) {
    region.cityStart = s;
    region.cityEnd = p;
  }
}

function provinceAt(codes: Codes, at: number, end: number): number {
  const candidates = byFirst.get(codes[at]!);
  if (!candidates) return -1;
  for (let i = 0; i < candidates.length; i++) {
    const { name, id } = candidates[i]!;
    if (wordAt(codes, at, end, name)) return id;
  }
  return -1;
}

/** 省. */
const SHENG = 0x7701;
const SUFFIXES = ['壮族自治区', '回族自治区', '维吾尔自治区', '自治区', '特别行政区'];

/** The city a locality begins with: 金华 of 金华市义乌市. */
export function firstCity(locality: string): string {
  return locality.split(/[市\s,，/|.-]/)[0] ?? '';
}

/** True when two localities of one province name different cities; a county-level city inside the other is the same place. */
export function differentCities(a: string, b: string): boolean {
  const [first, second] = [firstCity(a), firstCity(b)];
  return (
    first.length >= 2 &&
    second.length >= 2 &&
    !a.includes(second) &&
    !b.includes(first) &&
    !first.startsWith(second) &&
    !second.startsWith(first)
  );
}

export function provinceName(id: number): string {
  return PROVINCES[id] ?? '';
}

function isFiller(c: number): boolean {
  return (
    c <= 32 || c === 0xa0 || c === 0x3000 || c === 0x2c || c === 0xff0c || c === 0x2d || c === 0x2f || c === 0x7c || c === 0x2e
  );
}
