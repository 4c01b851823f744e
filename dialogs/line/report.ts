/**
 * A case on the phone (R4, without what is hard to say: addresses are for the web): who it is, how to call back, which
 * product, what is wrong; then the number, and a code with which the chat goes on from here.
 */
import { z } from 'zod';
import { writeNumber } from '../../services/numbers.ts';
import { nameStep } from '../intake/contact.ts';
import { Draft, type Product } from '../intake/draft.ts';
import { fillDraft } from '../intake/fill.ts';
import { newCase } from '../intake/issuing.ts';
import { modelStep, SORT } from '../intake/model.ts';
import { phoneStep } from '../intake/phone.ts';
import { problemStep } from '../intake/problem.ts';
import { serialStep } from '../intake/serial.ts';
import { warrantyStep } from '../intake/warranty.ts';
import type { Answer, AskStep, DoStep, Heard, TurnContext } from '../step.ts';
import { excerpt } from '../texts/wording.ts';
import type { LineDependencies } from './dependencies.ts';
import { type Jobs, LISTEN, oneOf } from './job.ts';
import { spelledByKeys } from './keypad.ts';
import type { Saying } from './port.ts';
import { digits, pause, spelled, words } from './speech.ts';
import { putTogether } from './spelled.ts';

const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

export const ReportDraft = Draft.extend({
  /** The number that calls, E.164. */
  from: given(z.string()),
  /** Whether it is the one to call back. */
  ownPhone: given(z.boolean()),
  /** All that may help was told after the tone, or left out. */
  detailed: given(z.boolean()),
  /** The number was told. */
  told: given(z.boolean()),
  wantsCode: given(z.boolean()),
});
export type ReportDraft = z.infer<typeof ReportDraft>;

const CONVERSATION = 'voice';
const PHONE_KEYS = 16;
const SERIAL_KEYS = 30;
const DETAIL_SECONDS = 120;

export function createReport(deps: LineDependencies): Jobs<ReportDraft> {
  const { texts, line, country } = deps;
  const { report } = line;
  const always = () => true;
  const isOwn = (draft: ReportDraft) => draft.from !== undefined && draft.ownPhone === undefined;
  const lastSerial = ({ products }: ReportDraft) => products[0]?.serial?.value;

  return {
    name: 'report',
    draft: ReportDraft,
    steps: [
      wide(nameStep(texts, always)),
      ownPhoneStep(isOwn),
      wide(phoneStep(texts, country, always)),
      productStep(deps),
      unitStep(deps),
      wide(problemStep(deps)),
      withoutSince,
      wideDo(warrantyStep(deps)),
      detailStep,
      openStep(deps),
      goOnStep(deps),
      codeStep(deps),
    ],
    voices: {
      name: {
        wordings: report.name,
        next: { keys: 1, speech: true },
        settled: ({ contact }) => (contact.name ? [words(report.thanks(contact.name))] : []),
      },
      'own-phone': { wordings: report.ownPhone, keyed: oneOf('yes', 'no') },
      phone: {
        wordings: report.phone,
        next: { keys: PHONE_KEYS, speech: true, seconds: 10 },
        keyed: keys => (keys.length > 6 ? keys.replace(/\D/g, '') : oneOf('yes', 'no')(keys)),
        readBack: ({ contact }) => [words(report.phoneHeard), digits(grouped(contact.phone ?? ''))],
      },
      model: {
        heardAs: putTogether,
        wordings: report.model,
        next: { keys: 1, speech: true, hints: [...deps.productNames] },
        keyed: oneOf('yes', 'no'),
      },
      serial: {
        wordings: report.serial,
        heardAs: putTogether,
        next: { keys: SERIAL_KEYS, speech: true, seconds: 10 },
        keyed: keys => (keys.length === 1 ? oneOf('yes', 'no')(keys) : spelledByKeys(keys)),
        readBack: draft => {
          const serial = lastSerial(draft);
          return serial ? [words(report.serialHeard), spelled(serial)] : [];
        },
      },
      problem: {
        wordings: report.problem,
        next: { seconds: 8 },
        settled: ({ products }) => [words(report.noted(excerpt(products[0]?.problem ?? '')))],
      },
      detail: {
        wordings: [report.detail, report.detail, report.detail],
        next: { do: 'record', seconds: DETAIL_SECONDS },
        keyed: () => 'done',
      },
      'go-on': { wordings: report.goOn, keyed: oneOf('yes', 'no') },
    },
    fill: (heard, draft, turn, step) => filled(deps, heard, draft, turn, step),
  };
}

