import { DateTime } from 'luxon';
import type { Family, Warranty } from './product.ts';

/**
 * Judges cover from the date of shipment (R5): through `until`, the same day of the month so many months later, or the
 * last of a shorter month. Dates are ISO (YYYY-MM-DD); `today` is the customer's. `otherwise` is the term, in months,
 * of a product that the catalog does not know.
 */
export function judgeWarranty(
  { family, shipped }: { family?: Family | undefined; shipped?: string | undefined },
  today: string,
  otherwise = 12,
): Warranty {
  const months = family?.months ?? otherwise;
  const until =
    shipped === undefined ? undefined : DateTime.fromISO(shipped, { zone: 'utc' }).plus({ months }).toISODate();
  if (shipped === undefined || !until) return { kind: 'unconfirmed', months };
  return { kind: today <= until ? 'covered' : 'ended', until, shipped, months };
}
