/** Takes addresses out of whatever holds them, as they were typed and as they stand in Markdown. */

const SPECIAL = /[.*+?^${}()|[\]\\/-]/;
/** What `quoted` escapes. */
const QUOTED = /[`*~|_]/;

/** @returns a copy in which `word` stands for each of the addresses, in whatever case they are written */
export function redactor(addresses: readonly string[], word: string): <T>(value: T) => T {
  const pattern = addresses.map(address => [...address].map(written).join('')).join('|');
  if (pattern === '') return value => value;
  const any = new RegExp(`(?<![\\w.+-])(?:${pattern})(?![\\w-])`, 'gi');
  const redacted = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(any, word);
    if (Array.isArray(value)) return value.map(redacted);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, redacted(of)]));
  };
  // The same shape with other texts in it.
  return <T>(value: T) => redacted(value) as T;
}

function written(sign: string): string {
  if (QUOTED.test(sign)) return `\\\\?${SPECIAL.test(sign) ? `\\${sign}` : sign}`;
  return SPECIAL.test(sign) ? `\\${sign}` : sign;
}
