/** The words by which they are found, for returns and cases of a build that found them by their numbers alone. */
import type { Case, Contact } from '../cases/case.ts';
import { type CatchingUp, over } from '../catching-up.ts';
import type { Rma } from '../returns/rma.ts';
import { wordsOf } from './words.ts';

export const wordMembers: CatchingUp = {
  mark: 'words-1',
  walks: [over<Rma>('rmas', {}, 'issuedAt', lacked), over<Case>('cases', {}, 'createdAt', lacked)],
};

function lacked({ words, contact, erasedAt }: { words?: string[]; contact: Contact; erasedAt?: Date | undefined }) {
  return words || erasedAt ? undefined : { words: wordsOf(contact) };
}
