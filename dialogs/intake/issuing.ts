/** What an intake ends in: the case, the RMA, or a problem that was solved before anything had to travel. */
import { writeDate } from '../../services/calendar.ts';
import type { CaseItem, Contact } from '../../services/cases/case.ts';
import type { Cases, NewCase } from '../../services/cases/cases.ts';
import type { Catalog } from '../../services/catalog/product.ts';
import type { Packing } from '../../services/packing.ts';
import type { Returns } from '../../services/returns/returns.ts';
import type { RmaItem } from '../../services/returns/rma.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { Reply } from '../reply.ts';
import type { AskStep, DoStep, Heard, TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import type { Draft, Product } from './draft.ts';
import { caseCard, rmaCard } from './numbers-card.ts';

export interface IssuingDependencies {
  texts: Texts;
  cases: Cases;
  returns: Returns;
  catalog: Catalog;
  packing: Packing;
  labelLink?: DialogDependencies['labelLink'];
}

/** Opens the case (R1, R4) and goes on. */
export function openCaseStep({ texts, cases }: IssuingDependencies): DoStep<Draft> {
  return {
    kind: 'do',
    name: 'open-case',
    pending: draft => Boolean(draft.confirmed) && draft.caseNumber === undefined,
    async run(draft, turn) {
      const { _id } = await cases.open(newCase(draft, 'open', turn));
      const reply = { ...texts.caseOpened(_id), about: { caseNumber: _id }, card: caseCard(texts, _id) };
      return { kind: 'done', draft: { ...draft, caseNumber: _id, ownCase: true }, replies: [reply], issued: true };
    },
  };
}

/** A case is open: does the unit have to come in as well? */
export function offerRmaSteps({ texts }: IssuingDependencies): [AskStep<Draft>, DoStep<Draft>] {
  return [
    {
      kind: 'ask',
      name: 'offer-rma',
      pending: draft => draft.caseNumber !== undefined && draft.returnWanted === undefined,
      ask: () => ({ text: texts.offerRma, choices: texts.offerRmaChoices }),
      answer(heard, draft) {
        const wanted = heard.understood.answer === 'yes' || heard.understood.intents.includes('request-rma');
        if (wanted) return { kind: 'taken', draft: { ...draft, returnWanted: true } };
        return heard.understood.answer === 'no' || /\b(later|not now|not yet)\b/i.test(heard.text)
          ? { kind: 'taken', draft: { ...draft, returnWanted: false } }
          : { kind: 'unclear', say: texts.unclearYesNo };
      },
    },
    {
      kind: 'do',
      name: 'case-done',
      pending: draft => draft.returnWanted !== undefined,
      run: async draft =>
        draft.returnWanted
          ? {
              kind: 'ended',
              draft,
              replies: [],
              next: { dialog: 'request-rma', draft: { ...draft, confirmed: undefined } },
            }
          : { kind: 'ended', draft, replies: [{ text: texts.caseOnly }] },
    },
  ];
}

/** Opens the case where there is none yet, and issues the RMA on it (R6 to R9, R23), with what to do now (R2, R12 to R15). */
export function issueRmaStep(deps: IssuingDependencies): DoStep<Draft> {
  const { texts, cases, returns } = deps;
  return {
    kind: 'do',
    name: 'issue-rma',
    pending: draft => Boolean(draft.confirmed),
    async run(draft, turn) {
      const existing = draft.caseNumber === undefined ? undefined : await reachable(cases, draft, turn);
      const opened = existing ?? (await cases.open(newCase(draft, 'open', turn)));
      const shipTo = draft.shipTo === 'billing' ? draft.billing : draft.shipTo;
      if (!shipTo) throw new Error('an RMA needs a ship-to address');
      const rma = await returns.issue({
        requestKey: `${draft.key}:rma`,
        case: opened,
        billing: draft.billing ?? opened.billing,
        shipTo,
        items: draft.products.map(rmaItem),
        expedited: draft.expedited ?? false,
        statusEmails: draft.statusEmails ?? false,
        actor: turn.actor,
      });
      const returnBy = writeDate(rma.returnBy, turn.locale);
      const activeUntil = writeDate(rma.activeUntil, turn.locale);
      const label = deps.labelLink?.(rma);
      const numbers: Reply = {
        ...texts.rmaIssued(rma._id, opened._id),
        about: { caseNumber: opened._id, rmaNumber: rma._id },
        card: rmaCard(texts, { caseNumber: opened._id, rma: rma._id, returnBy, activeUntil, label }),
      };
      const instructions = texts.instructions({
        caseNumber: opened._id,
        returnBy,
        activeUntil,
        label,
        packing: packingLines(deps, draft.products),
        several: draft.products.length > 1,
        disks: draft.products.some(product => product.data !== undefined),
        expedited: rma.expedited,
        statusEmails: rma.statusEmails,
      });
      const issued: Draft = { ...draft, caseNumber: opened._id, ownCase: draft.ownCase ?? existing === undefined };
      return { kind: 'ended', draft: { ...issued, rmaNumber: rma._id }, replies: [numbers, { text: instructions }] };
    },
  };
}

/** The case, with an address for its letters: one that was opened on the phone has none before this. */
async function reachable(cases: Cases, { key, caseNumber = '', contact }: Draft, { actor }: TurnContext) {
  const found = await cases.find(caseNumber);
  if (!found || found.contact.email || !contact.email) return found;
  const told = { kind: 'contact' as const, email: contact.email };
  const outcome = await cases.change(found._id, told, { actor, key: `${key}:email` });
  return 'case' in outcome ? outcome.case : found;
}

/** A problem that the steps have solved: on record as a solved case where the customer likes (R7). */
export function solvedSteps({ texts, cases }: IssuingDependencies): {
  ask: AskStep<Draft>;
  end: DoStep<Draft>;
  record: DoStep<Draft>;
} {
  const solved = (draft: Draft) => draft.troubleshooting === 'solved';
  return {
    ask: {
      kind: 'ask',
      name: 'on-record',
      pending: draft => solved(draft) && draft.caseNumber === undefined && draft.onRecord === undefined,
      ask: () => ({ text: texts.askOnRecord, choices: texts.onRecordChoices }),
      answer: (heard, draft) =>
        heard.understood.answer || /\bno need\b/i.test(heard.text) || isLeaving(heard)
          ? { kind: 'taken', draft: { ...draft, onRecord: heard.understood.answer === 'yes' } }
          : { kind: 'unclear', say: texts.unclearYesNo },
    },
    end: {
      kind: 'do',
      name: 'solved-unrecorded',
      pending: draft => solved(draft) && draft.onRecord === false,
      run: async draft => ({ kind: 'ended', draft, replies: [{ text: texts.solvedUnrecorded }] }),
    },
    record: {
      kind: 'do',
      name: 'record-solved',
      pending: solved,
      async run(draft, turn) {
        const number = draft.caseNumber ?? (await cases.open(newCase(draft, 'solved', turn)))._id;
        if (draft.caseNumber) await cases.change(number, { kind: 'solved' }, { actor: turn.actor });
        const reply = {
          ...texts.solved(number),
          about: { caseNumber: number },
          card: caseCard(texts, number, texts.numbersCard.solvedLead(number)),
        };
        return {
          kind: 'ended',
          draft: { ...draft, caseNumber: number, ownCase: draft.ownCase ?? true },
          replies: [reply],
        };
      },
    },
  };
}

/** Thanks and goodbye: they want nothing more. */
function isLeaving({ understood }: Heard): boolean {
  return understood.intents[0] === 'goodbye' || understood.intents[0] === 'thanks';
}

export function newCase(draft: Draft, status: 'open' | 'solved', turn: TurnContext): NewCase {
  const { company, ...contact } = draft.contact;
  return {
    requestKey: `${draft.key}:case`,
    contact: { ...contact, ...(company ? { company } : {}) } as Contact,
    billing: draft.billing,
    shipTo: draft.shipTo === 'billing' ? draft.billing : draft.shipTo,
    items: draft.products.map(caseItem),
    troubleshot: draft.troubleshooting !== undefined,
    status,
    actor: turn.actor,
  };
}

function caseItem(product: Product): CaseItem {
  return {
    id: product.id,
    model: product.model ?? '',
    kind: product.kind ?? 'other',
    problem: product.problem ?? '',
    warranty: product.warranty ?? { kind: 'unconfirmed', months: 12 },
    ...(product.family ? { family: product.family } : {}),
    ...(product.serial ? { serial: product.serial } : {}),
    ...(product.since ? { since: product.since.value, sinceVague: product.since.vague } : {}),
  };
}

function rmaItem(product: Product): RmaItem {
  const { firmware, data } = product;
  return { ...caseItem(product), ...(firmware ? { firmware } : {}), ...(data ? { data } : {}) };
}

/** One line for each model: how to pack it (R15). */
function packingLines({ texts, packing, catalog }: IssuingDependencies, products: Product[]) {
  const models = products.filter((product, at) => products.findIndex(other => other.model === product.model) === at);
  return models.map(product => ({
    product: product.model ?? '',
    text: texts.packing(packing.packingFor(catalog.family(product.family ?? ''))),
  }));
}
