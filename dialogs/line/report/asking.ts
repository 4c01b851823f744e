/** The questions of a report that are other ones on the phone than in a chat. */
import { z } from 'zod';
import type { Draft } from '../../intake/draft.ts';
import { modelStep, SORT } from '../../intake/model.ts';
import { serialStep } from '../../intake/serial.ts';
import type { Answer, AskStep, DoStep } from '../../step.ts';
import type { LineDependencies } from '../dependencies.ts';
import type { ReportDraft } from './draft.ts';

/** A step of the intake, over what else is known here. */
export function wide(step: AskStep<Draft>): AskStep<ReportDraft> {
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

export function wideDo(step: DoStep<Draft>): DoStep<ReportDraft> {
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
export function productStep(deps: LineDependencies): AskStep<ReportDraft> {
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
export function unitStep(deps: LineDependencies): AskStep<ReportDraft> {
  const step = wide(serialStep(deps));
  return {
    ...step,
    async answer(heard, draft, turn, doubt) {
      const answer = await step.answer(heard, draft, turn, doubt);
      return answer.kind === 'doubt' ? step.answer(heard, draft, turn, answer.doubt) : answer;
    },
  };
}

export function ownPhoneStep(isOpen: (draft: ReportDraft) => boolean): AskStep<ReportDraft> {
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
export const withoutSince: DoStep<ReportDraft> = {
  kind: 'do',
  name: 'no-since',
  pending: ({ products: [product] }) => product?.problem !== undefined && product.since === undefined,
  run: async draft => ({
    kind: 'done',
    draft: { ...draft, complete: true, products: draft.products.map(one => ({ ...one, since: one.since ?? null })) },
    replies: [],
  }),
};

export const detailStep: AskStep<ReportDraft> = {
  kind: 'ask',
  name: 'detail',
  pending: draft => draft.detailed === undefined,
  ask: () => ({ text: '' }),
  answer: (_heard, draft) => ({ kind: 'taken', draft: { ...draft, detailed: true } }),
};