/** What a sentence tells besides; an address or a second product is for the chat. */
function filled(
  deps: LineDependencies,
  heard: Heard,
  draft: ReportDraft,
  turn: TurnContext,
  step: string | undefined,
): ReportDraft {
  const form = { ...deps, onExistingCase: false };
  const { contact, products } = fillDraft(form, heard, draft, turn, step === undefined ? undefined : { step }).draft;
  return { ...draft, contact: { ...contact, ...draft.contact }, products: products.slice(0, 1).map(asFarAsSaid) };

  /** A family by its name is as much as one can ask for by phone. */
  function asFarAsSaid(product: Product): Product {
    const family = product.model === undefined ? deps.catalog.family(product.family ?? '') : undefined;
    return family ? { ...product, model: family.name, kind: family.kind } : product;
  }
}

/** A step of the intake, over what else is known here. */
function wide(step: AskStep<Draft>): AskStep<ReportDraft> {
  const { ask, again: _, shown: __, ...rest } = step;
  return {
    ...rest,
    ask: (draft, turn) => ask(draft, turn),
    async answer(heard, draft, turn, doubt) {
      const answer = await step.answer(heard, draft, turn, doubt);
      if (!('draft' in answer) || answer.draft === undefined) return answer as Answer<ReportDraft>;
      return { ...answer, draft: { ...draft, ...answer.draft } } as Answer<ReportDraft>;
    },
  };
}

function wideDo(step: DoStep<Draft>): DoStep<ReportDraft> {
  return {
    ...step,
    async run(draft, turn) {
      const done = await step.run(draft, turn);
      return { ...done, draft: { ...draft, ...done.draft } };
    },
  };
}

const Family = z.object({ kind: z.literal('family') });

/** Who cannot read a model number off a label says what it looks like, and that is enough for a start. */
function productStep(deps: LineDependencies): AskStep<ReportDraft> {
  const step = wide(modelStep(deps));
  return {
    ...step,
    async answer(heard, draft, turn, doubt) {
      const answer = await step.answer(heard, draft, turn, doubt);
      const isFamily = answer.kind === 'doubt' && Family.safeParse(answer.doubt).success;
      if (isFamily) return step.answer(heard, answer.draft ?? draft, turn, answer.doubt);
      if (answer.kind !== 'unclear') return answer;
      const maker = answer.draft?.products[0]?.maker;
      // It is told once, and then asked which of ours it is.
      if (maker) return { kind: 'unclear', say: deps.texts.foreignModel(maker) };
      const isSeen = doubt === undefined && SORT.test(heard.text);
      return isSeen ? step.answer(heard, draft, turn, { kind: 'no-model' }) : answer;
    },
  };
}

/** Who says that they cannot read the serial number is believed: nobody climbs a ladder with a phone at the ear. */
function unitStep(deps: LineDependencies): AskStep<ReportDraft> {
  const step = wide(serialStep(deps));
  return {
    ...step,
    async answer(heard, draft, turn, doubt) {
      const answer = await step.answer(heard, draft, turn, doubt);
      return answer.kind === 'doubt' ? step.answer(heard, draft, turn, answer.doubt) : answer;
    },
  };
}

function ownPhoneStep(isOpen: (draft: ReportDraft) => boolean): AskStep<ReportDraft> {
  return {
    kind: 'ask',
    name: 'own-phone',
    pending: draft => isOpen(draft) && draft.contact.phone === undefined,
    ask: () => ({ text: '' }),
    answer({ understood }, draft) {
      const { answer, slots } = understood;
      const other = slots.phone?.kind === 'phone' ? slots.phone.value : undefined;
      if (answer === 'yes') {
        const contact = { ...draft.contact, phone: draft.from };
        return { kind: 'taken', draft: { ...draft, ownPhone: true, contact } };
      }
      if (other)
        return { kind: 'taken', draft: { ...draft, ownPhone: false, contact: { ...draft.contact, phone: other } } };
      return answer === 'no' ? { kind: 'taken', draft: { ...draft, ownPhone: false } } : { kind: 'unclear' };
    },
  };
}

