/** A call goes on in the chat: its caller was given a code of six digits there, and types it here. */
import type { Pins, Redeemed } from '../../services/line/pins.ts';
import { Draft } from '../intake/draft.ts';
import type { Heard, TurnContext } from '../step.ts';
import { readCode } from '../verification/code.ts';

/** The code and few words more: in a longer message six digits are something else. */
const LONGEST = 60;
/** With a name of its own before it, a number is no code. */
const OTHER = /\b(?:serial|s\/?n|model|case|rma|order|po|zip|extension|ext|version|firmware)\b/i;

export function callCodeIn({ text, understood }: Heard): string | undefined {
  if (text.length > LONGEST || OTHER.test(text) || understood.slots.phone?.kind === 'phone') return undefined;
  const read = readCode(text);
  return read.kind === 'code' ? read.value : undefined;
}

export type FromCall =
  | { kind: 'right'; draft: Draft; caseNumber: string | undefined }
  | Exclude<Redeemed, { kind: 'right' }>;

/** @param key of the draft that goes on: whatever it issues is issued once (R23) */
export async function takeCallCode(
  pins: Pick<Pins, 'redeem'>,
  pin: string,
  { actor, message, network }: TurnContext,
  key: string,
): Promise<FromCall> {
  const { conversation, activityId } = message;
  const redeemed = await pins.redeem('chat', pin, {
    ...{ holder: `${actor}:${conversation}`, from: network, key: activityId },
  });
  if (redeemed.kind !== 'right') return redeemed;
  const { draft, caseNumber } = redeemed.story;
  const told = Draft.safeParse({ contact: {}, products: [], ...(draft as object | undefined), key });
  const known: Draft = told.success ? told.data : { key, contact: {}, products: [] };
  const { confirmed: _, ...open } = known;
  return {
    kind: 'right',
    draft: { ...open, ...(caseNumber && { caseNumber, ownCase: true, byPhone: true }) },
    caseNumber,
  };
}
