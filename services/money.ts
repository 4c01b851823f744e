/** Amounts as people read them. */

/**
 * "USD 185.00", "JPY 18,500": the currency by its code, so that no dollar is taken for another.
 * @param amount in the currency's smallest unit, of which as many make a whole as its own number of digits says
 */
export function writeMoney(amount: number, currency: string, locale = 'en-US'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