/** Since when is not asked on the phone. */
const withoutSince: DoStep<ReportDraft> = {
  kind: 'do',
  name: 'no-since',
  pending: ({ products: [product] }) => product?.problem !== undefined && product.since === undefined,
  run: async draft => ({
    kind: 'done',
    draft: { ...draft, complete: true, products: draft.products.map(one => ({ ...one, since: one.since ?? null })) },
    replies: [],
  }),
};

const detailStep: AskStep<ReportDraft> = {
  kind: 'ask',
  name: 'detail',
  pending: draft => draft.detailed === undefined,
  ask: () => ({ text: '' }),
  answer: (_heard, draft) => ({ kind: 'taken', draft: { ...draft, detailed: true } }),
};

/** The number digit by digit, twice: it has to be written down (R2). */
function openStep({ cases, line: { report }, transcripts }: LineDependencies): DoStep<ReportDraft> {
  return {
    kind: 'do',
    name: 'open-case',
    pending: draft => draft.told === undefined,
    async run(draft, turn) {
      const { _id } = await cases.open(newCase(draft, 'open', turn));
      const { email } = draft.contact;
      const { conversation, activityId } = turn.message;
      if (email) {
        const { timeZone, locale } = turn;
        const of = { channel: turn.actor, conversation, activityId, timeZone, locale, caseNumber: _id };
        await transcripts.order({ ...of, to: email });
      }
      const number = digits(writeNumber(_id));
      const said: Saying[] = [
        words(report.opened),
        number,
        pause(600),
        words(report.onceMore),
        number,
        words(report.write),
        ...(email ? [words(report.mailed)] : []),
      ];
      const known: ReportDraft = { ...draft, caseNumber: _id, ownCase: true, byPhone: true, told: true };
      return {
        kind: 'done',
        draft: known,
        replies: [{ text: '', line: { said, next: LISTEN }, about: { caseNumber: _id } }],
        issued: true,
      };
    },
  };
}

function goOnStep({ line: { report } }: LineDependencies): AskStep<ReportDraft> {
  return {
    kind: 'ask',
    name: 'go-on',
    pending: draft => draft.wantsCode === undefined,
    ask: () => ({ text: report.goOn[0] }),
    answer: ({ understood: { answer } }, draft) =>
      answer === undefined ? { kind: 'unclear' } : { kind: 'taken', draft: { ...draft, wantsCode: answer === 'yes' } },
  };
}

function codeStep({ pins, line: { report } }: LineDependencies): DoStep<ReportDraft> {
  return {
    kind: 'do',
    name: 'code',
    pending: draft => draft.wantsCode !== undefined,
    async run(draft, turn) {
      if (!draft.wantsCode) return { kind: 'ended', draft, replies: [] };
      const { conversation, activityId } = turn.message;
      const { key: _, from: __, ...known } = draft;
      const story = {
        ...{ channel: CONVERSATION, conversation, summary: summaryOf(draft) },
        ...(draft.caseNumber && { caseNumber: draft.caseNumber }),
        draft: known,
      };
      const pin = await pins.issue('chat', story, `${conversation} ${activityId}`);
      const code = digits(`${pin.slice(0, 3)} ${pin.slice(3)}`);
      const said = [words(report.code), code, pause(600), words(report.onceMore), code, words(report.codeCounts)];
      return { kind: 'ended', draft, replies: [{ text: '', line: { said, next: LISTEN } }] };
    },
  };
}

export function summaryOf({ products }: Pick<Draft, 'products'>): string {
  return products
    .map(({ model, claimed, problem }) => [model ?? claimed, problem].filter(Boolean).join(': '))
    .filter(Boolean)
    .join('; ')
    .slice(0, 300);
}

/** Three, three and four from the end, as numbers are said. */
function grouped(phone: string): string {
  const figures = phone.split(';')[0]?.replace(/\D/g, '') ?? '';
  const [end, middle, start] = [figures.slice(-4), figures.slice(-7, -4), figures.slice(0, -7)];
  return [start.slice(0, -3), start.slice(-3), middle, end].filter(Boolean).join(' ');
}
