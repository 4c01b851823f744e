/** A call at a time that the customer names, at a time when somebody is there: told in their clock and in ours. */
import { z } from 'zod';
import { writeAppointment } from '../../services/calendar.ts';
import type { CallBack, Promised } from '../../services/handoff/call-backs.ts';
import type { Hours } from '../../services/hours/hours.ts';
import { nameStep } from '../intake/contact.ts';
import { Draft } from '../intake/draft.ts';
import { fillPerson } from '../intake/person.ts';
import { phoneStep } from '../intake/phone.ts';
import type { Answer, AskStep, DoStep, Heard, TurnContext, Waterfall } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writePhone } from '../texts/phone.ts';
import { type CallTime, readCallTime } from '../understanding/call-time.ts';

export const CallBackDraft = Draft.pick({ key: true, contact: true, emailSlip: true, phoneSaid: true }).extend({
  products: Draft.shape.products.default([]),
  /** As an ISO instant. */
  at: z.iso.datetime().optional().catch(undefined),
  agreed: z.boolean().optional().catch(undefined),
  about: z.object({ summary: z.string(), caseNumber: z.string().optional() }),
});
export type CallBackDraft = z.infer<typeof CallBackDraft>;

/** What a time lacks: the hour of a day (ISO), or a yes to the nearest time (ISO instant) at which somebody is there. */
const Doubt = z.union([z.object({ date: z.string() }), z.object({ nearest: z.iso.datetime() })]);

export interface CallBackDependencies {
  texts: Texts;
  country: string;
  hours: Hours;
  /** Whoever is at the desk learns of it. */
  promise: (promised: Promised) => Promise<CallBack>;
}

/** "As soon as possible" leaves the desk so long. */
const SOON_MS = 30 * 60_000;

export function createCallBack(deps: CallBackDependencies): Waterfall<CallBackDraft> {
  const { texts, country, hours } = deps;

  const steps = [
    timeStep(deps),
    ofPerson(phoneStep(texts, country, () => true)),
    ofPerson(nameStep(texts, () => true)),
    confirmStep(deps),
    promiseStep(deps),
  ];

  return {
    name: 'call-back',
    draft: CallBackDraft,
    steps,
    fill(heard, draft, turn, asked) {
      const first = asked === undefined && draft.at === undefined ? readTime(heard.text, turn, hours) : undefined;
      const at = first?.kind === 'at' ? first.at.toISOString() : draft.at;
      const { draft: filled, noted } = fillPerson(deps, heard, draft, asked);
      const { contact, emailSlip, phoneSaid } = filled;
      return { draft: { ...draft, contact, emailSlip, phoneSaid, at }, noted };
    },
    aim: draft => ({ draft }),
  };
}

function timeStep(deps: CallBackDependencies): AskStep<CallBackDraft> {
  const { callBack } = deps.texts;
  return {
    kind: 'ask',
    name: 'call-time',
    pending: ({ at }) => at === undefined,
    ask: () => ({ text: callBack.askTime(deps.hours.told()), choices: [...callBack.times] }),
    why: callBack.whyTime,
    answer: (heard, draft, turn, doubt) => takeTime(deps, heard, draft, turn, Doubt.safeParse(doubt).data),
  };
}

function takeTime(
  { texts, hours }: CallBackDependencies,
  heard: Heard,
  draft: CallBackDraft,
  turn: TurnContext,
  doubt: z.infer<typeof Doubt> | undefined,
): Answer<CallBackDraft> {
  const { callBack } = texts;
  const taken = (at: Date): Answer<CallBackDraft> => ({ kind: 'taken', draft: { ...draft, at: at.toISOString() } });
  if (doubt && 'nearest' in doubt && heard.understood.answer === 'yes') return taken(new Date(doubt.nearest));
  const read = readTime(heard.text, turn, hours, doubt && 'date' in doubt ? doubt.date : undefined);
  // The day that was named, or the time that was offered, still counts.
  const stays = doubt ? { stay: true as const } : {};
  switch (read.kind) {
    case 'at':
      return taken(read.at);
    case 'soon':
      return taken(hours.nextOpen(new Date(turn.now.getTime() + SOON_MS)));
    case 'closed': {
      const nearest = told(read.nearest, turn, hours, texts);
      const standing = hours.at(read.at);
      const holiday = standing.kind === 'closed' ? standing.holiday : undefined;
      const ask = { text: callBack.closedThen(hours.told(), nearest, holiday), choices: [...callBack.yesNo] };
      return { kind: 'doubt', doubt: { nearest: read.nearest.toISOString() }, ask };
    }
    case 'which-time': {
      const day = new Intl.DateTimeFormat(turn.locale, { weekday: 'long', timeZone: 'UTC' });
      const ask = { text: callBack.whichTime(day.format(new Date(`${read.date}T00:00:00Z`))) };
      return { kind: 'doubt', doubt: { date: read.date }, ask };
    }
    case 'past':
      return { kind: 'unclear', say: callBack.past, ...stays };
    case 'too-far':
      return { kind: 'unclear', say: callBack.tooFar, ...stays };
    case 'none':
      return { kind: 'unclear', say: callBack.unclearTime, ...stays };
  }
}

