/** Why something was not done, as staff read it. */

import type { CaseRefusal } from '../../../../services/cases/change.ts';
import type { Refusal } from '../../../../services/returns/outcome.ts';
import { reasonOf } from '../../../api/problems.ts';
import type { MovingTexts } from '../texts-moving.ts';

export type Why = Refusal | CaseRefusal | { code: 'no-such-case' };

export function whyNot(why: Why, { refused, fault }: MovingTexts): string {
  switch (why.code) {
    case 'no-such-case':
      return fault.noCase;
    case 'not-extended':
      return refused.lastDay(why.latest);
    case 'not-open':
      return refused.notOpen;
    case 'erased':
      return refused.erased;
    case 'merged-into-itself':
      return refused.itself;
    case 'merged':
      return refused.merged(why.into);
    case 'merging':
      return refused.merging(why.case);
    case 'other-customer':
      return fault.otherCustomer;
    default:
      return reasonOf(why);
  }
}
