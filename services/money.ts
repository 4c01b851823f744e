/** Amounts as people read them. */

/**
 * Digits after the point where they are not two, by ISO 4217. The tables of `Intl` follow usage instead: by them 18500
 * fillér would be 18,500 forints.
 */
const DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const DIGITS_OF = new Map(
  Object.entries(DIGITS).flatMap(([digits, codes]) => codes.split(' ').map(code => [code, Number(digits)] as const)),
);

/** A formatter takes far longer to make than to use. */
const formats = new Map<string, Intl.NumberFormat>();
const MOST_FORMATS = 200;

/**
 * "USD 185.00", "JPY 18,500": the currency by its code, so that no dollar is taken for another.
 * @param amount an integer in the currency's smallest unit, as ISO 4217 counts it
 */
export function writeMoney(amount: number, currency: string, locale = 'en-US'): string {
  const digits = DIGITS_OF.get(currency) ?? 2;
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  const format =
    known ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, format);
  return format.format(amount / 10 ** digits);
}

/**
 * An amount as people write it, "185", "1,185.50" or "$ 1.185,50", in the currency's smallest unit; undefined where it is
 * none, or has more digits after the point than the currency.
 */
export function readMoney(text: string, currency: string): number | undefined {
  const digits = DIGITS_OF.get(currency) ?? 2;
  const bare = text
    .toUpperCase()
    .replace(currency, '')
    .replace(/[\s'’\p{Sc}]/gu, '');
  const at = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const after = bare.slice(at + 1);
  // Three digits after the last sign are a group, save where a currency has three after its point.
  const isDivided = at >= 0 && !(after.length === 3 && (digits !== 3 || bare[at] === ','));
  // A single point before three digits may be meant either way.
  if (!isDivided && /^\d+\.\d+$/.test(bare)) return undefined;
  const [whole, fraction] = isDivided ? [bare.slice(0, at), after] : [bare, ''];
  const isGrouped =
    /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3})+$/.test(whole) && !(isDivided && whole.includes(bare[at] ?? ''));
  if (!/^\d{1,13}$/.test(whole) && !isGrouped) return undefined;
  if (isDivided && (!/^\d+$/.test(fraction) || fraction.length > digits)) return undefined;
  return Number(`${whole.replace(/\D/g, '')}${fraction.padEnd(digits, '0')}`);
}