function confirmStep(deps: CallBackDependencies): AskStep<CallBackDraft> {
  const { texts, country, hours } = deps;
  const { callBack } = texts;
  return {
    kind: 'ask',
    name: 'call-agreed',
    pending: ({ agreed }) => agreed !== true,
    ask({ contact, at }, turn) {
      const time = told(new Date(at ?? turn.now), turn, hours, texts);
      const phone = writePhone(contact.phone ?? '', country);
      return { text: callBack.confirm(contact.name ?? '', phone, time), choices: [...callBack.yesNo] };
    },
    answer(heard, draft, turn, doubt) {
      const open = Doubt.safeParse(doubt).data;
      const { answer } = heard.understood;
      if (!open && answer === 'yes') return { kind: 'taken', draft: { ...draft, agreed: true } };
      if (open || readTime(heard.text, turn, hours).kind !== 'none') return takeTime(deps, heard, draft, turn, open);
      const isOther = answer === 'no' || /\b(?:another|other|different|change)\b/i.test(heard.text);
      return isOther ? { kind: 'taken', draft: { ...draft, at: undefined } } : { kind: 'unclear' };
    },
  };
}

function promiseStep(deps: CallBackDependencies): DoStep<CallBackDraft> {
  const { texts, country, hours } = deps;
  return {
    kind: 'do',
    name: 'promise-call',
    pending: ({ agreed }) => agreed === true,
    async run(draft, turn) {
      const { key, contact, about } = draft;
      const { summary, caseNumber } = about;
      const { name, phone = '', email, company } = contact;
      const at = new Date(draft.at ?? turn.now);
      await deps.promise({
        ...{ key, at, summary, caseNumber, zone: turn.timeZone },
        ...{ channel: turn.actor, conversation: turn.message.conversation },
        caller: { name, phone, email, ...(company && { company }), locale: turn.locale, timeZone: turn.timeZone },
      });
      const text = texts.callBack.promised(writePhone(phone, country), told(at, turn, hours, texts));
      return { kind: 'ended', draft, replies: [{ text }] };
    },
  };
}

function readTime(text: string, { now, timeZone }: TurnContext, hours: Hours, onDate?: string): CallTime {
  const { isOpen, nextOpen } = hours;
  return readCallTime(text, { now, timeZone, onDate, isOpen, nextOpen });
}

/** By the customer's clock, and by the maker's where that shows another time. */
function told(at: Date, { timeZone, locale }: TurnContext, hours: Hours, texts: Texts): string {
  const theirs = writeAppointment(at, hours.timeZone, locale);
  const yours = writeAppointment(at, timeZone, locale);
  const clock = (zone: string) => new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: zone }).format(at);
  return texts.callBack.time(yours, clock(timeZone) === clock(hours.timeZone) ? undefined : theirs);
}

/** A question about the person, over what else is known here. */
function ofPerson(step: AskStep<Draft>): AskStep<CallBackDraft> {
  const { ask, shown, again: _, ...rest } = step;
  return {
    ...rest,
    pending: step.pending,
    ask: (draft, turn) => ask(draft, turn),
    ...(shown && { shown: (draft: CallBackDraft) => shown(draft) }),
    async answer(heard, draft, turn, doubt) {
      const answer = await step.answer(heard, draft, turn, doubt);
      if (!('draft' in answer) || answer.draft === undefined) return answer as Answer<CallBackDraft>;
      const { contact, phoneSaid, emailSlip } = answer.draft;
      return { ...answer, draft: { ...draft, contact, phoneSaid, emailSlip } } as Answer<CallBackDraft>;
    },
  };
}
