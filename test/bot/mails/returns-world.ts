/** A desk whose mails reach a real SMTP server, and a return on it. */
import type { ParsedMail } from 'mailparser';
import { type Background, startBackground } from '../../../bot/background.ts';
import { createLog } from '../../../bot/log.ts';
import type { MailLinks } from '../../../bot/mails/told.ts';
import { createUnsubscribeLinks } from '../../../bot/web/unsubscribe/links.ts';
import type { ChangeInput } from '../../../services/returns/change.ts';
import type { NewRma } from '../../../services/returns/returns.ts';
import type { Rma, RmaItem } from '../../../services/returns/rma.ts';
import { type MailServer, startMailServer } from '../../services/notifications/mail-server.ts';
import { createWorld, type World } from '../../world.ts';

export const PUBLIC_URL = 'https://desk.example';
export const UNSUBSCRIBE = createUnsubscribeLinks({ key: Buffer.alloc(32, 7), publicUrl: PUBLIC_URL });

export const LINKS: MailLinks = {
  label: ({ _id, lapsesAt }) => (lapsesAt ? `${PUBLIC_URL}/labels/${_id}?until=1&sig=0` : undefined),
  estimate: ({ _id }, estimate) => `${PUBLIC_URL}/estimates/${_id}?estimate=${estimate}&sig=0`,
  unsubscribe: UNSUBSCRIBE.link,
};

export interface ReturnsWorld {
  world: World;
  server: MailServer;
  issue(items?: number, more?: Partial<NewRma>): Promise<Rma>;
  /** @throws {Error} where it is refused. */
  change(rma: Rma, change: ChangeInput): Promise<Rma>;
  /** Everything that waits is carried on; resolves to the mails that came in since the last time. */
  mails(): Promise<ParsedMail[]>;
  background(): Background;
  /** One more over the same store, as another process has it. */
  another(): Promise<Background>;
  restartBackground(links?: MailLinks): Promise<void>;
  close(): Promise<void>;
}

export const TERMS = {
  currency: 'USD',
  lines: [
    { text: 'New camera module', amount: 18_500, item: '1' },
    { text: 'Labor', amount: 9_050 },
  ],
  diagnosticsFee: 7_500,
};

const MODELS = [
  { model: 'SD4E', kind: 'dome', family: 'spectra-iv', serial: 'A1234567' },
  { model: 'IX10C', kind: 'camera', family: 'sarix', serial: 'ZZ110001' },
  { model: 'DX8100', kind: 'recorder', family: 'dx8100', serial: 'D9988776' },
] as const;

export async function createReturnsWorld(): Promise<ReturnsWorld> {
  const world = await createWorld('2026-11-10T17:00:00Z');
  const server = await startMailServer();
  let background = await begin(LINKS);
  let seen = 0;
  let issued = 0;

  function begin(links: MailLinks): Promise<Background> {
    const config = {
      smtpUrl: server.url,
      mailFrom: 'Desk <desk@example.com>',
      dataDir: '/nowhere',
      publicUrl: PUBLIC_URL,
      ...{ webhookUrls: [], webhookSecret: undefined },
    };
    return startBackground({ config, house: world.house, links, now: world.now, log: createLog('silent') });
  }

  return {
    world,
    server,
    async issue(count = 1, more = {}) {
      const at = ++issued;
      const items = MODELS.slice(0, count).map(
        ({ model, kind, family, serial }, place): RmaItem => ({
          ...{ id: String(place + 1), model, kind, problem: 'no picture' },
          ...(world.house.catalog.family(family) && { family }),
          serial: { raw: serial, value: serial },
          warranty: { kind: 'unconfirmed', months: 36 },
          ...(kind === 'recorder' && { data: 'kept-by-customer' as const }),
        }),
      );
      const opened = await world.house.cases.open({
        requestKey: `c${at}`,
        contact: { name: 'Josephine Roe', email: 'jo@acme.com', phone: '+15595550123' },
        items,
        status: 'open',
        actor: 'test',
      });
      return world.house.returns.issue({
        requestKey: `r${at}`,
        case: opened,
        shipTo: { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] },
        items,
        expedited: false,
        statusEmails: true,
        actor: 'test',
        ...more,
      });
    },
    async change(rma, change) {
      const done = await world.house.returns.change(rma._id, change, { actor: 'test' });
      if (done.kind !== 'changed') throw new Error(`${change.kind}: ${JSON.stringify(done)}`);
      return done.rma;
    },
    async mails() {
      await background.idle();
      const fresh = server.mails.slice(seen);
      seen = server.mails.length;
      return fresh;
    },
    background: () => background,
    another: () => begin(LINKS),
    async restartBackground(links = LINKS) {
      await background.close();
      background = await begin(links);
    },
    async close() {
      await background.close();
      await server.close();
      await world.close();
    },
  };
}
