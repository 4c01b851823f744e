/** Where somebody wants something done about a case or return that exists: which dialog does it, and what is known for it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sameCustomer } from '../intake/draft.ts';
import type { Memory } from '../memory.ts';
import { MY_CASES } from '../status/my-cases.ts';
import type { Heard, TurnContext } from '../step.ts';
import { type Errand, type ErrandKind, readErrand } from '../understanding/errands.ts';
import { NowOnFile } from './draft.ts';
import { OWN_RETURN } from './own-return.ts';

/** They make no sense without a return, whoever says them. */
const STANDS_ALONE: readonly ErrandKind[] = ['phone', 'email', 'ship-to', 'tracking'];

/** Undefined where the message wants nothing of the kind. */
export function errandFor(
  memory: Memory,
  heard: Heard,
  turn: TurnContext,
): { dialog: string; draft: object } | undefined {
  const errand = readErrand(heard.understood);
  if (!errand || !isMeant(errand, memory, heard)) return undefined;
  if (errand.kind === 'history')
    return { dialog: 'check-status', draft: { ...lastLookedAt(memory), wants: 'history' } };
  const about = caseInTalk(memory, heard);
  if (errand.kind === 'my-cases') {
    return { dialog: MY_CASES, draft: { email: memory.verified?.email ?? about?.email } };
  }
  const { kind } = errand;
  return {
    dialog: OWN_RETURN,
    draft: {
      key: keyOf(turn),
      errand: kind === 'change' ? undefined : kind,
      ...(about ?? { email: memory.verified?.email }),
    },
  };
}

/**
 * Made when the dialog begins: whatever it changes is changed once under it (R23). It comes of the message and not by
 * chance, as the dialog may begin and end in one turn, and that turn may run again.
 */
function keyOf({ actor, message }: TurnContext): string {
  const words = JSON.stringify([actor, message.conversation, message.activityId]);
  return createHash('sha256').update(words).digest('base64url');
}

/** "Where is it now?": the case looked up last, where none was opened here; a number that is named goes before. */
export function lastLookedAt({ cases, lookedUp }: Memory): { number?: string; of?: 'case'; email?: string } {
  if (cases.length > 0 || !lookedUp) return {};
  return { number: lookedUp.number, of: 'case', email: lookedUp.email };
}

function isMeant({ kind, sure }: Errand, memory: Memory, { understood }: Heard): boolean {
  const [intent] = understood.intents;
  // What is done about an estimate is said in much the same words.
  if (
    (intent === 'decline-estimate' || intent === 'approve-estimate') &&
    !/\b(?:rma|return|case)\b/i.test(understood.text)
  )
    return false;
  const knows = memory.cases.length > 0 || memory.lookedUp !== undefined || memory.verified !== undefined;
  return sure || knows || (STANDS_ALONE.includes(kind) && memory.known === undefined);
}

/** The case that this conversation is about, with its address: what is known is not asked. A number that is named is another. */
function caseInTalk({ cases, known, lookedUp }: Memory, { understood }: Heard) {
  const { rmaNumber, caseNumber } = understood.slots;
  const named = rmaNumber ?? caseNumber;
  const isIt = (numbers: (string | undefined)[]) => named === undefined || numbers.includes(named);
  const { email } = sameCustomer('', known).contact;
  const own = cases.filter(({ number, rma }) => isIt([number, rma]));
  const [only] = own;
  if (only && email) {
    if (own.length > 1) return { email };
    return only.rma ? { number: only.rma, of: 'rma', email } : { number: only.number, of: 'case', email };
  }
  return lookedUp && isIt([lookedUp.number])
    ? { number: lookedUp.number, of: 'case', email: lookedUp.email }
    : undefined;
}

const Changed = z.object({ nowOnFile: NowOnFile.optional().catch(undefined) });
const Known = z.looseObject({ contact: z.looseObject({}), shipTo: z.unknown() });

/** Who the customer is, after a dialog that has changed some of it: the next request begins with that. */
export function knownSince(known: unknown, draft: unknown): { known?: unknown } {
  const { nowOnFile } = Changed.safeParse(draft ?? {}).data ?? {};
  const before = Known.safeParse(known).data;
  if (!nowOnFile || !before) return {};
  const { shipTo = before.shipTo, ...contact } = nowOnFile;
  return { known: { ...before, contact: { ...before.contact, ...contact }, shipTo } };
}
