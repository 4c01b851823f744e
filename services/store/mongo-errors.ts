/** The driver's errors in the store's own words: who is to blame, in one line, and never a value or a credential. */
import type { MongoBulkWriteError } from 'mongodb';
import { DuplicateKey, StoreUnavailable } from './port.ts';

/** Codes of a server that is there but cannot serve now, by the names in MongoDB's error table. */
const NOT_SERVING: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  13, // Unauthorized
  18, // AuthenticationFailed
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  79, // UnknownReplWriteConcern
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  133, // FailedToSatisfyReadPreference
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  8000, // Atlas: refused, mostly for the credentials
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  14031, // OutOfDiskSpace
]);
const REFUSED: ReadonlySet<unknown> = new Set([13, 18, 8000]);
const INDEX_CONFLICTS: ReadonlySet<unknown> = new Set([85, 86]);

/** What went wrong with an operation on a collection. */
export function translated(error: unknown, hosts: string, collection: string): Error {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error as Error;
  if (codeOf(error) === 11000) return taken(collection);
  if (isUnavailable(error)) {
    return new StoreUnavailable(`the database at ${hosts} cannot serve: ${reasonOf(error)}`, { cause: error });
  }
  return isDriverError(error) ? new Error(`${collection}: ${oneLine(error.message)}`, { cause: error }) : error;
}

interface Refusal {
  /** Which of the documents. */
  at: number;
  fault: Error;
}

/** The documents of a bulk insert that the server refused; undefined where none can be said to be stored. */
export function refusals(error: unknown, collection: string): Refusal[] | undefined {
  if (!isBulkError(error) || error.result.getWriteConcernError() !== undefined) return undefined;
  const refused = [error.writeErrors].flat().map(({ index, code, errmsg }) => ({
    at: index,
    fault: code === 11000 ? taken(collection) : new Error(`${collection}: ${oneLine(errmsg ?? '')}`),
  }));
  return refused.length > 0 ? refused : undefined;
}

/** What keeps the store from opening, with what to do about it. */
export function startFailure(error: unknown, hosts: string): Error {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error as Error;
  if (REFUSED.has(codeOf(error))) {
    return new StoreUnavailable(
      `MONGODB_URI: the database at ${hosts} refuses the user. Correct user name, password and authSource, and let the user read and write.`,
      { cause: error },
    );
  }
  return new StoreUnavailable(
    `MONGODB_URI: the database at ${hosts} cannot be reached (${reasonOf(error)}). Start it, or correct the address; without MONGODB_URI the data is kept in DATA_DIR.`,
    { cause: error },
  );
}

/** What keeps an index from being made. */
export function indexFailure(error: unknown, hosts: string, collection: string): Error {
  const code = codeOf(error);
  if (code === 11000) {
    return new StoreUnavailable(
      `MONGODB_URI: ${collection} at ${hosts} holds the same value twice where it must be unique${onKeys(error)}. Remove one of the documents and start again.`,
    );
  }
  if (INDEX_CONFLICTS.has(code)) {
    return new StoreUnavailable(
      `MONGODB_URI: ${collection} at ${hosts} has an index of its own where another is needed (${reasonOf(error)}). Drop that index and start again.`,
      { cause: error },
    );
  }
  return startFailure(error, hosts);
}

function isUnavailable(error: Error): boolean {
  const code = codeOf(error);
  // What it refused of its documents is told apart before (see `refusals`); the rest is about reaching the server.
  if (isBulkError(error)) return true;
  if (code !== undefined && isAnswer(error)) return NOT_SERVING.has(code) || labelled(error, 'RetryableWriteError');
  return isDriverError(error) && error.name !== 'MongoInvalidArgumentError';
}

/** Whether the server itself said so; anything else from the driver is about reaching it. */
function isAnswer(error: Error): boolean {
  return error.name === 'MongoServerError' || error.name === 'MongoWriteConcernError';
}

function isBulkError(error: unknown): error is MongoBulkWriteError {
  return error instanceof Error && error.name === 'MongoBulkWriteError';
}

function taken(collection: string): DuplicateKey {
  return new DuplicateKey(`a unique value is taken in ${collection}`);
}

function isDriverError(error: Error): boolean {
  return 'errorLabels' in error;
}

function labelled(error: Error, label: string): boolean {
  return 'errorLabels' in error && Array.isArray(error.errorLabels) && error.errorLabels.includes(label);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function onKeys(error: unknown): string {
  if (!(error instanceof Error && 'keyPattern' in error)) return '';
  return ` (${Object.keys(Object(error.keyPattern)).join(', ')})`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  return oneLine(error.message) || error.name;
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
