/** Tells business systems of every change of a case or a return, at every address that the operator named. */
import { createHash } from 'node:crypto';
import type { Case } from '../cases/case.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { Target } from '../notices/relay.ts';
import type { Rma } from '../returns/rma.ts';
import type { Timer } from '../rounds.ts';
import type { Store } from '../store/port.ts';
import { AT_ONCE, type CourierDependencies, createCourier } from './courier.ts';
import { type Told, tell } from './payload.ts';
import { createPoster } from './post.ts';
import { createWebhookQueue } from './queue.ts';
import { signingBytes } from './signature.ts';

export interface Webhooks {
  ofReturn: Target<Rma>;
  ofCase: Target<Case>;
  ofHandoff: Target<Handoff>;
  /** Begins, with what was left over; what waits for an address that is named no more is dropped. */
  start(): void;
  /** Resolves once nothing is due that has not been tried. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createWebhooks(deps: {
  urls: readonly string[];
  secret: string;
  store: Store;
  now: () => Date;
  timer: Timer;
  /** Never holds anything of an address but its host. */
  log: CourierDependencies['log'];
}): Webhooks {
  const { urls, now, timer, log } = deps;
  const queue = createWebhookQueue(deps);
  const key = signingBytes(deps.secret);
  const couriers = new Map(
    urls.map(url => {
      const target = createHash('sha256').update(url).digest('hex').slice(0, 32);
      const poster = createPoster({ url, connections: AT_ONCE, now });
      return [target, createCourier({ target, host: new URL(url).host, queue, poster, key, now, timer, log })];
    }),
  );
  const targets = [...couriers.keys()];
  let forget = () => {};
  let dropping = Promise.resolve();

  async function add(told: Told): Promise<void> {
    for (const target of targets) await queue.add(target, told);
  }

  function wake(): Promise<unknown> {
    return Promise.all([...couriers.values()].map(courier => courier.wake()));
  }

  return {
    async ofReturn(notice, { _id: rma, caseNumber, status }) {
      if (notice.hook) await add(tell(notice, { rma, case: caseNumber }, status));
    },
    async ofCase(notice, { _id, status }) {
      if (notice.hook) await add(tell(notice, { case: _id }, status));
    },
    async ofHandoff(notice, { _id: handoff, caseNumber, state }) {
      if (notice.hook) await add(tell(notice, { handoff, ...(caseNumber && { case: caseNumber }) }, state));
    },
    start() {
      forget = queue.onAdded(() => void wake());
      dropping = queue.keepOnly(targets).catch(err => {
        log.warn({ err }, 'webhooks of former addresses cannot be dropped');
      });
      void wake();
    },
    async idle() {
      await dropping;
      await wake();
    },
    async close() {
      forget();
      await Promise.all([dropping, ...[...couriers.values()].map(courier => courier.close())]);
    },
  };
}
