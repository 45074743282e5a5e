/** True when a value is masked (张**, 138****1234) or a placeholder: it never names a person. */
export function isMasked(value: string): boolean {
  return /[*＊•]|^匿名|^已脱敏|^x{3,}$/i.test(value);
}

/** A header as it is compared: no blanks, half-width brackets and colons, no quotes, no BOM. */
export function cleanHeader(raw: string): string {
  return raw
    .replace(/[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/：/g, ':')
    .replace(/！/g, '!')
    .replace(/＋/g, '+')
    .replace(/－/g, '-')
    .replace(/^[="'‘’“”]+|["'‘’“”]+$/g, '')
    .slice(0, 120);
}

/** Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function neutralise(value: string): string {
  return /^[\s\u00a0\u3000]*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
}
