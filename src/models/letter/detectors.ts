/** Searches a plain pattern cannot decide. Each yields [start, end) in UTF-16 units. */

export type Span = readonly [start: number, end: number];
export type Detector = 'cn-id' | 'cn-mobile' | 'bank-card' | 'email' | 'placeholder';

/** Spans that look like what the detector is for, in order, never overlapping. */
export function detect(detector: Detector, text: string): Span[] {
  switch (detector) {
    case 'cn-id':
      return matches(/(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g, text).filter(([a, b]) =>
        isResidentId(text.slice(a, b)),
      );
    case 'cn-mobile':
      return matches(/(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])/g, text);
    case 'bank-card':
      // Order numbers have as many digits as bank cards, so the word before the number decides.
      return matches(/(?:银行卡|储蓄卡|信用卡|卡号|开户账号|银行账号)[^\d\n]{0,6}\d(?:[ -]?\d){14,18}(?!\d)/g, text);
    case 'email':
      return matches(/[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g, text);
    case 'placeholder':
      return matches(PLACEHOLDER, text);
  }
}

// Brackets are flagged only when they hold an instruction or the name of a blank: 【证据 3】 is good style.
const PLACEHOLDER =
  /[【[（(](?:此处|请|在此)?(?:填写?|填入|写上|输入|插入|替换)[^】\]）)\n]{0,20}[】\]）)]|【[^】\d\n]{0,6}(?:名称|姓名|日期|单号|编号|店铺名|金额|时间)】|(?<![A-Za-z])[Xx]{3,}(?![A-Za-z])|[_＿]{3,}|[×✕Xx]{1,4}\s*(?:年|月|日)|某某(?:店|公司|买家)/g;

function matches(pattern: RegExp, text: string): Span[] {
  return [...text.matchAll(pattern)].map((m) => [m.index, m.index + m[0].length] as const);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: a birth date that exists and the ISO 7064 MOD 11-2 check character. */
function isResidentId(text: string): boolean {
  const year = Number(text.slice(6, 10));
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}
