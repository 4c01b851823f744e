/** What is due of a return, and by when (R8, R9, R19, R20): at most a few short lines, the most urgent first. */
import { addDays } from '../../../../services/calendar.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import { firstAskedOn, openEstimate } from '../../../../services/returns/estimating.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { ENDED } from '../../../../services/returns/status.ts';
import type { CardTexts } from '../texts-cards.ts';
import type { Dates } from './shown.ts';

export function dueLines(rma: Rma, texts: CardTexts, terms: ReturnTerms, dates: Dates): string[] {
  if (ENDED.includes(rma.status)) return [];
  const expedited = rma.expedited && rma.status !== 'shipped' ? `${texts.expedited}. ` : '';
  const [first = '', ...rest] = stepLines(rma, texts, terms, dates);
  return [`${expedited}${first}`, ...rest, ...awaited(rma, texts)];
}

function stepLines(rma: Rma, texts: CardTexts, { estimate: days }: ReturnTerms, { today, day, far }: Dates): string[] {
  switch (rma.status) {
    case 'issued': {
      const { returnBy, activeUntil } = rma;
      const send = today > returnBy ? texts.sendLate : texts.sendBy;
      return [send(day(returnBy), far(returnBy)), texts.activeUntil(day(activeUntil), far(activeUntil))];
    }
    case 'received':
      return [texts.examine];
    case 'diagnosing':
      return [texts.estimate];
    case 'estimate-sent': {
      const sentOn = openEstimate(rma)?.sentOn ?? today;
      return [texts.answerAwaited(day(sentOn), far(sentOn)), texts.askBy(day(addDays(sentOn, days.staffTaskAfter)))];
    }
    case 'authorized':
    case 'no-charge':
      return [texts.repair];
    case 'repairing':
      return [texts.finish];
    case 'declined-return':
      return [texts.sendBack];
    case 'declined-scrap': {
      const asked = firstAskedOn(rma);
      const by = asked === undefined ? undefined : addDays(asked, days.scrapWithin);
      return [by === undefined ? texts.scrap : texts.scrapBy(day(by), far(by))];
    }
    case 'shipped':
      return [texts.close];
    default:
      return [];
  }
}

function awaited({ status, items }: Rma, texts: CardTexts): string[] {
  const open = items.filter(({ receipt }) => receipt === undefined).map(({ id }) => id);
  return status === 'issued' || open.length === 0 ? [] : [texts.awaited(open.join(', '))];
}
