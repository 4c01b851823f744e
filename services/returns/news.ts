import type { Topic } from '../staff/rooms.ts';
import type { Rma } from './rma.ts';

/** Which of the things that happen to a return the desk's people want to hear of at once (R19, R20). */
export function newsOf(kind: string, { expedited }: Pick<Rma, 'expedited'>): Topic | undefined {
  switch (kind) {
    case 'issued':
      return expedited ? 'expedited' : undefined;
    case 'estimate-unanswered':
      return 'estimates';
    case 'mail-failed':
      return 'mail';
    default:
      return undefined;
  }
}
