/** CSV (RFC 4180) that a spreadsheet opens as the text that it is. */

/** Excel takes a file without it for the machine's own code page. */
export const BEGINNING = '\uFEFF';

/** What a spreadsheet would take for a formula, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** One line, with its end. Nothing that a person typed is calculated, and nothing in it ends a field or a line. */
export function csvLine(fields: readonly (string | undefined)[]): string {
  return `${fields.map(written).join(',')}\r\n`;
}

function written(field = ''): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const plain = field.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');
  const inert = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n;\t]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
