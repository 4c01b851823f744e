/** What the process does while nobody asks it to: sends mails, tells of changes, keeps the returns' dates. */
import { announceReturns } from '../services/announcements/of-returns.ts';
import { Case } from '../services/cases/case.ts';
import { catchUp } from '../services/catching-up.ts';
import { wordMembers } from '../services/finding/catching-up.ts';
import { Handoff } from '../services/handoff/handoff.ts';
import { createRelay, createSource } from '../services/notices/relay.ts';
import { queueMembers } from '../services/queue/catching-up.ts';
import { createClock } from '../services/returns/clock.ts';
import { createRemembering, removal } from '../services/returns/remembering.ts';
import { Rma } from '../services/returns/rma.ts';
import type { Timer } from '../services/rounds.ts';
import { createWebhooks } from '../services/webhooks/webhooks.ts';
import type { House } from './assemble.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { startMailing } from './mails/mailing.ts';
import { createReturnOrders } from './mails/return-order.ts';
import type { MailLinks } from './mails/told.ts';

export interface Background {
  /** Resolves once nothing waits that can be done now. */
  idle(): Promise<void>;
  /** Begins nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

/** Does not keep the process alive by itself. */
export const timer: Timer = (callback, ms) => {
  const timeout = setTimeout(callback, ms).unref();
  return () => clearTimeout(timeout);
};

export async function startBackground(deps: {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrl' | 'webhookUrls' | 'webhookSecret'>;
  house: Pick<
    House,
    | ('outbox' | 'desk' | 'texts' | 'store' | 'cases' | 'returns' | 'profile' | 'packing' | 'catalog')
    | ('standing' | 'announcements' | 'callBacks' | 'handoffs')
  >;
  /** What mails may link to. */
  links?: MailLinks;
  now: () => Date;
  log: Log;
}): Promise<Background> {
  const { config, house, now, log } = deps;
  const { store, cases, returns, outbox } = house;
  const mailing = await startMailing({ ...deps, timer });
  const webhooks = createWebhooks({
    urls: config.webhookUrls,
    secret: config.webhookSecret ?? '',
    ...{ store, now, timer, log },
  });
  const ofReturns = createSource<Rma>({
    collection: store.collection('rmas'),
    read: stored => Rma.parse(stored),
    targets: [
      ...[createRemembering(cases), createReturnOrders({ outbox, returns }), webhooks.ofReturn],
      announceReturns(house.announcements),
    ],
    afterwards: rma => removal(rma, now()),
    onNotice: returns.onNotice,
    now,
    log,
  });
  const ofCases = createSource<Case>({
    collection: store.collection('cases'),
    read: stored => Case.parse(stored),
    targets: [webhooks.ofCase],
    onNotice: cases.onNotice,
    now,
    log,
  });
  const ofHandoffs = createSource<Handoff>({
    collection: store.collection('handoffs'),
    read: stored => Handoff.parse(stored),
    targets: [webhooks.ofHandoff],
    onNotice: listener => house.handoffs.onLines(listener),
    now,
    log,
  });
  const relay = createRelay({ sources: [ofReturns, ofCases, ofHandoffs], timer, log });
  const clock = createClock({ returns, timer, log });
  webhooks.start();
  relay.start();
  clock.start();
  const caughtUp = catchUpWithOlder().catch(err =>
    log.warn({ err }, 'staff do not find everything that an older build wrote, until the next start'),
  );

  async function catchUpWithOlder(): Promise<void> {
    for (const members of [queueMembers(house.standing), wordMembers]) await catchUp({ store, now }, members);
  }

  return {
    async idle() {
      await caughtUp;
      await clock.idle();
      await relay.idle();
      await webhooks.idle();
      await mailing.idle();
    },
    async close() {
      await Promise.all([clock.close(), relay.close(), caughtUp]);
      await Promise.all([mailing.close(), webhooks.close()]);
    },
  };
}
