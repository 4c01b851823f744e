/** The way from a call to a person, and what is left where nobody can come to the phone: a message, a call back. */
import { writeAppointment } from '../../services/calendar.ts';
import { writeNumber } from '../../services/numbers.ts';
import { summaryOf } from '../intake/draft.ts';
import type { TurnContext } from '../step.ts';
import type { Call } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import { keyOf, type LineHeard } from './heard.ts';
import { LISTEN } from './job.ts';
import { begun } from './jobs.ts';
import type { AtPlace, Move } from './place.ts';
import type { LineEvent } from './port.ts';
import { ReportDraft } from './report/draft.ts';
import { digits, pause, worded, words } from './speech.ts';

const RING_SECONDS = 40;
/** Longer ones are not written down by every engine. */
const MESSAGE_SECONDS = 120;
/** A tone that somebody hung up at, or breathed. */
const SHORTEST_SECONDS = 2;

type Outcome = Extract<LineEvent, { kind: 'rang' }>['outcome'];

export interface PeoplePlaces {
  places: Record<'ringing' | 'nobody' | 'voicemail' | 'over', AtPlace>;
  /** Rings somebody, or says when people are there. */
  wanted(call: Call, heard: LineHeard | undefined, turn: TurnContext): Promise<Move>;
  /** @param heard what was said, which may name a time */
  callBack(call: Call, heard: LineHeard): Move;
  pickedUp(call: Call, turn: TurnContext): Promise<Call>;
  rang(call: Call, outcome: Outcome, turn: TurnContext): Promise<Move>;
  /** Something was recorded, at whichever place. */
  recorded(call: Call, seconds: number, turn: TurnContext): Promise<Move>;
  hungUp(call: Call, turn: TurnContext): Promise<Call>;
}

