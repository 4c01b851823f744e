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
