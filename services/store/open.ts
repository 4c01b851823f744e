/** Which engine keeps the data: the database that the operator named, else the files. Never one in place of the other. */
import type { Index, Store, StoreLog } from './port.ts';

export interface StoreOptions {
  /** Unset: the embedded engine. */
  mongodbUri?: string | undefined;
  dataDir: string;
  indexes: readonly Index[];
  log?: StoreLog | undefined;
  /** Decides what has expired. MongoDB's own clean-up goes by the server's clock. */
  now?: () => Date;
}

const SILENT: StoreLog = { warn: () => undefined };

/**
 * Opens the store and makes its indexes. Only the engine that is used is loaded: the driver costs a fifth of a second.
 * @throws {StoreUnavailable} in one line for the operator, without the credentials of the connection string.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { mongodbUri, dataDir, indexes, log = SILENT, now = () => new Date() } = options;
  if (mongodbUri !== undefined) {
    const { openMongo } = await import('./mongo.ts');
    return openMongo({ uri: mongodbUri, indexes, log, now });
  }
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded({ dataDir, indexes, log, now });
}
