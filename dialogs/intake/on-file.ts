/** What is on file of a customer who is verified: an intake takes it over instead of asking again (R24). */
import type { Address } from '../../services/address.ts';
import type { Case } from '../../services/cases/case.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { AskStep, DoStep, Heard, Step } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writeAddress } from '../understanding/address.ts';
import { latestCase } from '../verification/customer.ts';
import { createVerifySteps, provenEmail } from '../verification/verified.ts';
import type { Draft, OnFile } from './draft.ts';

/** "I have been here before", proven by a code, and then what is on file taken over. */
export function onFileSteps(deps: DialogDependencies): Step<Draft>[] {
  return [
    ...createVerifySteps<Draft>(deps, {
      why: deps.texts.verification.whyOnFile,
      pending: draft => draft.returning === true && isWanted(draft),
      otherwise: draft => ({
        ...draft,
        returning: false,
        contact: { ...draft.contact, email: draft.contact.email ?? draft.email },
      }),
    }),
    takeOverStep(deps),
  ];
}

/** A new case lacks something that may be on file, and it has not been looked for yet. */
function isWanted({ caseNumber, claimedCase, file, contact, billing, shipTo }: Draft): boolean {
  const told = [contact.name, contact.email, contact.phone, contact.company, billing, shipTo];
  return (
    caseNumber === undefined && claimedCase === undefined && file === undefined && told.some(one => one === undefined)
  );
}

function takeOverStep(deps: DialogDependencies): DoStep<Draft> {
  const { verification } = deps.texts;
  return {
    kind: 'do',
    name: 'take-over',
    pending: isWanted,
    async run(draft, { verified }) {
      const email = provenEmail(draft) ?? verified;
      const isOther = draft.contact.email !== undefined && draft.contact.email !== email;
      const latest = email === undefined || isOther ? undefined : await latestCase(deps, email);
      if (!latest || email === undefined) return { kind: 'done', draft: { ...draft, file: null }, replies: [] };
      return {
        kind: 'done',
        draft: takenOver(draft, onFile(latest, email)),
        replies: [{ text: verification.takenOver }],
      };
    },
  };
}

function onFile({ contact, billing, shipTo }: Case, email: string): OnFile {
  return { contact: { ...contact, email, company: contact.company ?? null }, billing, shipTo };
}

/** What the person has told goes before what is on file. */
function takenOver(draft: Draft, file: OnFile): Draft {
  const told = Object.fromEntries(Object.entries(draft.contact).filter(([, value]) => value !== undefined));
  const isSame = file.shipTo !== undefined && draft.billing === undefined && isSameAddress(file.shipTo, file.billing);
  return {
    ...draft,
    file,
    // A phone that was told and is not certain yet is asked about.
    contact: { ...file.contact, ...(draft.phoneSaid ? { phone: undefined } : {}), ...told },
    billing: draft.billing ?? file.billing,
    shipTo: draft.shipTo ?? (isSame ? 'billing' : file.shipTo),
    addressSoFar: draft.billing ? draft.addressSoFar : undefined,
  };
}

function isSameAddress(one: Address | undefined, other: Address | undefined): boolean {
  return one !== undefined && other !== undefined && writeAddress(one) === writeAddress(other);
}

/** Which parts of the form still stand as they are on file, for the summary to say so. */
export function standsAsOnFile({ file, contact, billing, shipTo }: Draft) {
  const fields = ['name', 'email', 'phone', 'company'] as const;
  const ship = shipTo === 'billing' ? billing : shipTo;
  return {
    contact: Boolean(file) && fields.every(field => (contact[field] ?? null) === (file?.contact[field] ?? null)),
    billing: isSameAddress(billing, file?.billing),
    shipTo: isSameAddress(ship, file?.shipTo),
  };
}

/** "I have been here before", said at any question of a new case. */
export function returningCommand(
  { texts: { verification } }: { texts: Texts },
  { text }: Heard,
  draft: Draft,
): { draft: Draft; say: string } | undefined {
  if (draft.caseNumber !== undefined || draft.claimedCase !== undefined) return undefined;
  if (!verification.beenHereWords.test(text)) return undefined;
  const again: Draft = {
    ...draft,
    returning: true,
    email: draft.contact.email ?? draft.email,
    codeSentTo: undefined,
    recognised: undefined,
    file: draft.file ?? undefined,
  };
  return { draft: again, say: isWanted(again) ? verification.takenOverLater : verification.nothingMissing };
}

/** A question for something that may be on file says that it need not be typed again. */
export function offeringFile({ texts }: { texts: Texts }, step: AskStep<Draft>): AskStep<Draft> {
  return {
    ...step,
    async ask(draft, turn) {
      const question = await step.ask(draft, turn);
      const isOffered = turn.verified === undefined && draft.returning === undefined && step.pending(draft);
      if (!isOffered) return question;
      return { ...question, choices: [...(question.choices ?? []), texts.verification.beenHere] };
    },
  };
}
