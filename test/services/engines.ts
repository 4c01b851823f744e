/** The same rules tried on both engines: the files, and a MongoDB server where one can be had. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexes as all } from '../../bot/assemble.ts';
import { openStore } from '../../services/store/open.ts';
import type { Index, Store } from '../../services/store/port.ts';
import { startMongo } from './store/servers.ts';

/** Opens an empty store, which is closed after the test. */
export type OpenStore = (now: () => Date) => Promise<Store>;

/** @param indexes fewer than all of them where the rules need no more */
export function onBothEngines(name: string, rules: (open: OpenStore) => void, indexes: Index[] = all): void {
  describe(`${name}, in files`, () => {
    const ends: (() => Promise<void>)[] = [];
    rules(async now => {
      const dataDir = await mkdtemp(join(tmpdir(), 'caseline-'));
      const store = await openStore({ dataDir, indexes, now });
      ends.push(
        () => store.close(),
        () => rm(dataDir, { recursive: true }),
      );
      return store;
    });
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });
  });

  describe(`${name}, on a server`, function () {
    this.timeout(60_000);
    let server: Awaited<ReturnType<typeof startMongo>>;
    const ends: (() => Promise<void>)[] = [];
    before(async function () {
      this.timeout(240_000);
      server = await startMongo();
      if (!server) this.skip();
    });
    rules(async now => {
      const store = await openStore({ mongodbUri: server?.freshUri(), dataDir: '/nowhere', indexes, now });
      ends.push(() => store.close());
      return store;
    });
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });
    after(() => server?.stop());
  });
}
