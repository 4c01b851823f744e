/**
 * The way from the desk to a person: asking for one, going on meanwhile, keeping quiet while one is there, and taking
 * over again. What staff do comes as events; whether somebody is there is asked of the hand-off itself, so that a
 * message that crosses with an event is lost on neither side.
 */
import { writeAppointment } from '../../services/calendar.ts';
import type { Caller } from '../../services/handoff/handoff.ts';
import type { Handoffs } from '../../services/handoff/handoffs.ts';
import type { Reach } from '../../services/handoff/reach.ts';
import type { Hours } from '../../services/hours/hours.ts';
import { type Pins, writePin } from '../../services/line/pins.ts';
import { Draft, LONGEST_SUMMARY, summaryOf } from '../intake/draft.ts';
import type { Memory } from '../memory.ts';
import { joined, type Reply } from '../reply.ts';
import { asideFor } from '../small-talk.ts';
import type { Heard, TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import type { CallBackDraft } from './call-back.ts';
import type { PeopleEvent } from './event.ts';

export interface PeopleDependencies {
  texts: Texts;
  handoffs: Pick<Handoffs, 'ask' | 'heard' | 'leave'>;
  /** Whether somebody may come into a chat of that channel now. */
  reach: (channel: string, now: Date) => Promise<Reach>;
  hours: Pick<Hours, 'timeZone' | 'told'>;
  /** Codes that take a story along to the phone, or bring one from there. */
  pins: Pins;
  /** The toll-free line is answered by this desk. */
  isLineOpen: boolean;
}

export interface Words {
  text: string;
  files?: Parameters<Handoffs['heard']>[1]['files'];
}

/** What has become of the way to a person; `again` where the desk has the word and repeats what it had asked. */
export interface Told {
  memory: Memory;
  replies: Reply[];
  again: boolean;
}

export interface People {
  /** Asks for somebody, or says how else people are reached. */
  wanted(memory: Memory, heard: Heard, turn: TurnContext): Promise<Told>;
  /** A message while somebody is asked for or there; undefined where the desk is to answer it, with `memory` as it is then. */
  heard(memory: Memory, words: Words, turn: TurnContext): Promise<Told | { memory: Memory; again?: undefined }>;
  /** What staff did. */
  told(memory: Memory, event: PeopleEvent, turn: TurnContext): Promise<Told>;
  /** What is known for a call back. */
  callBack(key: string, memory: Memory, heard: Heard): CallBackDraft;
}

export type Wish = 'person' | 'call-back';

/** "Call me at …" gives a number, it does not ask for somebody; "are you a human?" asks about the desk. */
export function wishIn({ text, understood }: Heard, texts: Texts): Wish | undefined {
  const [intent] = understood.intents;
  if (texts.callBack.words.test(text) && (intent === 'talk-to-agent' || text.length <= LONGEST_CALL))
    return 'call-back';
  if (intent !== 'talk-to-agent' || understood.slots.phone || asideFor(text, texts)) return undefined;
  return 'person';
}

/** In a longer message a call back is told of, rather than asked for. */
const LONGEST_CALL = 60;

export function createPeople(deps: PeopleDependencies): People {
  const { texts, handoffs, hours } = deps;
  const { talk } = texts;

  /** With a code somebody who calls need not tell it all again. */
  async function byPhone(memory: Memory, { actor, message }: TurnContext, heard?: Heard): Promise<string> {
    if (!deps.isLineOpen) return '';
    const { conversation, activityId } = message;
    const draft = memory.active?.draft ?? memory.known;
    const about = aboutOf(memory, heard);
    const story = { channel: actor, conversation, ...about, ...(draft !== undefined && { draft }) };
    const pin = await deps.pins.issue('phone', story, `${actor}:${conversation}:${activityId}`);
    return talk.callWith(writePin(pin));
  }

  async function wanted(memory: Memory, heard: Heard, turn: TurnContext): Promise<Told> {
    if (memory.human) {
      return { memory, replies: [{ text: talk.askedAlready, choices: [...talk.neverMind] }], again: false };
    }
    const reach = await deps.reach(turn.actor, turn.now);
    switch (reach.kind) {
      case 'unstaffed': {
        const text = joined([texts.people, await byPhone(memory, turn, heard)]);
        return { memory, replies: [{ text, choices: [...texts.callMeBack] }], again: true };
      }
      case 'closed': {
        const opens = writeAppointment(reach.opensAt, turn.timeZone, turn.locale);
        const closed = talk.closed(hours.told(), opens, reach.holiday);
        const text = joined([closed, await byPhone(memory, turn, heard)]);
        return { memory, replies: [{ text, choices: [...texts.callMeBack] }], again: true };
      }
      case 'hub':
      case 'staffed': {
        const isHub = reach.kind === 'hub';
        const { conversation, activityId } = turn.message;
        const asked = await handoffs.ask({
          ...{ key: `${turn.actor}:${conversation}:${activityId}`, channel: turn.actor, conversation },
          ...aboutOf(memory, heard),
          caller: callerOf(memory, turn),
          medium: isHub ? 'hub' : 'chat',
        });
        const human = { handoff: asked._id, stage: 'waiting' as const };
        return {
          memory: { ...memory, human },
          replies: isHub
            ? [{ text: talk.handedOver, handoff: asked._id }]
            : [{ text: talk.asked, choices: [...talk.neverMind] }],
          again: false,
        };
      }
    }
  }

  return {
    wanted,

    async heard(memory, { text, files }, turn) {
      const { human, ...without } = memory;
      if (!human) return { memory };
      const key = turn.message.activityId;
      const isWaiting = human.stage === 'waiting';
      if ((isWaiting ? talk.withdrawWords : talk.endWords).test(text)) {
        await handoffs.leave(human.handoff, key);
        return { memory: without, replies: [{ text: isWaiting ? talk.withdrawn : talk.left }], again: true };
      }
      switch (await handoffs.heard(human.handoff, { key, text, files })) {
        case 'talking':
          return { memory: { ...memory, human: { ...human, stage: 'talking' } }, replies: [], again: false };
        case 'waiting':
          return { memory };
        case 'over':
          return { memory: without };
      }
    },

    async told(memory, event, turn) {
      const { human, ...without } = memory;
      const { handoff, name } = event;
      // What was said is shown, whatever has become of the talk meanwhile.
      if (event.kind === 'said') return { memory, replies: saidIn(event, texts), again: false };
      if (human?.handoff !== handoff) return { memory, replies: [], again: false };
      switch (event.kind) {
        case 'joined':
        case 'moved': {
          const text = event.kind === 'joined' ? talk.joined(name) : talk.moved(name);
          return {
            memory: { ...memory, human: { handoff, stage: 'talking', name } },
            replies: [{ text }],
            again: false,
          };
        }
        case 'over': {
          const choices = event.outcome === 'missed' ? { choices: [...texts.callMeBack] } : {};
          const line = event.outcome === 'missed' ? await byPhone(without, turn) : '';
          const text = joined([talk.over(event.outcome, name), line]);
          return { memory: without, replies: [{ text, ...choices }], again: true };
        }
      }
    },

    callBack(key, memory, heard) {
      const { summary, caseNumber } = aboutOf(memory, heard);
      return { key, contact: contactOf(memory), products: [], about: { summary, ...(caseNumber && { caseNumber }) } };
    },
  };
}

function saidIn({ name, text, files = [] }: Extract<PeopleEvent, { kind: 'said' }>, { talk }: Texts): Reply[] {
  return [
    ...(text ? [{ text: talk.said(name, text), by: name }] : []),
    ...(files.length > 0 ? [{ text: talk.sent(name, files), by: name, files }] : []),
  ];
}

const OfCustomer = Draft.pick({ contact: true, products: true, caseNumber: true, rmaNumber: true }).partial();

function draftsOf({ active, known }: Memory) {
  return [active?.draft, known].flatMap(draft => OfCustomer.safeParse(draft).data ?? []);
}

function contactOf(memory: Memory): Draft['contact'] {
  const [now, before] = draftsOf(memory).map(({ contact }) => contact);
  const email = memory.verified?.email ?? memory.lookedUp?.email;
  return { ...(email && { email }), ...before, ...now };
}

function callerOf(memory: Memory, { locale, timeZone }: TurnContext): Caller {
  const { name, email, phone, company } = contactOf(memory);
  return { name, email, phone, ...(company && { company }), locale, timeZone };
}

/** The problem with the product that is talked about, else the words that asked for somebody. */
function aboutOf(memory: Memory, heard?: Heard): { summary: string; caseNumber?: string; rmaNumber?: string } {
  const drafts = draftsOf(memory);
  const products = drafts.find(({ products }) => products?.length)?.products ?? [];
  const [last] = memory.cases.slice(-1);
  const caseNumber = drafts[0]?.caseNumber ?? last?.number ?? memory.lookedUp?.number;
  const rmaNumber = drafts[0]?.rmaNumber ?? last?.rma;
  const summary = summaryOf(products) || (heard?.text ?? '');
  return {
    summary: summary.slice(0, LONGEST_SUMMARY),
    ...(caseNumber && { caseNumber }),
    ...(rmaNumber && { rmaNumber }),
  };
}
