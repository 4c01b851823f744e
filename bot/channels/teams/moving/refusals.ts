/** Why something was not done, as staff read it. */

import type { CaseRefusal } from '../../../../services/cases/change.ts';
import type { Refusal } from '../../../../services/returns/outcome.ts';
import type { StaffTexts } from '../texts.ts';

export type Why = Refusal | CaseRefusal | { code: 'no-such-case' };

/** @param day writes an ISO date */
export function whyNot(
  why: Why,
  { moving: { refused, fault }, cards }: StaffTexts,
  day: (date: string) => string,
): string {
  switch (why.code) {
    case 'no-such-case':
      return fault.noCase;
    case 'other-customer':
      return fault.otherCustomer;
    case 'not-allowed':
    case 'not-now':
      return refused.notNow(cards.state[why.status]);
    case 'not-open':
      return refused.notNow(cards.caseState[why.status]);
    case 'open-already':
      return refused.notNow(cards.caseState.open);
    case 'not-decided-so':
      return refused.notDecidedSo(cards.state[why.status]);
    case 'already-received':
      return refused.hereAlready(why.items);
    case 'unaccounted':
      return refused.unaccounted(why.items);
    case 'firmware-not-asked':
      return refused.firmwareNotAsked(why.item);
    case 'no-open-estimate':
      return refused.noOpenEstimate;
    case 'not-extended':
      return refused.lastDay(day(why.latest));
    case 'has-returns':
      return refused.hasReturns(why.rmas);
    case 'erased':
      return refused.erased;
    case 'merged-into-itself':
      return refused.itself;
    case 'merged':
      return refused.merged(why.into);
    case 'merging':
      return refused.merging(why.case);
    case 'no-such-item':
    case 'which-items':
    case 'changed-meanwhile':
      return refused.elsewhere;
  }
}
