/**
 * The steps that a dialog puts before whatever needs proof (R24): the address, a code by mail, the code. Whoever has
 * proven an address in this conversation is not asked again; nobody is told whether an address is known.
 */
import type { DialogDependencies } from '../dependencies.ts';
import { takeEmail } from '../intake/contact.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, DoStep, Heard, Step, TurnContext } from '../step.ts';
import { readEmail } from '../understanding/email.ts';
import { CODE_STEP, isCodeLike, readCode } from './code.ts';
import { latestCase } from './customer.ts';
import { provenEmail, type Verifying } from './proof.ts';

export type { Verifying } from './proof.ts';
export { provenEmail, VerifyingDraft } from './proof.ts';

export type VerifyDependencies = Pick<DialogDependencies, 'texts' | 'verification' | 'customers' | 'cases'>;

export interface VerifyWish<D> {
  /** A sentence before the question for the address: what the proof is for. */
  why: string;
  /**
   * The address is a new one, to be proven before it is put on file: it gets a code though nobody of that address is
   * known. Elsewhere leave it out, or the desk writes to anybody whom somebody names.
   */
  always?: true;
  /** Whether a proof is needed (always, where left out). */
  pending?(draft: D): boolean;
  /**
   * For a dialog that can do without: the draft that goes on unproven, for which `pending` is false. Without it the
   * dialog ends where no code can be sent, with whom to turn to (R10).
   */
  otherwise?(draft: D): D;
}

export function createVerifySteps<D extends Verifying>(deps: VerifyDependencies, wish: VerifyWish<D>): Step<D>[] {
  const due = (draft: D) => (wish.pending?.(draft) ?? true) && provenEmail(draft) === undefined;
  return [recogniseStep(due), emailStep(deps, wish, due), sendStep(deps, wish, due), codeStep(deps, wish, due)];
}

type Due<D> = (draft: D) => boolean;

/** An address that was proven before need not be typed again. */
function recogniseStep<D extends Verifying>(due: Due<D>): DoStep<D> {
  return {
    kind: 'do',
    name: 'recognise',
    pending: draft => due(draft) && draft.recognised === undefined,
    run: async (draft, { verified }) => ({
      kind: 'done',
      draft: { ...draft, email: draft.email ?? verified, recognised: true },
      replies: [],
    }),
  };
}

const PROOF_EMAIL = 'proof-email';

/** A longer message tells more than an address. */
const LONGEST_ADDRESS = 80;

function emailStep<D extends Verifying>({ texts }: VerifyDependencies, wish: VerifyWish<D>, due: Due<D>): AskStep<D> {
  const { verification } = texts;
  const without = ({ text }: Heard) => wish.otherwise && verification.withoutWords.test(text);
  return {
    kind: 'ask',
    name: PROOF_EMAIL,
    reads: 'email',
    pending: draft => due(draft) && draft.email === undefined,
    ask: () => ({
      text: wish.always ? verification.askNewEmail(wish.why) : verification.askEmail(wish.why),
      choices: wish.otherwise ? [verification.goOnWithout] : [],
    }),
    why: verification.whyEmail,
    own: heard => Boolean(without(heard)) || isAddress(heard),
    answer: (heard, draft, _turn, doubt) =>
      wish.otherwise && without(heard)
        ? { kind: 'taken', draft: wish.otherwise(draft) }
        : takeEmail<D>(texts, heard, doubt, email => ({ kind: 'taken', draft: { ...draft, email } })),
    shown: ({ email }) => email && quoted(email),
  };
}

function isAddress({ text }: Heard): boolean {
  return text.length <= LONGEST_ADDRESS && readEmail(text).kind !== 'none';
}

