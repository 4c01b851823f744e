import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostNamed, isFromHere, isLoopback } from '../loopback.ts';

/** For trying the API out. Everybody knows it, so it opens nothing to a request that comes from elsewhere. */
export const LOCAL_KEY = 'dev';

/** Enough to tell the keys of one desk apart. */
const FINGERPRINT = 8;

type Asking = Pick<IncomingMessage, 'headers' | 'socket'>;

/** The fingerprint of the key that a request bears, where that is one of those that count. */
export type KeyCheck = (req: Asking) => string | undefined;

/** Tells which of the keys a request bears, in a time that says nothing about them. */
export function keyCheck(keys: readonly string[]): KeyCheck {
  const known = keys.map(key => ({ digest: digest(key), isLocal: key === LOCAL_KEY }));
  return req => {
    const [, offered] = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
    const given = digest(offered ?? '');
    const isLocal = isFromHere(req) && isLoopback(hostNamed(req));
    // Every key is compared, also after one has matched.
    const matches = known.filter(key => timingSafeEqual(key.digest, given) && (isLocal || !key.isLocal));
    return offered !== undefined && matches.length > 0 ? given.toString('hex').slice(0, FINGERPRINT) : undefined;
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