export function createPeoplePlaces(deps: LineDependencies): PeoplePlaces {
  const { line, hours, handoffs, cases } = deps;
  const { people } = line;

  const callBack = (call: Call, heard: LineHeard): Move => begun(call, 'call-back', heard.keys ? undefined : heard);
  const nobody = (call: Call): Call => ({ ...call, place: 'nobody', job: undefined });

  function knownOf({ known, story, from }: Call) {
    const draft = ReportDraft.partial().safeParse(known).data;
    const { name, email, phone = from, company } = draft?.contact ?? {};
    const summary = story?.summary || summaryOf(draft?.products ?? []);
    return { summary, caller: { name, email, phone, ...(company && { company }) } };
  }

  async function wanted(call: Call, heard: LineHeard | undefined, turn: TurnContext): Promise<Move> {
    if (!deps.canRing) return { call: nobody(call), said: [words(people.unstaffed)] };
    const standing = hours.at(turn.now);
    if (standing.kind === 'closed') {
      const opens = writeAppointment(standing.opensAt, turn.timeZone, turn.locale);
      return { call: nobody(call), said: [words(people.closed(hours.told(), opens, standing.holiday))] };
    }
    const { conversation, activityId } = turn.message;
    const { summary, caller } = knownOf(call);
    const { story, caseNumber } = call;
    const asked = await handoffs.ask({
      ...{ key: `${turn.actor}:${conversation}:${activityId}`, channel: turn.actor, conversation, medium: 'phone' },
      ...{ summary: summary || heard?.text || '', caller: { ...caller, locale: turn.locale, timeZone: turn.timeZone } },
      ...(caseNumber && { caseNumber }),
      ...(story && { before: { channel: story.channel, conversation: story.conversation } }),
      ...(story?.rmaNumber && { rmaNumber: story.rmaNumber }),
    });
    return {
      call: { ...call, place: 'ringing', handoff: asked._id },
      said: [words(people.ringing)],
      next: { do: 'connect', handoff: asked._id, ...(caseNumber && { caseNumber }), seconds: RING_SECONDS },
    };
  }

  async function rang(call: Call, outcome: Outcome, turn: TurnContext): Promise<Move> {
    const isAnswered = outcome === 'answered';
    if (call.handoff) {
      await handoffs.rang(call.handoff, isAnswered ? 'picked-up' : 'missed', turn.message.activityId);
    }
    const { handoff: _, ...rest } = call;
    if (isAnswered) return { call: { ...rest, place: 'over' }, next: { do: 'hang-up' } };
    return { call: nobody(rest), said: [words(people.missed)] };
  }

  /** A message is with a case, or it makes one: so it stands in the queue, and nobody has to remember it. */
  async function messageLeft(call: Call, turn: TurnContext): Promise<Move> {
    const done = (after: Call, number?: string): Move => ({
      call: { ...after, place: 'menu', served: true },
      said: [
        words(people.messageKept),
        ...(number ? [words(people.messageOpened), digits(writeNumber(number)), pause(400)] : []),
      ],
    });
    if (call.caseNumber) return done(call);
    const { caller, summary } = knownOf(call);
    const { conversation } = turn.message;
    const problem = [people.messageProblem, summary].filter(Boolean).join(': ');
    const warranty = { kind: 'unconfirmed' as const, months: deps.warrantyOtherwise };
    const { _id } = await cases.open({
      requestKey: `${turn.actor}:${conversation}:message`,
      contact: { ...caller, name: caller.name ?? people.unnamed },
      items: [{ id: '1', model: '', kind: 'other', problem, warranty }],
      status: 'open',
      actor: turn.actor,
    });
    return done({ ...call, caseNumber: _id, opened: true }, _id);
  }

  const places: PeoplePlaces['places'] = {
    ringing: {
      async enter(call, turn) {
        const { call: to, said = [], next } = await wanted(call, undefined, turn);
        return next ? { call: to, said, next } : { to, said };
      },
      again: () => ({ said: [], next: LISTEN }),
      // A key before it rings: what is said ends, and it rings.
      take: (_heard, call) => ({
        call,
        next: {
          ...{ do: 'connect', handoff: call.handoff ?? '', seconds: RING_SECONDS },
          ...(call.caseNumber && { caseNumber: call.caseNumber }),
        },
      }),
    },

    nobody: {
      enter: () => ({ said: [pause(300), worded(people.nobody)], next: LISTEN }),
      again: (_call, times) => ({ said: [worded(people.nobody, times)], next: LISTEN }),
      take(heard, call) {
        const key = keyOf(heard);
        if (key === '1' || (!heard.keys && people.messageWords.test(heard.text))) {
          return { call: { ...call, place: 'voicemail' } };
        }
        if (key === '2' || (!heard.keys && people.callBackWords.test(heard.text))) return callBack(call, heard);
        return { missed: [] };
      },
    },

    voicemail: {
      enter: () => ({ said: [words(people.message)], next: { do: 'record', seconds: MESSAGE_SECONDS } }),
      again: () => ({ said: [words(people.message)], next: { do: 'record', seconds: MESSAGE_SECONDS } }),
      // A key before the tone: what is said ends, and the tone comes.
      take: (_heard, call) => ({ call, next: { do: 'record', seconds: MESSAGE_SECONDS } }),
    },

    over: {
      enter: () => ({ said: [words(line.goodbye)], next: { do: 'hang-up' } }),
      again: () => ({ said: [words(line.goodbye)], next: { do: 'hang-up' } }),
      take: (_heard, call) => ({ call: { ...call, place: 'menu', served: true } }),
    },
  };

  return {
    places,
    wanted,
    callBack,
    rang,

    async pickedUp(call, turn) {
      if (call.handoff) await handoffs.rang(call.handoff, 'picked-up', turn.message.activityId);
      return call;
    },

    async recorded(call, seconds, turn) {
      if (call.place !== 'voicemail') return { call };
      if (seconds < SHORTEST_SECONDS) return { call: nobody(call) };
      return messageLeft(call, turn);
    },

    async hungUp(call, turn) {
      if (call.handoff) await handoffs.rang(call.handoff, 'missed', turn.message.activityId);
      const { handoff: _, ...rest } = call;
      return rest;
    },
  };
}
