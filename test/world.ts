/** A desk of its own for one test: the shipped profile, a real embedded store, a clock that stands still. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { furnish, type House, indexes } from '../bot/assemble.ts';
import type { Desk } from '../bot/conversation.ts';
import { createLog } from '../bot/log.ts';
import { createExportLinks } from '../bot/web/exports/links.ts';
import { createFileLinks } from '../bot/web/files/links.ts';
import { createUnits, type Unit } from '../services/catalog/units.ts';
import { signingKey } from '../services/keys.ts';
import { createKnowledge } from '../services/knowledge/knowledge.ts';
import { loadProfile } from '../services/profile/profile.ts';
import { openStore } from '../services/store/open.ts';
import { type Collection, type Store, type Stored, StoreUnavailable } from '../services/store/port.ts';

export interface World {
  readonly desk: Desk;
  readonly house: House;
  readonly store: Store;
  /** Where the embedded store has its files. */
  readonly dataDir: string;
  now(): Date;
  /** Moves the clock. */
  pass(hours: number): void;
  /** The process ends and another one starts on the same folder. */
  restart(): Promise<void>;
  /** Every call to the store fails until it is mended, or only those that write to one collection. */
  cutStore(writesTo?: string): void;
  mendStore(): void;
  ship(unit: Unit): Promise<void>;
  close(): Promise<void>;
}

/** A Tuesday morning in California. */
const BEGINNING = '2026-11-10T17:00:00Z';

const profile = loadProfile(join(process.cwd(), 'services/profile/pelco'));
/** Learning takes half a second: once for all worlds. */
const knowledge = profile.then(createKnowledge);

/** @param mongodbUri of a database of its own, where the world is not to be kept in files */
export async function createWorld(
  beginning = BEGINNING,
  mongodbUri?: string,
  of: { canRing?: boolean; isLineOpen?: boolean; hubs?: string[]; hooks?: boolean } = {},
): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'caseline-'));
  const log = createLog(process.env['LOG_LEVEL'] === 'error' ? 'error' : 'silent');
  let now = new Date(beginning);
  let away: 'nothing' | 'everything' | { writesTo: string } = 'nothing';
  let opened = await openStore({ mongodbUri, dataDir, indexes, log, now: () => now });
  const store: Store = {
    get blobs() {
      return opened.blobs;
    },
    collection: name =>
      guarded(
        () => opened.collection(name),
        method => isAway(away, name, method),
      ),
    ping: () => opened.ping(),
    scrub: async () => opened.scrub?.(),
    close: () => opened.close(),
  };
  // Nothing is cached, so that every turn crosses the store, as it does after a restart.
  const build = async () =>
    furnish({
      ...{
        profile: await profile,
        knowledge: await knowledge,
        store,
        log,
        now: () => now,
        cached: 0,
        ...of,
      },
      codeKey: await signingKey(opened, 'verification'),
      fileLink: createFileLinks({ key: await signingKey(opened, 'files'), publicUrl: 'http://localhost' }).link,
      exportLink: createExportLinks({ key: await signingKey(opened, 'exports'), publicUrl: 'http://localhost' }).link,
    });
  let house = await build();
  return {
    get desk() {
      return house.desk;
    },
    get house() {
      return house;
    },
    store,
    dataDir,
    now: () => now,
    pass(hours) {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    async restart() {
      await opened.close();
      opened = await openStore({ mongodbUri, dataDir, indexes, log, now: () => now });
      house = await build();
    },
    cutStore(writesTo) {
      away = writesTo === undefined ? 'everything' : { writesTo };
    },
    mendStore() {
      away = 'nothing';
    },
    ship: unit => createUnits({ store }).register([unit]),
    async close() {
      await opened.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function isAway(away: 'nothing' | 'everything' | { writesTo: string }, collection: string, method: string): boolean {
  if (typeof away === 'string') return away === 'everything';
  return away.writesTo === collection && !['find', 'findOne', 'countDocuments'].includes(method);
}

/** The collection as it is now, or none at all. */
function guarded<T extends Stored>(
  collection: () => Collection<T>,
  isAway: (method: string) => boolean,
): Collection<T> {
  return new Proxy({} as Collection<T>, {
    get(_, method: keyof Collection<T>) {
      return (...args: never[]) => {
        if (isAway(method)) {
          const gone = Promise.reject(new StoreUnavailable('cut off by the test'));
          return method === 'find' ? { toArray: () => gone } : gone;
        }
        const real = collection();
        return (real[method] as (...args: never[]) => unknown).apply(real, args);
      };
    },
  });
}
