/** A return with an estimate on a desk of its own, with the page and the chat over real HTTP. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { furnish, type House, indexes } from '../../../../bot/assemble.ts';
import { mountDirectLine } from '../../../../bot/channels/direct-line/channel.ts';
import { createLog } from '../../../../bot/log.ts';
import { createCodeMail } from '../../../../bot/mails/code.ts';
import { createServer } from '../../../../bot/server.ts';
import { loadAssets } from '../../../../bot/web/assets.ts';
import { mountEstimates } from '../../../../bot/web/estimates/estimates.ts';
import { createEstimateLinks, type EstimateLinks } from '../../../../bot/web/estimates/links.ts';
import { mountWeb } from '../../../../bot/web/web.ts';
import { Order } from '../../../../services/notifications/outbox.ts';
import type { ChangeInput } from '../../../../services/returns/change.ts';
import type { Rma, RmaItem } from '../../../../services/returns/rma.ts';
import { openStore } from '../../../../services/store/open.ts';
import { type Collection, type Store, type Stored, StoreUnavailable } from '../../../../services/store/port.ts';
import { shippedProfile } from '../../../services/profile/shipped.ts';
import { freePort } from '../../../services/store/servers.ts';

const ASSETS = fileURLToPath(new URL('../../../../bot/web/assets/', import.meta.url));

export const DOME: RmaItem = {
  id: '1',
  model: 'SD4N35-PG-E1',
  family: 'spectra-iv',
  kind: 'dome',
  problem: 'no video',
  warranty: { kind: 'unconfirmed', months: 36 },
  serial: { raw: 'A1234567', value: 'A1234567' },
};
export const STRANGE: RmaItem = { ...DOME, id: '2', model: '<b>X</b>&"9', family: undefined, serial: undefined };

export const TERMS = {
  currency: 'USD',
  lines: [
    { text: 'New camera module', amount: 15_000, item: '1' },
    { text: 'Labor', amount: 3_500 },
  ],
  diagnosticsFee: 7_500,
};

export interface EstimateDesk {
  url: string;
  house: House;
  links: EstimateLinks;
  rma: Rma;
  now(): Date;
  pass(days: number): void;
  cutStore(): void;
  mendStore(): void;
  change(asked: ChangeInput, actor?: string): Promise<Rma>;
  /** The path and query of an estimate's link. */
  path(estimate?: string): string;
  /** The code that was mailed last. */
  code(): Promise<string>;
  answer(answer: string, more?: Record<string, string>, estimate?: string): Promise<Response>;
  close(): Promise<void>;
}

export async function openEstimateDesk(wish: {
  dataDir: string;
  mongodbUri?: string;
  items?: RmaItem[];
  terms?: Extract<ChangeInput, { kind: 'estimate' }>['terms'];
}): Promise<EstimateDesk> {
  let now = new Date('2026-11-10T17:00:00Z');
  let away = false;
  const clock = () => now;
  const log = createLog('silent');
  const opened = await openStore({ ...wish, indexes, now: clock });
  const store: Store = { ...opened, blobs: opened.blobs, collection: name => cuttable(() => away, opened, name) };
  const profile = await shippedProfile();
  const house = furnish({ profile, store, log, now: clock, codeKey: new Uint8Array(32) });
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const http = createServer({ config: { port, host: '127.0.0.1', publicUrl }, store, log });
  const { timeZone } = profile.company;
  const links = createEstimateLinks({ key: new Uint8Array(32).fill(5), publicUrl, timeZone });
  const assets = await loadAssets(ASSETS);
  const { company, terms, articles, topics } = profile;
  const shared = { company, terms, assets, publicUrl, now: clock, log };
  mountEstimates(http.server, { ...shared, links, returns: house.returns });
  const { desk, feedback, ratings, attachments } = house;
  const streams = mountDirectLine(http.server, {
    ...{ desk, feedback, ratings, attachments, publicUrl, now: clock, log },
    ...{ key: new Uint8Array(32).fill(9), secrets: [], widgetOrigins: [] },
  });
  mountWeb(http.server, { ...shared, articles, topics, knowledge: house.knowledge, widgetOrigins: [] });
  const url = await http.listen();

  const items = wish.items ?? [DOME];
  const contact = { name: 'Maria Lopez', email: 'maria@acme.com', phone: '+15595550142' };
  const of = await house.cases.open({ requestKey: 'c', contact, items, status: 'open', actor: 'test' });
  const shipTo = { raw: '77 Secret Lane, Fresno, CA 93721', street: ['77 Secret Lane'] };
  const order = { requestKey: 'r', case: of, shipTo, items, expedited: false, statusEmails: false, actor: 'test' };
  let rma = await house.returns.issue(order);

  async function change(asked: ChangeInput, actor = 'test'): Promise<Rma> {
    const done = await house.returns.change(rma._id, asked, { actor });
    assert.equal(done.kind, 'changed', JSON.stringify(done));
    return 'rma' in done ? done.rma : assert.fail();
  }
  await change({ kind: 'received', items: items.map(({ id: item }) => ({ item })) });
  await change({ kind: 'diagnosing' });
  rma = await change({ kind: 'estimate', terms: wish.terms ?? TERMS });

  function path(estimate = '1'): string {
    const all = estimate === '1' ? rma.estimates : [...rma.estimates, { ...rma.estimates[0], id: estimate }];
    const link = links.link({ _id: rma._id, estimates: all as Rma['estimates'] }, estimate) ?? assert.fail('no link');
    return link.slice(publicUrl.length);
  }

  return {
    ...{ url, house, links, rma, change, path },
    now: clock,
    pass(days) {
      now = new Date(now.getTime() + days * 86_400_000);
    },
    cutStore() {
      away = true;
    },
    mendStore() {
      away = false;
    },
    answer(answer, more = { confirmed: 'yes' }, estimate) {
      const [at, query] = path(estimate).split('?');
      const body = new URLSearchParams(query);
      for (const [name, value] of Object.entries({ answer, ...more })) body.set(name, value);
      return fetch(`${url}${at}`, { method: 'POST', body, redirect: 'manual' });
    },
    async code() {
      const [mail] = await store
        .collection<Stored & { content: string }>('mails')
        .find({ to: contact.email }, { sort: { queuedAt: -1 } })
        .toArray();
      const order = Order.parse(JSON.parse(mail?.content ?? '{}').order);
      const composed = await createCodeMail(house.texts.codeMail)(order, {
        ...{ key: mail?._id ?? '', to: contact.email, queuedAt: clock() },
      });
      const text = composed.kind === 'letter' ? composed.letter.text : '';
      return /^ {4}(\d{6})$/m.exec(text)?.[1] ?? assert.fail('no code was mailed');
    },
    async close() {
      streams.close();
      await http.close(0);
      await desk.idle();
      await opened.close();
    },
  };
}

function cuttable<T extends Stored>(isAway: () => boolean, store: Store, name: string): Collection<T> {
  return new Proxy({} as Collection<T>, {
    get(_, method: keyof Collection<T>) {
      return (...args: never[]) => {
        if (isAway()) {
          const gone = Promise.reject(new StoreUnavailable('cut off by the test'));
          return method === 'find' ? { toArray: () => gone } : gone;
        }
        const real = store.collection<T>(name);
        return (real[method] as (...args: never[]) => unknown).apply(real, args);
      };
    },
  });
}
