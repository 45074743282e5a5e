/** CSV a spreadsheet can open without running anything or losing digits. */

// A cell that begins like this is run as a formula by Excel, WPS or LibreOffice; the full-width forms
// are folded to the plain ones by Chinese and Japanese editions.
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;
// Spreadsheets turn numbers this long into 1.23E+18 and drop the last digits; order numbers are longer.
const LONG_NUMBER = /^\d{12,}$/;

/** The cell's text made harmless: an apostrophe goes before anything a spreadsheet would compute or round. */
export function neutralise(cell: string): string {
  return FORMULA.test(cell) || LONG_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Rows as CSV: UTF-8 with byte order mark (Excel reads GBK otherwise), CRLF, RFC 4180 quoting, cells neutralised. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return '\ufeff' + rows.map((row) => row.map((cell) => quote(neutralise(cell))).join(',') + '\r\n').join('');
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
