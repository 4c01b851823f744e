/** A place of a call: what is asked there, and where an answer leads. */
import type { TurnContext } from '../step.ts';
import type { Call, Place } from './call.ts';
import type { LineHeard } from './heard.ts';
import type { Next, Saying } from './port.ts';

/** A question, and how its answer is listened for. */
export interface Asked {
  said: Saying[];
  next: Next;
  /** Where asking has changed what is remembered. */
  call?: Call;
}

/** Where a call goes on; without `next` the place that it is at asks its question. */
export interface Move {
  call: Call;
  said?: Saying[];
  next?: Next;
}

export interface Moved extends Move {
  said: Saying[];
  next: Next;
}

/** Nothing was understood; `missed` tells why, where there is more to say than that. */
export interface Missed {
  missed: Saying[];
  call?: Call;
}

export interface AtPlace {
  /** The question, asked for the first time; or the place that the call goes on at instead. */
  enter(call: Call, turn: TurnContext): Promise<Asked | { to: Call; said?: Saying[] }> | Asked;
  /** The same in other words. @param times how often it was asked before, in vain */
  again(call: Call, times: number, turn: TurnContext): Promise<Asked> | Asked;
  take(heard: LineHeard, call: Call, turn: TurnContext): Promise<Move | Missed> | Move | Missed;
}

export type Places = Readonly<Record<Place, AtPlace>>;
