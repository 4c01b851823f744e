/**
 * What a dialog is made of: steps over a typed draft, and what passes between a step and the waterfall that runs it.
 */
import type { z } from 'zod';
import type { Article } from '../services/knowledge/article.ts';
import type { Card, Sent } from './card.ts';
import type { Choice, Reply } from './reply.ts';
import type { Change, Field, Understood } from './understanding/understood.ts';

/** What everything in one turn shares. */
export interface TurnContext {
  now: Date;
  /** The person's calendar: today's ISO date there, zone and language. */
  today: string;
  timeZone: string;
  locale: string;
  /** On whose behalf things are done: the channel, never a name. */
  actor: string;
  /** The message, as its channel names it: what is ordered by it is ordered once. */
  message: { conversation: string; activityId: string };
  /** The email address that the person has proven to be theirs within the last hour (R24). */
  verified?: string | undefined;
  /** Tells the network that the message came from apart from others, where the channel knows it; never recorded. */
  network?: string | undefined;
  /** Case numbers issued in this conversation: the person talking is their owner. */
  ownCases: readonly string[];
  /** How many files wait for the case that is being written. */
  files: number;
  /** Reads a part of the message as if it had been said alone. */
  hear(text: string): Promise<Heard>;
  /** The channel shows means of its own to say whether an answer helped. */
  thumbs: boolean;
  /** Answers a question that has nothing to do with the one that is open; `draft` is what the dialog knows so far. */
  tell(heard: Heard, draft: unknown): Promise<Told>;
  /** Whether the message is the title of an article, as the choices name them. */
  namesArticle(text: string): boolean;
}

/** What a question is answered with. */
export type Told =
  | { kind: 'answered'; reply: Reply; article: Article }
  /** Choices of what may have been meant. */
  | { kind: 'offered'; reply: Reply }
  /** No article tells that; the reply says so, and who can help. */
  | { kind: 'unknown'; reply: Reply };

/** One message, with what it was understood to mean. */
export interface Heard {
  text: string;
  understood: Understood;
}

/** What a step makes of an answer; `draft`, where it has learnt something from one that is none yet. */
export type Answer<D> =
  | { kind: 'taken'; draft: D; say?: string | undefined }
  /** Something has to be settled first; `ask` is the narrower question. */
  | { kind: 'doubt'; doubt: unknown; ask: Reply; draft?: D }
  /** Not an answer, but a wish to change another detail. */
  | { kind: 'elsewhere'; change: Change }
  /** Not an answer to this question; `say` tells why, where there is more to tell than that. */
  | {
      kind: 'unclear';
      say?: string | undefined;
      choices?: Choice[] | undefined;
      draft?: D;
      /** The narrower question stays open, with what it doubts. */
      stay?: true;
    };

export interface AskStep<D> {
  kind: 'ask';
  name: string;
  /** The detail it asks for, where a person can name and change it. */
  field?: Field;
  /** A detail that an answer here consists of, though it is changed elsewhere. */
  reads?: Field;
  pending(draft: D): boolean;
  ask(draft: D, turn: TurnContext): Reply | Promise<Reply>;
  /** The question without what was told along with it the first time. */
  again?(draft: D, turn: TurnContext): Reply | Promise<Reply>;
  /** Nearly any words could be the answer, so what looks like a question or small talk is not offered to it. */
  open?: true;
  /** A message that can only be meant for this question: no command, correction or detail is looked for in it. */
  own?(heard: Heard): boolean;
  /** “Back” never returns to this question, nor, once it is settled, to these: what they led to stays. */
  settles?: readonly string[];
  /** “Leave it as it is” answers this question, and does not mean the answer given before; only “keep” does. */
  takesLeaving?: true;
  /** The reason, for "why?" and for help. */
  why?: string;
  answer(heard: Heard, draft: D, turn: TurnContext, doubt: unknown): Answer<D> | Promise<Answer<D>>;
  /** The answer as it stands, for "back" and for changes. */
  shown?(draft: D): string | undefined;
}

/** A step that tells or does something, once, and asks nothing. Doing is idempotent: the turn may run again. */
export interface DoStep<D> {
  kind: 'do';
  name: string;
  pending(draft: D): boolean;
  run(draft: D, turn: TurnContext): Promise<Done<D>>;
}

export type Done<D> =
  /** `issued`: there is no going back to the questions before, what they asked for is on record. */
  | { kind: 'done'; draft: D; replies: Reply[]; issued?: true }
  /** The job is finished, or cannot go on; the replies say so. */
  | { kind: 'ended'; draft: D; replies: Reply[]; next?: { dialog: string; draft: unknown } };

export type Step<D> = AskStep<D> | DoStep<D>;

/** The question that a message answers, and the product that it is about. */
export interface Asked {
  step: string;
  focus?: string | undefined;
}

export type Received<D> =
  /** A choice that still counts: its words are the message. */
  | { kind: 'as-said' }
  /** Nothing changes; `say` tells why. */
  | { kind: 'nothing'; say: string }
  /** `say` tells what was taken and what was not; with a card, if there is more to do on it. */
  | { kind: 'taken'; draft: D; say: string; card?: Card };

export interface Waterfall<D> {
  name: string;
  draft: z.ZodType<D>;
  steps: readonly Step<D>[];
  /**
   * Takes from a message whatever else it tells, once the question that was `asked` has had its answer from it;
   * `noted` says what was taken.
   */
  fill(heard: Heard, draft: D, turn: TurnContext, asked: Asked | undefined): { draft: D; noted: string[] };
  /** What a line that answers no question may tell all the same: a name or a street of a signature sent line by line. */
  stray?(heard: Heard, draft: D, asked: Asked): { draft: D; noted: string[] };
  /**
   * Points the draft at what a change is about, and says which detail is meant where the words left that open; a
   * question, where that must be asked; a line, where there is no such thing to change.
   */
  aim(
    draft: D,
    change: Change,
    heard: Heard,
  ): { draft: D; change?: Change } | { ask: Reply; change?: Change } | { say: string };
  /** "The serial is …", said where something else was asked, and not what is on the draft: a change all the same. */
  contradicted?(heard: Heard, draft: D): Change | undefined;
  /** Commands of this dialog alone ("remove product 2"). */
  command?(heard: Heard, draft: D, turn: TurnContext): { draft: D; say: string; card?: Card } | undefined;
  /** Whether a message asks for something else that is this desk's to do: that waits, and is no answer gone wrong. */
  elsewhere?(heard: Heard, draft: D): boolean;
  /** What came from a card, which may be an old one; `open` is the step whose question is open. */
  sent?(sent: Sent, draft: D, turn: TurnContext, open: string | undefined): Promise<Received<D>>;
  /** Which product the open question is about, for going back to it. */
  focus?(draft: D, step: string): string | undefined;
}
