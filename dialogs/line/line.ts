/**
 * The phone line: what is said at each place of a call, what is made of the answer, and where it goes on. Whatever
 * happens, a caller is understood in three attempts or reaches a person who knows what was said.
 */

import { createAnswers } from '../answers.ts';
import { DANGER } from '../danger.ts';
import type { Respond } from '../desk.ts';
import type { Memory } from '../memory.ts';
import { wishIn } from '../people/people.ts';
import type { TurnContext } from '../step.ts';
import { createTurnContexts } from '../turn-context.ts';
import { type Call, newCall, type Place } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import { createFiling } from './filing.ts';
import { keyOf, type LineHeard } from './heard.ts';
import { createJobPlace } from './jobs.ts';
import { createMenu } from './menu.ts';
import { createPeoplePlaces } from './people.ts';
import { createPinPlace } from './pin.ts';
import type { Asked, Move, Moved, Places } from './place.ts';
import type { LineEvent, LineReply, Saying } from './port.ts';
import { createQuestionPlaces } from './question.ts';
import { createResumePlace } from './resume.ts';
import { ear, words, written } from './speech.ts';

/** In vain, until a person is rung. */
const MOST_MISSES = 3;
/** Steps count up in a call; what happens beside them has no number. */
const STEP = /^(?:call|step|recorded|rang)-(\d+)$/;
/** What people say while they think. */
const FILLERS = /\b(?:u+h+m*|u+m+|er+m*|h+m+)\b[,.]*\s*/gi;
/** Something was recorded, as an answer. */
const DONE = '#';
/** A place that leads to another that leads to another: more is a circle. */
const MOST_MOVES = 10;

