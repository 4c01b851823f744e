/**
 * Carries what is in the outbox to the transport: at once when something is queued, again after a while where that
 * failed, for a day. Any number of processes may each have one over the same store.
 */
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

/** Calls back after so many milliseconds; returns the way to call that off. */
export type Timer = (callback: () => void, ms: number) => () => void;

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
/** Other processes queue too, and die: so often the store is asked. */
const ROUND_MS = MINUTE_MS;
const SOON_MS = 1_000;
const AT_ONCE = 4;
const GRACE_MS = 5_000;

export function createPostman(deps: PostmanDependencies): Postman {
  const { outbox, transport, compose, now, timer, log } = deps;
  const giveUp = new AbortController();
  let round: Promise<void> | undefined;
  let again = false;
  let closing = false;
  let callOff = () => {};
  let forget = () => {};

  /** Goes over what is due, and once more where something came meanwhile. */
  function wake(): Promise<void> {
    again = true;
    round ??= rounds().finally(() => {
      round = undefined;
    });
    return round;
  }

  async function rounds(): Promise<void> {
    callOff();
    let pause = ROUND_MS;
    while (again && !closing) {
      again = false;
      try {
        pause = await goOver();
      } catch (err) {
        log.warn({ err }, 'the outbox cannot be read');
        pause = ROUND_MS;
      }
    }
    if (!closing) callOff = timer(() => void wake(), pause);
  }

  /** Resolves to how long there is nothing to do. */
  async function goOver(): Promise<number> {
    while (!closing) {
      const mails = await outbox.take(AT_ONCE);
      if (mails.length === 0) break;
      await Promise.all(mails.map(carry));
    }
    const due = await outbox.nextDue();
    return due ? Math.min(ROUND_MS, Math.max(0, due.getTime() - now().getTime())) : ROUND_MS;
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
      forget = outbox.onQueued(() => void wake());
      void wake();
    },

    idle: () => wake(),

    async close() {
      closing = true;
      forget();
      callOff();
      const tired = timer(() => giveUp.abort(), GRACE_MS);
      await round;
      tired();
    },
  };
}