/** Orders the first code for an address; the next ones are asked for at the question for it. */
function sendStep<D extends Verifying>(deps: VerifyDependencies, wish: VerifyWish<D>, due: Due<D>): DoStep<D> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'send-code',
    pending: draft => due(draft) && draft.email !== undefined && draft.codeSentTo !== draft.email,
    async run(draft, turn) {
      const { email = '' } = draft;
      const asked: D = { ...draft, codeSentTo: email, verified: undefined };
      if (turn.verified === email) return { kind: 'done', draft: { ...asked, verified: true }, replies: [] };
      const requested = await sendCode(deps, wish, email, turn);
      if (requested.kind === 'requested') {
        const line = texts.verification.codeSent(email, wish.always);
        return { kind: 'done', draft: asked, replies: [{ text: line }] };
      }
      const text = texts.verification.tooMany(requested.retryAfterMinutes);
      const unasked: D = { ...draft, email: undefined, codeSentTo: undefined };
      return wish.otherwise
        ? { kind: 'done', draft: wish.otherwise(unasked), replies: [{ text }] }
        : { kind: 'ended', draft: unasked, replies: [{ text, choices: texts.openingChoices }] };
    },
  };
}

function codeStep<D extends Verifying>(deps: VerifyDependencies, wish: VerifyWish<D>, due: Due<D>): AskStep<D> {
  const { texts, verification: codes } = deps;
  const { verification } = texts;
  const without = ({ text }: Heard) => wish.otherwise && verification.withoutWords.test(text);
  const choices = [...verification.codeChoices, ...(wish.otherwise ? [verification.goOnWithout] : [])];

  async function sendAgain(draft: D, turn: TurnContext): Promise<Answer<D>> {
    const requested = await sendCode(deps, wish, draft.email ?? '', turn);
    return requested.kind === 'requested'
      ? { kind: 'taken', draft, say: verification.sentAgain(wish.always) }
      : { kind: 'unclear', say: verification.tooMany(requested.retryAfterMinutes) };
  }

  async function judge(code: string, draft: D, turn: TurnContext): Promise<Answer<D>> {
    const email = draft.email ?? '';
    const judged = await codes.check({ email, code, holder: holderOf(turn), key: keyOf(turn) });
    if (judged === 'wrong') return { kind: 'unclear', say: verification.wrong };
    if (judged === 'used-up') return { kind: 'doubt', doubt: USED_UP, ask: verification.usedUp };
    const name = (await latestCase(deps, email))?.contact.name;
    return { kind: 'taken', draft: { ...draft, verified: true }, say: verification.welcome(name) };
  }

  return {
    kind: 'ask',
    name: CODE_STEP,
    settles: [PROOF_EMAIL],
    pending: draft => due(draft) && draft.codeSentTo !== undefined,
    ask: () => ({ text: verification.askCode, choices }),
    again: () => ({ text: verification.askCodeAgain, choices }),
    why: verification.whyCode,
    own: heard =>
      isCodeLike(heard.text) ||
      isAddress(heard) ||
      Boolean(without(heard)) ||
      verification.otherAddressWords.test(heard.text) ||
      verification.resendWords.test(heard.text),
    async answer(heard, draft, turn, doubt): Promise<Answer<D>> {
      if (wish.otherwise && without(heard)) return { kind: 'taken', draft: wish.otherwise(draft) };
      const afresh: D = { ...draft, email: undefined, codeSentTo: undefined };
      if (isAddress(heard)) {
        return takeEmail<D>(texts, heard, undefined, email =>
          email === draft.email
            ? { kind: 'unclear', say: verification.unclear }
            : { kind: 'taken', draft: { ...afresh, email } },
        );
      }
      const read = readCode(heard.text);
      if (read.kind === 'code') return judge(read.value, draft, turn);
      if (read.kind === 'several') return { kind: 'unclear', say: verification.several };
      if (verification.otherAddressWords.test(heard.text)) return { kind: 'taken', draft: afresh };
      const wantsNew = doubt === USED_UP && heard.understood.answer === 'yes';
      if (wantsNew || verification.resendWords.test(heard.text)) return sendAgain(draft, turn);
      return { kind: 'unclear', say: verification.unclear };
    },
  };
}

const USED_UP = 'used-up';

function sendCode(
  { verification }: VerifyDependencies,
  { always }: { always?: true },
  email: string,
  turn: TurnContext,
) {
  return verification.request({ email, always, network: turn.network, holder: holderOf(turn), key: keyOf(turn) });
}

/** A code counts in the conversation that asked for it. */
function holderOf({ actor, message }: TurnContext): string {
  return JSON.stringify([actor, message.conversation]);
}

function keyOf({ actor, message }: TurnContext): string {
  return JSON.stringify([actor, message.conversation, message.activityId]);
}