export function createLine(deps: LineDependencies): Respond {
  const { line, texts } = deps;
  const contextOf = createTurnContexts(deps, createAnswers(deps));
  const people = createPeoplePlaces(deps);
  const resume = createResumePlace(deps);
  const filing = createFiling(deps);
  const places: Places = {
    ...{ menu: createMenu(deps), job: createJobPlace(deps), pin: createPinPlace(deps), resume },
    ...createQuestionPlaces(deps),
    ...people.places,
  };

  /** Follows a move to where something is said and listened for. */
  async function settle(first: Move, turn: TurnContext): Promise<Moved> {
    let move = first;
    const said: Saying[] = [];
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      said.push(...(move.said ?? []));
      const call: Call = { ...move.call, misses: 0 };
      if (move.next) return { call, said, next: move.next };
      const following = await places[call.place].enter(call, turn);
      if (!('to' in following))
        return { call: following.call ?? call, said: [...said, ...following.said], next: following.next };
      move = { call: following.to, ...(following.said && { said: following.said }) };
    }
    throw new Error('a call goes round in circles');
  }

  async function heard(call: Call, event: Extract<LineEvent, { kind: 'heard' }>, turn: TurnContext): Promise<Moved> {
    const { keys = '' } = event;
    const speech = (event.speech ?? '').replace(FILLERS, '');
    const said: LineHeard = { ...(await turn.hear(speech)), keys };
    if (!speech && !keys) return missed(call, [words(line.silence)], turn);
    const command = await obeyed(call, said, turn);
    if (command) return command;
    const move = await places[call.place].take(said, call, turn);
    if ('missed' in move)
      return missed(move.call ?? call, move.missed.length > 0 ? move.missed : [words(line.notUnderstood)], turn);
    return settle(move, turn);
  }

  /** What works at any place. */
  async function obeyed(call: Call, said: LineHeard, turn: TurnContext): Promise<Moved | undefined> {
    const key = keyOf(said);
    const { text, keys } = said;
    const isSaid = (words: RegExp) => !keys && words.test(text);
    const canRepeat = call.last && call.place !== 'over';
    if (canRepeat && ((key === '*' && call.place !== 'resume') || isSaid(line.repeatWords))) {
      return { call, said: call.last?.said ?? [], next: call.last?.next ?? { do: 'hang-up' } };
    }
    const wish = keys ? undefined : wishIn(said, texts);
    if (call.place !== 'nobody' && (key === '0' || wish === 'person'))
      return settle(await people.wanted(call, said, turn), turn);
    if (wish === 'call-back' && call.job?.name !== 'call-back') return settle(people.callBack(call, said), turn);
    const isCancelled = !keys && call.place === 'job' && said.understood.intents[0] === 'cancel';
    if (isCancelled) {
      const menu: Call = { ...call, place: 'menu', job: undefined, served: true };
      return settle({ call: menu, said: [words(line.allRight)] }, turn);
    }
    if (isSaid(line.menuWords)) return settle({ call: { ...call, place: 'menu', job: undefined } }, turn);
    const isFree: readonly Place[] = ['menu', 'nobody', 'question'];
    if (isFree.includes(call.place) && isSaid(line.byeWords)) return settle(over(call), turn);
    return undefined;
  }

  /** Asked again in other words, twice; then a person. */
  async function missed(call: Call, why: Saying[], turn: TurnContext): Promise<Moved> {
    const misses = call.misses + 1;
    if (misses >= MOST_MISSES) {
      const lead = [words(line.people.afterMisses)];
      const move = call.place === 'nobody' ? over(call) : await people.wanted(call, undefined, turn);
      return settle({ ...move, said: [...lead, ...(move.said ?? [])] }, turn);
    }
    const again: Asked = await places[call.place].again(call, misses, turn);
    return { call: { ...(again.call ?? call), misses }, said: [...why, ...again.said], next: again.next };
  }

  function over(call: Call): Move {
    return { call: { ...call, place: 'over', job: undefined } };
  }

  async function happened(memory: Memory, event: LineEvent, turn: TurnContext): Promise<Moved | { call: Call }> {
    const { call } = memory;
    if (!call) {
      const fresh = newCall(event.kind === 'called' ? event.from : undefined);
      const lead = [words(line.greeting)];
      const earlier = await resume.offered(fresh);
      return settle({ call: earlier ?? fresh, said: lead }, turn);
    }
    switch (event.kind) {
      // A call begins once.
      case 'called':
        return { call };
      case 'heard': {
        const moved = await heard(call, event, turn);
        // Somebody may get hurt: that comes before anything else.
        return DANGER.test(event.speech ?? '') ? { ...moved, said: [...ear(texts.safety), ...moved.said] } : moved;
      }
      case 'recorded':
        if (call.place === 'job') return heard(call, { kind: 'heard', keys: DONE }, turn);
        return settle(await people.recorded(call, event.seconds, turn), turn);
      case 'picked-up':
        return { call: await people.pickedUp(call, turn) };
      case 'rang':
        return settle(await people.rang(call, event.outcome, turn), turn);
      case 'kept':
        return { call: await filing.kept(call, event) };
      case 'transcribed':
        return { call: await filing.transcribed(call, event, turn) };
      case 'hung-up':
        return { call: await people.hungUp(call, turn) };
    }
  }

  return async (memory, spoken) => {
    const turn = contextOf(memory, spoken);
    const event = spoken.line ?? { kind: 'heard', speech: spoken.text };
    const step = Number(STEP.exec(spoken.activityId)?.[1]);
    // One that was taken long since: whoever posts it now is not whom it was meant for.
    if (memory.call && step <= (memory.call.step ?? 0)) return { memory, replies: [] };
    const moved = await happened(memory, event, turn);
    const filed = await resume.kept(await filing.settled(moved.call, event, turn), turn);
    const call: Call = Number.isNaN(step) ? filed : { ...filed, step };
    const { caseNumber } = call;
    const isNew = caseNumber !== undefined && !memory.cases.some(({ number }) => number === caseNumber);
    const ownsIt = isNew && call.opened === true;
    const remembered: Memory = {
      ...memory,
      ...{ greeted: true, lastSeen: spoken.at },
      ...(ownsIt && { cases: [...memory.cases, { number: caseNumber }] }),
    };
    if (!('next' in moved)) return { memory: { ...remembered, call }, replies: [] };
    const reply: LineReply = { said: moved.said, next: moved.next };
    return {
      memory: { ...remembered, call: { ...call, last: reply } },
      replies: [{ text: written(moved.said), line: reply, ...(ownsIt && { about: { caseNumber } }) }],
    };
  };
}
