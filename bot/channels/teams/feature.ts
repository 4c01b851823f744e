/** One thing that staff can do in Teams: which messages, buttons, forms and events it takes, and what it does with them. */
import type { z } from 'zod';
import type { TeamsActivity } from './activity.ts';
import type { InvokeAnswer } from './answers.ts';
import type { Message, Room } from './sender.ts';
import type { Staff } from './who.ts';

/** Where somebody of the staff did something. */
export interface At {
  staff: Staff;
  room: Room;
  isPersonal: boolean;
  /** Of the activity: the same again is the same deed (R23). */
  key: string;
  activity: TeamsActivity;
  /** Posts into the same conversation; resolves to the id of what was posted, where the channel took it. */
  say(message: Message): Promise<string | undefined>;
}

/** A button of a card. `card` is the id of the message that the card is. */
export interface Press extends At {
  card: string | undefined;
  /** Teams looks by itself whether the card is still right. */
  isRefresh: boolean;
}

export interface Verb<T = unknown> {
  /** Of the data that the button carries, with what was filled in. */
  data: z.ZodType<T>;
  run(data: T, press: Press): Promise<InvokeAnswer>;
}

/** Keeps together what a verb takes and what it does. */
export function verb<T>(of: Verb<T>): Verb {
  return of as Verb;
}

export interface Form {
  /** What opens it: the data of a card's button, or of a command beside the compose box. */
  open: Verb;
  /** What was filled in. Answers with the same form where that is not right, and nothing typed is lost. */
  take: Verb;
}

export interface Feature {
  /**
   * A message in plain words; resolves to whether it was for this feature, or to what it is for those that come after.
   * The first that takes it has it.
   */
  message?(text: string, at: At): Promise<boolean | { instead: string }>;
  /** Somebody is writing. */
  typing?(at: At): Promise<void>;
  /** By the verb of `Action.Execute`; also by `data.verb` of an `Action.Submit`, for clients that know no other. */
  verbs?: Readonly<Record<string, Verb>>;
  /** By `data.form` of the button, or by the command's id. */
  forms?: Readonly<Record<string, Form>>;
  /** A search beside the compose box: 5 seconds, at every key. */
  search?(text: string, at: At, page: { skip: number; count: number }): Promise<InvokeAnswer>;
  /** An address that was pasted; undefined where it is nothing of this feature. */
  unfurl?(url: URL, at: At): Promise<InvokeAnswer | undefined>;
}
