/**
 * Carries what is in the outbox to the transport: at once when something is queued, again after a while where that
 * failed, for a day. Any number of processes may each have one over the same store.
 */

import { createRounds, type Timer } from '../rounds.ts';
import type { Delivery, Letter, MailTransport } from './mail.ts';
import type { Order, Outbox, Taken } from './outbox.ts';

/** Writes what was ordered. */
export type Compose = (order: Order, mail: Pick<Taken, 'key' | 'queuedAt'>) => Promise<Composed>;
export type Composed =
  | { kind: 'letter'; letter: Letter }
  /** What it is about is not on record yet. */
  | { kind: 'later' }
  /** There is nothing to write about any more. */
  | { kind: 'gone' }
  /** It was clear from the start that nobody is to have it. */
  | { kind: 'unwanted' };

export interface Postman {
  /** Begins, with what was left over. */
  start(): void;
  /** Resolves once nothing is due that has not been tried. */
  idle(): Promise<void>;
  /** Takes nothing more, waits for the attempts under way, and gives them up after `GRACE_MS`. */
  close(): Promise<void>;
}

export interface PostmanDependencies {
  outbox: Outbox;
  transport: MailTransport;
  compose: Compose;
  now: () => Date;
  timer: Timer;
  /** Never holds anything of a mail but its key. */
  log: { info(what: object, message: string): void; warn(what: object, message: string): void };
}

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const SOON_MS = 1_000;
const AT_ONCE = 4;
const GRACE_MS = 5_000;

export function createPostman(deps: PostmanDependencies): Postman {
  const { outbox, transport, compose, now, timer, log } = deps;
  const giveUp = new AbortController();
  const rounds = createRounds({ goOver, timer, log, failed: 'the outbox cannot be read' });
  let forget = () => {};

  /** Resolves to how long there is nothing to do. */
  async function goOver(isClosing: () => boolean): Promise<number> {
    while (!isClosing()) {
      const mails = await outbox.take(AT_ONCE);
      if (mails.length === 0) break;
      await Promise.all(mails.map(carry));
    }
    const due = await outbox.nextDue();
    return due ? Math.max(0, due.getTime() - now().getTime()) : Number.POSITIVE_INFINITY;
  }

  async function carry(mail: Taken): Promise<void> {
    const { key, to, attempts } = mail;
    if (mail.giveUpAt <= now()) return park(mail, 'too-late');
    const composed = await letterOf(mail);
    if (composed.kind === 'gone') return park(mail, 'gone');
    if (composed.kind === 'unwanted') return outbox.parked(mail, 'unwanted');
    if (composed.kind === 'later') return outbox.postponed(mail, new Date(now().getTime() + SOON_MS), 'uncounted');
    const delivery =
      composed.kind === 'letter' ? await transport.send({ key, to, ...composed.letter }, giveUp.signal) : composed;
    return settle(mail, delivery, attempts);
  }

  async function letterOf(mail: Taken): Promise<Composed | Delivery> {
    if (mail.letter) return { kind: 'letter', letter: mail.letter };
    try {
      return await compose(mail.order, mail);
    } catch (err) {
      log.warn({ err, mail: mail.key }, 'mail cannot be written');
      return { kind: 'failed', code: 'not-written' };
    }
  }

  async function settle(mail: Taken, delivery: Delivery, attempts: number): Promise<void> {
    if (delivery.kind === 'sent') {
      await outbox.sent(mail);
      log.info({ mail: mail.key, attempts }, 'mail sent');
      return;
    }
    if (delivery.kind === 'refused') return park(mail, delivery.code);
    const until = new Date(now().getTime() + Math.min(MINUTE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS));
    if (until >= mail.giveUpAt) return park(mail, delivery.code);
    await outbox.postponed(mail, until);
    log.warn({ mail: mail.key, attempts, code: delivery.code }, 'mail not sent, will try again');
  }

  async function park(mail: Taken, code: string): Promise<void> {
    await outbox.parked(mail, code);
    log.warn({ mail: mail.key, attempts: mail.attempts, code }, 'mail given up');
  }

  return {
    start() {
      forget = outbox.onQueued(() => void rounds.wake());
      void rounds.wake();
    },

    idle: () => rounds.wake(),

    async close() {
      forget();
      const tired = timer(() => giveUp.abort(), GRACE_MS);
      await rounds.close();
      tired();
    },
  };
}
