/** Where a product goes back to, and whom to call: changed by whoever has proven the address on file (R24). */
import { changeContact } from '../../services/returns/owner.ts';
import { takeAddress } from '../intake/addresses.ts';
import { takeEmail } from '../intake/contact.ts';
import { emptyDraft } from '../intake/draft.ts';
import { phoneStep } from '../intake/phone.ts';
import type { Answer, AskStep, DoStep, Heard, Step, TurnContext } from '../step.ts';
import { writePhone } from '../texts/phone.ts';
import { writeAddress } from '../understanding/address.ts';
import { provenEmail } from '../verification/proof.ts';
import { byOf, isAt, type OwnReturnDependencies, type OwnReturnDraft } from './draft.ts';

export const PROVE_EMAIL = 'prove-email';

export function contactSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [askShipTo(deps), shipToStep(deps), askPhone(deps), changePhone(deps), askNewEmail(deps), toProofStep(deps)];
}

function askShipTo({ texts, country }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'new-ship-to',
    field: 'shipTo',
    pending: draft => isAt(draft, 'ship-to') && draft.shipTo === undefined,
    ask: () => ({ text: texts.ownReturn.askShipTo }),
    why: texts.whyShipTo,
    answer: (heard, draft, _turn, doubt) => takeAddress(texts, country, heard, doubt, shipTo => ({ ...draft, shipTo })),
  };
}

/** The case keeps it as well: its next return begins with it. */
function shipToStep({ texts, cases, returns }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'change-ship-to',
    pending: draft => isAt(draft, 'ship-to') && draft.shipTo !== undefined,
    async run(draft, turn) {
      const { rma, target = '', shipTo: address = { raw: '-', street: [] } } = draft;
      const by = byOf(draft, turn);
      const outcome = rma === undefined ? undefined : await returns.change(rma, { kind: 'ship-to', address }, by);
      const { tooLate, tooLateFor, shipTo, shipToOfCase } = texts.ownReturn;
      if (rma !== undefined && outcome?.kind === 'refused') {
        const text = tooLate(tooLateFor['ship-to'] ?? '', rma, texts.status.state[outcome.rma.status]);
        return { kind: 'ended', draft, replies: [{ text }] };
      }
      await cases.change(target, { kind: 'ship-to', address }, by);
      const shown = writeAddress(address);
      const text = rma === undefined ? shipToOfCase(target, shown) : shipTo(rma, shown);
      return {
        kind: 'ended',
        draft: { ...draft, nowOnFile: { shipTo: address } },
        replies: [{ text, choices: texts.status.choices }],
      };
    },
  };
}

/** The intake's own question, over as much of its form as it looks at. */
export function readPhoneIn(
  deps: OwnReturnDependencies,
  heard: Heard,
  draft: OwnReturnDraft,
  turn: TurnContext,
  doubt: unknown,
) {
  const { texts, country } = deps;
  const form = { ...emptyDraft(draft.key), contact: { email: draft.email } };
  return phoneStep(texts, country, () => true).answer(heard, form, turn, doubt);
}

function askPhone(deps: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'ask',
    name: 'new-phone',
    field: 'phone',
    pending: draft => isAt(draft, 'phone') && draft.phone === undefined,
    ask: () => ({ text: texts.ownReturn.askPhone }),
    why: texts.whyPhone,
    async answer(heard, draft, turn, doubt): Promise<Answer<OwnReturnDraft>> {
      const read = await readPhoneIn(deps, heard, draft, turn, doubt);
      if (read.kind === 'taken') return { kind: 'taken', draft: { ...draft, phone: read.draft.contact.phone } };
      if (read.kind === 'doubt') return { kind: 'doubt', doubt: read.doubt, ask: read.ask };
      return { kind: 'unclear', ...(read.kind === 'unclear' && { say: read.say }) };
    },
  };
}

function changePhone(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'change-phone',
    pending: draft => isAt(draft, 'phone') && draft.phone !== undefined,
    async run(draft, turn) {
      const { cases = [], phone = '' } = draft;
      for (const number of cases) await changeContact(deps, number, { phone }, byOf(draft, turn));
      const text = texts.ownReturn.phone(writePhone(phone, deps.country), cases);
      return {
        kind: 'ended',
        draft: { ...draft, nowOnFile: { phone } },
        replies: [{ text, choices: texts.status.choices }],
      };
    },
  };
}

function askNewEmail({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'new-email',
    field: 'email',
    pending: draft => isAt(draft, 'email') && draft.newEmail === undefined,
    ask: () => ({ text: texts.ownReturn.askEmail }),
    why: texts.whyEmail,
    answer: (heard, draft, _turn, doubt) =>
      takeEmail<OwnReturnDraft>(texts, heard, doubt, newEmail =>
        newEmail.toLowerCase() === provenEmail(draft)?.toLowerCase()
          ? { kind: 'unclear', say: texts.ownReturn.sameEmail }
          : { kind: 'taken', draft: { ...draft, newEmail } },
      ),
  };
}

/** The new address is proven as the old one was, and by a dialog of its own: one asks for one code. */
function toProofStep({ texts }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'prove-new-email',
    pending: draft => isAt(draft, 'email') && draft.newEmail !== undefined,
    run: async draft => ({
      kind: 'ended',
      draft,
      replies: [{ text: texts.ownReturn.whyNewEmail }],
      next: {
        dialog: PROVE_EMAIL,
        draft: {
          key: draft.key,
          cases: draft.cases,
          before: provenEmail(draft),
          email: draft.newEmail,
          recognised: true,
        },
      },
    }),
  };
}
