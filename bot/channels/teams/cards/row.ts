/** A case or a return in two lines: for lists, and for cards in chats that are not the desk's. */
import { dateIn, writeShortDate } from '../../../../services/calendar.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { StaffTexts } from '../texts.ts';
import { stateOf } from './return-card.ts';
import { cut } from './shown.ts';

export interface Row {
  /** Digits only. */
  number: string;
  /** "RMA 7123-4567-84". */
  title: string;
  state: string;
  /** Whose it is, what it is, and since when. */
  about: string;
}

const LONGEST = 120;

/** @param locale of whoever reads it */
export function rowOf(
  hit: Hit,
  { cards: texts }: StaffTexts,
  { timeZone }: Pick<ReturnTerms, 'timeZone'>,
  locale?: string,
): Row {
  const { contact, items, erasedAt } = hit.kind === 'return' ? hit.rma : hit.case;
  const whose = erasedAt ? '' : cut([contact.name, contact.company].filter(Boolean).join(', '), LONGEST);
  const [first] = items;
  const more = items.length > 1 ? ` + ${items.length - 1}` : '';
  const what = first ? `${cut(first.model, 40)}${more}` : '';
  const at = hit.kind === 'return' ? hit.rma.issuedAt : hit.case.createdAt;
  const about = [whose, what, writeShortDate(dateIn(timeZone, at), locale)].filter(Boolean).join(' · ');
  if (hit.kind === 'case') {
    const { _id: number, status } = hit.case;
    return { number, title: texts.case(number), state: texts.caseState[status], about };
  }
  const { _id: number } = hit.rma;
  return { number, title: texts.rma(number), state: stateOf(hit.rma, texts), about };
}
