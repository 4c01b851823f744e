/** MONGODB_URI, of which nothing may be repeated that is secret. */

/** Only what names no part of the string is repeated: it holds a password. */
const HARMLESS =
  /^(options? [\w, ]+ (is|are) not supported|Password contains unescaped characters|mongodb\+srv URI [\w ]+)$/;

/** What is wrong with a connection string that the driver does not take, and how one reads. */
export function badUri(error: unknown): string {
  const reason = error instanceof Error && HARMLESS.test(error.message) ? ` (${error.message})` : '';
  return `MONGODB_URI is not a connection string of MongoDB${reason}. It reads mongodb://user:password@host:27017/database, with : / ? # [ ] @ and % in user name and password percent-encoded.`;
}

/** The database that the connection string names; the driver's own choice would be `test`. */
export function databaseIn(uri: string): string {
  const name = /^[^/]*\/\/[^/?]*\/([^?]*)/.exec(uri)?.[1];
  return name ? decodeURIComponent(name) : 'caseline';
}
