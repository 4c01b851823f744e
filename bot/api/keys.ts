import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostNamed, isFromHere, isLoopback } from '../loopback.ts';

/** For trying the API out. Everybody knows it, so it opens nothing to a request that comes from elsewhere. */
export const LOCAL_KEY = 'dev';

type Asking = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Tells whether a request bears one of the keys, in a time that says nothing about them. */
export function keyCheck(keys: readonly string[]): (req: Asking) => boolean {
  const known = keys.map(key => ({ digest: digest(key), isLocal: key === LOCAL_KEY }));
  return req => {
    const [, offered] = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
    const given = digest(offered ?? '');
    const isLocal = isFromHere(req) && isLoopback(hostNamed(req));
    // Every key is compared, also after one has matched.
    const matches = known.filter(key => timingSafeEqual(key.digest, given) && (isLocal || !key.isLocal));
    return offered !== undefined && matches.length > 0;
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
