/** A process of its own on a data folder, for tests that kill it, limit it, or find the folder taken. */
import { openStore } from '../../../services/store/open.ts';
import { contractIndexes, type Thing } from './contract.ts';

const [, , dataDir = '', task] = process.argv;
const store = await openStore({ dataDir, indexes: contractIndexes });
const things = store.collection<Thing>('things');

/** Sixteen writers, each raising the version of its own document; the parent hears of every write that is acknowledged. */
async function writeForever(): Promise<void> {
  const name = 'ö'.repeat(2_000);
  const write = async (n: number) => {
    const _id = `writer ${n}`;
    const before = await things.findOne({ _id });
    if (!before) await things.insertOne({ _id, version: 0, name });
    for (let version = before?.version ?? 0; ; version++) {
      await things.updateOne({ _id, version }, { $inc: { version: 1 }, $set: { at: new Date() } });
      process.send?.([_id, version + 1]);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, n) => write(n)));
}

/** Writes until the disk refuses, then once more something small; tells how it went. */
async function fill(): Promise<void> {
  let stored = 0;
  let refusal: unknown;
  while (!refusal) {
    const write = things.insertOne({ _id: `n${stored}`, name: 'x'.repeat(2_000) });
    await write.then(
      () => stored++,
      error => {
        refusal = error;
      },
    );
  }
  await things.insertOne({ _id: 'small' });
  const visible = await things.countDocuments({});
  const { name, message } = refusal as Error;
  process.stdout.write(JSON.stringify({ name, error: message, stored, visible }));
  await store.close();
}

if (task === 'fill') await fill();
process.on('message', message => {
  if (message === 'write') void writeForever();
  if (message === 'close') void store.close().then(() => process.disconnect());
});
process.send?.('open');
