/** What is chosen for printing: the paper, and how many boxes there are. */
import type { Address } from '../../../services/address.ts';

/** Points. */
export const PAPERS = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
} as const;
export type Paper = keyof typeof PAPERS;

export const MOST_BOXES = 20;

/** Where paper is US letter; everywhere else it is A4 (Unicode CLDR, `measurementData/paperSize`). */
const LETTER = new Set(['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE']);

/** The paper that most likely is in the printer of whoever sends a return. */
export function usualPaper(
  { shipTo, billing }: { shipTo: Pick<Address, 'country'>; billing?: Pick<Address, 'country'> | undefined },
  homeCountry: string,
): Paper {
  return LETTER.has(shipTo.country ?? billing?.country ?? homeCountry) ? 'letter' : 'a4';
}

export type Choice = { kind: 'chosen'; paper: Paper; boxes: number } | { kind: 'wrong'; what: 'paper' | 'boxes' };

/** Reads `paper` and `boxes`; what is not given is the usual paper, and one box. */
export function readChoice(query: URLSearchParams, usual: Paper): Choice {
  const paper = query.get('paper') ?? usual;
  const boxes = query.get('boxes') ?? '1';
  if (paper !== 'letter' && paper !== 'a4') return { kind: 'wrong', what: 'paper' };
  if (!/^\d{1,2}$/.test(boxes) || Number(boxes) < 1 || Number(boxes) > MOST_BOXES)
    return { kind: 'wrong', what: 'boxes' };
  return { kind: 'chosen', paper, boxes: Number(boxes) };
}
